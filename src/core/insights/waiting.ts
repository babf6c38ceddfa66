import { type Figure, restsOn, silent } from './figure.ts';
import { grouped, hair } from './numbers.ts';
import type { AttemptRow, Day } from './rows.ts';
import { firstAtMost, type Span, type Step, survival } from './survival.ts';

/** Below this many answers there are dots only. */
export const fewestAnswers = 5;
/** From this many answers on, they say when silence has become the answer. */
export const fewestForThreshold = 8;

export interface Waiting {
  readonly answers: number;
  readonly steps: readonly Step[];
  /** Days by which half have an answer; null when more than half are still open after `longest` days. */
  readonly median: number | null;
  /** Days: the 80 % limits of the median; null where the band does not come down to a half. */
  readonly medianLower: number | null;
  readonly medianUpper: number | null;
  /** The longest that anything was seen to be open, days. */
  readonly longest: number;
}

export interface Dots {
  readonly answers: number;
  /** Shortest first. */
  readonly dots: readonly Span[];
}

/**
 * How long each attempt was open, days. A yes or a no ends it; waiting ones are open until `today`, quiet and withdrawn
 * ones were when they were closed. Left out is what has no day of sending or of its end, or an end before its sending.
 */
export function spansOf(attempts: readonly AttemptRow[], today: Day): readonly Span[] {
  const spans: Span[] = [];
  for (const { id, sent, answer, answered } of attempts) {
    const until = answer === 'waiting' ? today : answered;
    if (sent === null || until === null || until < sent) continue;
    spans.push({ id, days: until - sent, end: answer === 'yes' || answer === 'no' ? answer : 'open' });
  }
  return spans;
}

/** How long answers take: see {@link survival}. An answer of any sort counts, a yes as well as a no. */
export function waitingFor(attempts: readonly AttemptRow[], today: Day): Figure<Waiting, Dots> {
  const spans = spansOf(attempts, today);
  const answers = spans.filter(({ end }) => end !== 'open').length;
  const rests = restsOn(spans);
  if (answers < fewestAnswers) {
    const dots = spans.toSorted((a, b) => a.days - b.days || (a.id < b.id ? -1 : 1));
    return { ...silent(rests, fewestAnswers, 'too-few', answers), answers, dots };
  }
  const steps = survival(spans);
  return {
    shown: true,
    rests,
    answers,
    steps,
    median: firstAtMost(steps, 0.5, 'open'),
    medianLower: firstAtMost(steps, 0.5, 'lower'),
    medianUpper: firstAtMost(steps, 0.5, 'upper'),
    longest: steps.at(-1)?.day ?? 0,
  };
}

export interface WaitingBy {
  readonly kind: string;
  readonly waiting: Figure<Waiting, Dots>;
}

/** The same for every kind that has a span, the fullest first, ties by kind. */
export function waitingByKind(attempts: readonly AttemptRow[], today: Day): readonly WaitingBy[] {
  return [...grouped(attempts, ({ kind }) => [kind])]
    .map(([kind, rows]) => ({ kind, waiting: waitingFor(rows, today) }))
    .filter(({ waiting }) => waiting.rests.count > 0)
    .sort((a, b) => b.waiting.rests.count - a.waiting.rests.count || (a.kind < b.kind ? -1 : 1));
}

export interface QuietThreshold {
  readonly days: number;
  /** The answers that came so far, or the person's setting while they are fewer than {@link fewestForThreshold}. */
  readonly from: 'answers' | 'setting';
}

/**
 * Days of silence after which an answer has become rare: the first by which nine in ten of the answers that come at all
 * have come (1 - S(t) >= .9 (1 - S(last))). Never a reason to close anything by itself.
 */
export function quietThreshold(attempts: readonly AttemptRow[], today: Day, settingDays: number): QuietThreshold {
  const spans = spansOf(attempts, today);
  const answers = spans.filter(({ end }) => end !== 'open').length;
  if (answers < fewestForThreshold) return { days: settingDays, from: 'setting' };
  const steps = survival(spans);
  const last = steps.at(-1)?.open ?? 1;
  const days = steps.find(({ open }) => 1 - open >= 0.9 * (1 - last) - hair)?.day;
  return days === undefined ? { days: settingDays, from: 'setting' } : { days, from: 'answers' };
}
