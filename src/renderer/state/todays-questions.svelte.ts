import {
  type Attempt,
  type CheckIn,
  type CheckInQuestion,
  type DayQuestions,
  type EntryId,
  type LowRun,
  type Pulse,
  questionsOf,
} from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

const shelfName = 'asked-on';

/** How much one no hurts, asked again. */
export interface NoQuestion extends CheckInQuestion {
  readonly key: string;
  /** All that the card says of the refusal. */
  readonly toWhom: string;
  readonly sting: number | null;
  readonly skipped: boolean;
}

const saysNothing = ({ hope, purpose, selfWorth, note }: Pulse): boolean =>
  hope === null && purpose === null && selfWorth === null && note === '';

/**
 * The one card of today. It is read from the journal alone, so that it is the same after a lock, on another device and
 * after undo; each answer is one step of undo. Nothing is written by looking.
 */
export class TodaysQuestions {
  readonly #store: JournalStore;
  /** The day on which the card was put away. */
  #putAwayOn: string | null = $state(null);
  /** Shown by itself, until it is closed or the screen is left. */
  talkOpen = $state(false);

  constructor(store: JournalStore) {
    this.#store = store;
    this.#putAwayOn = store.shelf.read(shelfName);
  }

  readonly #asked: DayQuestions = $derived.by(() => {
    const { attempts, checkIns, pulses, today, settings } = this.#store;
    // Nothing is asked of somebody who has written nothing yet.
    if (attempts.length === 0 && pulses.length === 0) return { pulse: null, checkIns: [] };
    const source = { attempts: () => attempts, checkIns: () => checkIns, pulses: () => pulses };
    return questionsOf(source, today, settings);
  });
  readonly #pulse: Pulse | null = $derived.by(() => this.#asked.pulse?.made ?? null);

  /** Whether hope and purpose are asked, were asked, or were left out for this week. */
  readonly pulse: 'asked' | 'left-out' | null = $derived.by(() => {
    if (!this.#asked.pulse) return null;
    return this.#pulse && saysNothing(this.#pulse) ? 'left-out' : 'asked';
  });
  /** It can be left out for this week as long as nothing of it is answered. */
  readonly canSkipPulse: boolean = $derived.by(() => this.pulse === 'asked' && this.#pulse === null);
  readonly noes: readonly NoQuestion[] = $derived.by(() =>
    this.#asked.checkIns.map((question) => ({
      ...question,
      key: `${question.attempt} ${question.day}`,
      toWhom: this.#nameOf(question.attempt),
      sting: question.made?.sting ?? null,
      skipped: question.made?.skipped ?? false,
    })),
  );
  readonly hope: number | null = $derived.by(() => this.#pulse?.hope ?? null);
  readonly purpose: number | null = $derived.by(() => this.#pulse?.purpose ?? null);
  /** Asked once, whatever it belongs to. */
  readonly selfWorth: number | null = $derived.by(() => {
    const ofNoes = this.#asked.checkIns.find(({ made }) => made?.selfWorth != null)?.made?.selfWorth;
    return this.#pulse?.selfWorth ?? ofNoes ?? null;
  });
  readonly asksSelfWorth: boolean = $derived.by(
    () => this.pulse === 'asked' || this.selfWorth !== null || this.noes.some(({ skipped }) => !skipped),
  );
  readonly isEmpty: boolean = $derived.by(() => this.pulse === null && this.noes.length === 0);
  readonly answered: boolean = $derived.by(() =>
    [this.hope, this.purpose, this.selfWorth, ...this.noes.map(({ sting }) => sting)].some((one) => one !== null),
  );
  /** The card was closed for today; it can be opened again. */
  readonly putAway: boolean = $derived.by(() => this.#putAwayOn === this.#store.today);

  /** Closes the card for today. What is still in its window then may be asked on another day. */
  close(): void {
    this.#keepPutAway(this.#store.today);
  }

  open(): void {
    this.#keepPutAway(null);
  }

  ratePulse(name: 'hope' | 'purpose', value: number | null): void {
    this.#together(() => this.#ratePulse({ [name]: value, selfWorth: this.selfWorth }));
  }

  rateSelfWorth(value: number | null): void {
    this.#together(() => {
      const made = this.#asked.checkIns.filter((one) => one.made && !one.made.skipped);
      for (const one of made) this.#writeCheckIn(one, { selfWorth: value });
      if (this.pulse === 'asked') this.#ratePulse({ selfWorth: value });
      else if (made.length === 0) {
        const first = this.#asked.checkIns.find((one) => !one.made);
        if (first) this.#writeCheckIn(first, { selfWorth: value });
      }
    });
    this.#perhapsTalk();
  }

  rateNo(question: CheckInQuestion, value: number | null): void {
    this.#together(() => this.#writeCheckIn(question, { sting: value, selfWorth: this.selfWorth, skipped: false }));
    this.#perhapsTalk();
  }

  /** Not asked again about this no at this distance. */
  skipNo(question: CheckInQuestion): void {
    this.#together(() => this.#writeCheckIn(question, { sting: null, selfWorth: null, skipped: true }));
  }

  /** Asks after all what was skipped. */
  askNo(question: CheckInQuestion): void {
    this.#together(() => this.#writeCheckIn(question, { skipped: false }));
  }

  /** No pulse for a week: one that says nothing stands for that. */
  skipPulse(): void {
    this.#store.journal.addPulse({ on: this.#store.today });
  }

  askPulse(): void {
    if (this.#pulse) this.#store.journal.binPulse(this.#pulse.id);
  }

  /** What calls for showing "Talk to someone" by itself; called when the screen opens and after an answer. */
  #perhapsTalk(): void {
    const run: LowRun | null = this.#store.journal.talkRun(this.#store.today);
    if (!run) return;
    this.#store.journal.noteTalkShown(run);
    this.talkOpen = true;
  }

  /** The screen is on: shows "Talk to someone" when another device has called for it. */
  begin(): void {
    this.#perhapsTalk();
  }

  #nameOf(attempt: Attempt['id']): string {
    return this.#store.attempt(attempt)?.toWhom ?? '';
  }

  #ratePulse(values: Partial<Pick<Pulse, 'hope' | 'purpose' | 'selfWorth'>>): void {
    const { journal, today } = this.#store;
    if (!this.#pulse) journal.addPulse({ on: today, ...values });
    // All taken back: it is open again, not left out.
    else if (saysNothing({ ...this.#pulse, ...values })) journal.binPulse(this.#pulse.id);
    else journal.changePulse(this.#pulse.id, values);
  }

  #writeCheckIn(question: CheckInQuestion, values: Partial<Pick<CheckIn, 'sting' | 'selfWorth' | 'skipped'>>): void {
    const { journal, today } = this.#store;
    const { attempt, day } = question;
    // One whose rating was taken back on another day is used again.
    const id: EntryId | undefined = question.made?.id ?? journal.checkIns(attempt).find((one) => one.day === day)?.id;
    if (id) journal.changeCheckIn(id, { on: today, ...values });
    else journal.addCheckIn({ attempt, day, on: today, ...values });
  }

  #together(write: () => void): void {
    this.#store.journal.together(write);
  }

  #keepPutAway(day: string | null): void {
    this.#putAwayOn = day;
    this.#store.shelf.write(shelfName, day);
  }
}
