import { addDays, type CalendarDate, daysBetween } from '#core/base';
import type { AttemptId, AttemptInput, EventInput, Journal, PursuitId, Rating, Stretch, Tone } from '#core/journal';
import { Chance } from './chance.ts';
import { type Application, readJobSearch, type Step } from './job-search.ts';
import { asRating, Mood } from './mood.ts';

export interface DemoOptions {
  /** The same seed gives the same ratings. */
  readonly seed: number;
  /** The last day of the job search falls on it. */
  readonly today: CalendarDate;
}

/** Weeks of pulses before the first application. */
const weeksBefore = 8;

const eventOf: Readonly<Record<Step, Omit<EventInput, 'on'>>> = {
  phone_call: { kind: 'reply', note: 'a call' },
  '1st_interview': { kind: 'interview' },
  '2nd_interview': { kind: 'interview' },
  '3rd_interview': { kind: 'interview' },
  proposition: { kind: 'reply', note: 'a proposal' },
};

const reasons = [
  'They went on with another candidate.',
  'The position was filled from inside.',
  'They asked for more years in the role.',
  'The project was put off.',
] as const;

/** How far out of reach a role felt, before chance moves it by one. */
const reach: Readonly<Record<string, number>> = { AI: 4, 'Data Architect': 4, 'Data Analyst': 2 };

const checkedInOn = { 1: 0.8, 7: 0.5, 30: 0.25 } as const;

/**
 * Fills an empty journal with one real job search (`csv`, see job-search.ts) and with ratings and pulses that chance
 * makes up. Everything is one transaction.
 */
export function fillDemo(journal: Journal, csv: string, options: DemoOptions): void {
  const applications = readJobSearch(csv, options.today);
  journal.together(() => new Demo(journal, applications, options).write());
}

class Demo {
  readonly #journal: Journal;
  readonly #applications: readonly Application[];
  readonly #chance: Chance;
  readonly #today: CalendarDate;
  readonly #start: CalendarDate;
  readonly #mood: Mood;
  #noes = 0;

  constructor(journal: Journal, applications: readonly Application[], { seed, today }: DemoOptions) {
    this.#journal = journal;
    this.#applications = [...applications].sort((a, b) => daysBetween(dayOf(b), dayOf(a)));
    this.#chance = new Chance(seed);
    this.#today = today;
    const first = applications.map(({ sentOn }) => sentOn).sort()[0] ?? today;
    this.#start = addDays(first, -7 * weeksBefore);
    const nos = applications.flatMap(({ answer, answeredOn }) => (answer === 'no' && answeredOn ? [answeredOn] : []));
    this.#mood = new Mood(this.#chance, this.#start, today, nos);
  }

  write(): void {
    const pursuit = this.#journal.addPursuit({
      title: 'A data job',
      why: 'Work with data, with people I can learn from.',
      wish: 'mine',
      matters: 8,
      doors: [
        { toWhom: 'The statistics office' },
        { toWhom: 'The team of a former colleague', note: 'after the move' },
      ],
    });
    for (const application of this.#applications) this.#addAttempt(pursuit, application);
    this.#addPulses();
  }

  #addAttempt(pursuit: PursuitId, application: Application): void {
    const answer = this.#answer(application);
    const id = this.#journal.addAttempt({
      pursuit,
      kind: 'job',
      toWhom: application.company,
      what: application.role || 'A role in their data team',
      tags: [application.source, application.unasked ? 'Unasked' : ''].filter((tag) => tag !== ''),
      sentOn: application.sentOn,
      stretch: this.#stretch(application),
      events: application.steps.map(({ step, on }) => ({ ...eventOf[step], on })),
      ...answer,
    });
    const { sting } = answer.ratings ?? {};
    if (typeof sting === 'number' && sting >= 4 && this.#chance.happens(0.25)) {
      this.#checkIn(id, application.answeredOn ?? this.#today, sting);
    }
  }

  #stretch({ role }: Application): Stretch | null {
    if (this.#chance.happens(0.2)) return null;
    const felt = (reach[role] ?? 3) + this.#chance.pick([-1, 0, 0, 1]);
    return Math.min(5, Math.max(1, felt)) as Stretch;
  }

  #answer({ answer, answeredOn, steps }: Application): Partial<AttemptInput> {
    if (answer === 'waiting' || answeredOn === null) return { answer: 'waiting' };
    if (answer === 'withdrawn') return { answer, answeredOn };
    const ratings = this.#lines(answeredOn);
    if (answer !== 'no') return { answer, answeredOn, ratings, ratedOn: answeredOn };
    const tone: Tone = steps.length > 0 || this.#chance.happens(0.12) ? 'personal' : 'form';
    const reason = tone === 'personal' && this.#chance.happens(0.5) ? this.#chance.pick(reasons) : '';
    const order = this.#noes++;
    if (!this.#chance.happens(tone === 'personal' ? 0.9 : 0.35)) return { answer, answeredOn, tone, reason };
    const sting = this.#sting(tone, steps.length, order);
    return { answer, answeredOn, tone, reason, ratings: { ...ratings, sting }, ratedOn: answeredOn };
  }

  #lines(on: CalendarDate): { hope: Rating; purpose: Rating; selfWorth: Rating } {
    return {
      hope: this.#mood.rate('hope', on, 1),
      purpose: this.#mood.rate('purpose', on, 0.8),
      selfWorth: this.#mood.rate('selfWorth', on, 0.9),
    };
  }

  /** The further it had come the more it hurts; later ones hurt a little less than the first. */
  #sting(tone: Tone, steps: number, order: number): number {
    const closeness = (tone === 'personal' ? 1.2 : 0) + Math.min(2, steps);
    return asRating(5 + closeness - Math.min(2, order * 0.03) + this.#chance.noise(1.3));
  }

  #checkIn(attempt: AttemptId, answeredOn: CalendarDate, sting: number): void {
    for (const day of [1, 7, 30] as const) {
      if (daysBetween(answeredOn, this.#today) < day) return;
      const on = addDays(answeredOn, day);
      if (this.#chance.happens(0.15)) {
        this.#journal.addCheckIn({ attempt, day, on, skipped: true });
      } else {
        const left = asRating(sting * checkedInOn[day] + this.#chance.noise(0.8));
        this.#journal.addCheckIn({ attempt, day, on, sting: left, selfWorth: this.#mood.rate('selfWorth', on) });
      }
    }
  }

  /** Once a week, with two weeks away and some others missing. */
  #addPulses(): void {
    const away = this.#chance.pick([4, 5, 6, 10, 11]);
    for (let week = 0; addDays(this.#start, 7 * week) <= this.#today; week++) {
      if (week === away || week === away + 1 || this.#chance.happens(0.08)) continue;
      const on = addDays(this.#start, 7 * week);
      const { hope, purpose, selfWorth } = this.#lines(on);
      this.#journal.addPulse({ on, hope, purpose, selfWorth: this.#chance.happens(0.06) ? null : selfWorth });
    }
  }
}

const dayOf = ({ answeredOn, sentOn }: Application): CalendarDate => answeredOn ?? sentOn;
