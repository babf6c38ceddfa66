import { asCoded, type CalendarDate, hasCode, type NailwallError } from '#core/base';
import { type Attempt, type AttemptId, type Kind, type Why, type WhyEnded, whyOf } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';
import { mailLink } from './mail-link.ts';

/** What came of handing the letter on. */
export type Handed = 'copied' | 'not-copied' | 'mailed' | 'mail-too-long' | 'no-mail';

/**
 * Whether asking why has its place here: where it has begun, or may be offered, at a no that came without a reason.
 * Nobody is advised to ask a person who does not want to meet for reasons.
 */
export function mayAskWhy(attempt: Attempt, { paper }: Pick<Kind, 'paper'>): boolean {
  if (attempt.answer !== 'no') return false;
  return whyOf(attempt).state !== 'not-asked' || (attempt.reason.trim() === '' && paper !== 'people');
}

/** Asking for the reason behind one no. */
export class WhyAsking {
  readonly #store: JournalStore;
  readonly #id: AttemptId;
  readonly #shelfName: string;
  #typed: string | null = $state(null);
  #words = $state('');
  /** The day that is written beside asking or its end; null = today. */
  #on: CalendarDate | null = $state(null);
  /** The letter is being written; while it is, nothing takes the field away. */
  #writing = $state(false);
  /** Their reply is being written down. */
  replying = $state(false);
  handed: Handed | null = $state(null);
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, id: AttemptId) {
    this.#store = store;
    this.#id = id;
    this.#shelfName = `why/${id}`;
    this.#words = store.shelf.read(this.#shelfName) ?? '';
    this.replying = this.#words !== '';
  }

  readonly #attempt: Attempt | null = $derived.by(() => this.#store.attempt(this.#id));
  readonly why: Why = $derived.by(() => (this.#attempt ? whyOf(this.#attempt) : { state: 'not-asked' }));

  get writing(): boolean {
    return this.why.state === 'drafted' || (this.why.state === 'not-asked' && this.#writing);
  }

  get letter(): string {
    return this.#typed ?? this.#attempt?.whyLetter ?? '';
  }

  get words(): string {
    return this.#words;
  }

  get on(): CalendarDate {
    return this.#on ?? this.#store.today;
  }

  setDay(on: CalendarDate | null): void {
    this.#on = on;
  }

  /** Begins with a letter that can be changed. */
  begin(template: string): void {
    this.#writing = true;
    this.#try(() => this.#store.journal.changeAttempt(this.#id, { whyLetter: template }));
  }

  typeLetter(text: string): void {
    this.#typed = text;
    this.#writing = true;
    this.handed = null;
    this.#store.pending.later(`${this.#shelfName}/letter`, () => this.#writeLetter());
  }

  leaveLetter(): void {
    this.#store.pending.now(`${this.#shelfName}/letter`);
  }

  /** Puts the draft away; undo brings it back. */
  drop(): void {
    this.#writing = false;
    this.leaveLetter();
    this.#try(() => this.#store.journal.changeAttempt(this.#id, { whyLetter: '' }));
  }

  ask(): void {
    this.leaveLetter();
    this.#try(() => this.#store.journal.why.ask(this.#id, this.on));
    this.#on = null;
    this.handed = null;
  }

  typeWords(text: string): void {
    this.#words = text;
    this.#store.pending.later(this.#shelfName, () => this.#keepWords());
  }

  end(kind: WhyEnded['kind']): void {
    const words = kind === 'reply' ? this.#words : '';
    if (!this.#try(() => this.#store.journal.why.end(this.#id, { kind, on: this.on, words }))) return;
    if (kind === 'reply') this.#forgetWords();
    this.#on = null;
    this.replying = false;
  }

  /** What was written of the reply stays on the shelf for another time only if there is any. */
  stopReplying(): void {
    this.#forgetWords();
    this.replying = false;
    this.error = null;
  }

  reopen(): void {
    this.#try(() => this.#store.journal.why.reopen(this.#id));
  }

  async copy(): Promise<void> {
    this.leaveLetter();
    this.handed = (await copied(this.letter)) ? 'copied' : 'not-copied';
  }

  /** Opens the letter in the mail program; where that cannot be, or not whole, it is copied instead. */
  async mail(subject: string): Promise<void> {
    this.leaveLetter();
    const { address, whole } = mailLink({ to: this.#attempt?.toWhom ?? '', subject, body: this.letter });
    try {
      await this.#store.openOutside(address);
      if (whole) this.handed = 'mailed';
      else this.handed = (await copied(this.letter)) ? 'mail-too-long' : 'not-copied';
    } catch (error) {
      // The person declined.
      if (hasCode(error, 'cancelled')) return;
      this.handed = (await copied(this.letter)) ? 'no-mail' : 'not-copied';
    }
  }

  #writeLetter(): void {
    const text = this.#typed;
    if (text === null || !this.#attempt) return;
    if (this.#try(() => this.#store.journal.changeAttempt(this.#id, { whyLetter: text }))) this.#typed = null;
  }

  #forgetWords(): void {
    this.#words = '';
    this.#store.pending.drop(this.#shelfName);
    this.#keepWords();
  }

  #keepWords(): void {
    this.#store.shelf.write(this.#shelfName, this.#words === '' ? null : this.#words);
  }

  #try(write: () => void): boolean {
    this.error = null;
    try {
      write();
      return true;
    } catch (error) {
      this.error = asCoded(error);
      return false;
    }
  }
}

/** A browser may refuse the clipboard; then the person is told to copy by hand. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
