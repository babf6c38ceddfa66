/** The parts of the Insights screen, and what each is computed to. */
import {
  type AroundYeses,
  aroundYeses,
  type AttemptRow,
  calendarOf,
  type DayCount,
  type Day,
  type Dots,
  type Fading,
  fadingByKind,
  type FadingOfKind,
  fadingOf,
  type Figure,
  type GroupStings,
  hurtsLess,
  type Line,
  type LineDot,
  type LineDots,
  lineOf,
  type Measure,
  measures,
  type Odds,
  type OddsBy,
  oddsBy,
  oddsOf,
  type Counts,
  type Pixel,
  pixelsOf,
  quietThreshold,
  type QuietThreshold,
  type Reaches,
  reachesOf,
  type Recovery,
  recoveryOf,
  type RightThings,
  rightThings,
  type Rows,
  stingsBy,
  type Waiting,
  type WaitingBy,
  waitingByKind,
  waitingFor,
  type WishCounts,
  yearsOf,
} from '#core/insights';

export const partNames = ['lines', 'waiting', 'after', 'asks', 'year', 'odds'] as const;
export type PartName = (typeof partNames)[number];

/** An answer on the time axis; a no is a stroke, a yes a gold pin. */
export interface Mark {
  readonly id: string;
  readonly day: Day;
}

/** A rating given at an answer: a chosen moment, drawn apart. */
export interface MomentDot extends LineDot {
  readonly answer: 'yes' | 'no';
}

export interface MeasureLine {
  readonly measure: Measure;
  readonly line: Figure<Line, LineDots>;
  readonly atAnswers: readonly MomentDot[];
}

export interface LinesPart {
  readonly part: 'lines';
  readonly measures: readonly MeasureLine[];
  readonly noes: readonly Mark[];
  readonly yeses: readonly Mark[];
  readonly around: readonly AroundYeses[];
}
export interface WaitingPart {
  readonly part: 'waiting';
  readonly all: Figure<Waiting, Dots>;
  readonly byKind: readonly WaitingBy[];
  readonly threshold: QuietThreshold;
}
export interface AfterPart {
  readonly part: 'after';
  readonly recovery: Recovery;
  readonly fading: readonly Fading[];
  readonly fadingByKind: readonly FadingOfKind[];
  readonly hurts: ReturnType<typeof hurtsLess>;
}
export interface AsksPart {
  readonly part: 'asks';
  readonly right: Figure<RightThings, WishCounts>;
  readonly reaches: Reaches;
  readonly byTag: Figure<GroupStings>;
  readonly byKind: Figure<GroupStings>;
}
export interface YearPart {
  readonly part: 'year';
  readonly year: number;
  readonly years: readonly number[];
  readonly days: readonly DayCount[];
  readonly pixels: Readonly<Record<Measure, readonly Pixel[]>>;
}
export interface OddsPart {
  readonly part: 'odds';
  readonly all: Figure<Odds, Counts>;
  readonly byKind: readonly OddsBy[];
  readonly byPursuit: readonly OddsBy[];
}
export type Part = LinesPart | WaitingPart | AfterPart | AsksPart | YearPart | OddsPart;

export interface Question {
  readonly part: PartName;
  /** For `year`: which; the newest when left out. */
  readonly year?: number;
}

/** Lines that are still right while no pulse changed: they are the dearest of all figures. */
export class LineMemory {
  #of: Rows['pulses'] | null = null;
  #lines: readonly Figure<Line, LineDots>[] = [];

  linesOf(pulses: Rows['pulses']): readonly Figure<Line, LineDots>[] {
    if (this.#of !== pulses) {
      this.#of = pulses;
      this.#lines = measures.map((measure) => lineOf(pulses, measure));
    }
    return this.#lines;
  }
}

/** Answers a question about rows. */
export function partOf({ part, year }: Question, rows: Rows, memory: LineMemory): Part {
  if (part === 'lines') return linesPart(rows, memory);
  if (part === 'waiting') return waitingPart(rows);
  if (part === 'after') return afterPart(rows);
  if (part === 'asks') return asksPart(rows);
  return part === 'year' ? yearPart(rows, year) : oddsPart(rows);
}

function linesPart({ attempts, pulses }: Rows, memory: LineMemory): LinesPart {
  const lines = memory.linesOf(pulses);
  return {
    part: 'lines',
    measures: measures.map((measure, i) => ({
      measure,
      line: lines[i] ?? lineOf(pulses, measure),
      atAnswers: attempts.flatMap((row) => momentDot(row, measure)).sort((a, b) => a.day - b.day),
    })),
    noes: marksOf(attempts, 'no'),
    yeses: marksOf(attempts, 'yes'),
    around: aroundYeses(attempts, pulses),
  };
}

function marksOf(attempts: readonly AttemptRow[], wanted: 'yes' | 'no'): readonly Mark[] {
  return attempts
    .flatMap(({ id, answer, answered }) => (answer === wanted && answered !== null ? [{ id, day: answered }] : []))
    .sort((a, b) => a.day - b.day);
}

function momentDot({ id, answer, ratings, rated }: AttemptRow, measure: Measure): MomentDot[] {
  const value = ratings[measure];
  if (value === undefined || rated === null || (answer !== 'yes' && answer !== 'no')) return [];
  return [{ id, day: rated, value, answer }];
}

function waitingPart({ attempts, today, quietAfterDays }: Rows): WaitingPart {
  return {
    part: 'waiting',
    all: waitingFor(attempts, today),
    byKind: waitingByKind(attempts, today),
    threshold: quietThreshold(attempts, today, quietAfterDays),
  };
}

function afterPart(rows: Rows): AfterPart {
  const { attempts, checkIns, pursuits } = rows;
  return {
    part: 'after',
    recovery: recoveryOf(rows),
    fading: fadingOf(attempts, checkIns),
    fadingByKind: fadingByKind(attempts, checkIns),
    hurts: hurtsLess(attempts, pursuits),
  };
}

function asksPart({ attempts, pursuits }: Rows): AsksPart {
  return {
    part: 'asks',
    right: rightThings(attempts, pursuits),
    reaches: reachesOf(attempts),
    byTag: stingsBy(attempts, 'tag'),
    byKind: stingsBy(attempts, 'kind'),
  };
}

function yearPart({ attempts, pulses, today }: Rows, wanted: number | undefined): YearPart {
  const years = yearsOf(attempts, pulses, today);
  const year = wanted !== undefined && years.includes(wanted) ? wanted : (years[0] ?? 0);
  const pixels = (measure: Measure) => pixelsOf(pulses, attempts, measure, year);
  return {
    part: 'year',
    year,
    years,
    days: calendarOf(attempts, year),
    pixels: { hope: pixels('hope'), purpose: pixels('purpose'), selfWorth: pixels('selfWorth') },
  };
}

function oddsPart({ attempts }: Rows): OddsPart {
  return {
    part: 'odds',
    all: oddsOf(attempts),
    byKind: oddsBy(attempts, 'kind'),
    byPursuit: oddsBy(attempts, 'pursuit'),
  };
}
