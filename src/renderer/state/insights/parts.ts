/** The parts of the Insights screen, and what each is computed to. */
import {
  type AroundYeses,
  aroundYeses,
  calendarOf,
  type DayCount,
  type Dots,
  type Fading,
  fadingByKind,
  type FadingOfKind,
  fadingOf,
  type Figure,
  type GroupStings,
  hurtsLess,
  type Line,
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
  type Rests,
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
import { type Drawing, drawingOf, type MeasureLine, type Look, type Range } from './lines-drawing.ts';

export const partNames = ['lines', 'waiting', 'after', 'asks', 'year', 'odds'] as const;
export type PartName = (typeof partNames)[number];

/** A measure over time: its line or why there is none. */
export interface LinesPart {
  readonly part: 'lines';
  readonly asked: Look;
  readonly measures: readonly MeasureLine[];
  /** What is seen of them in the stretch of time that was asked for. */
  readonly drawing: Drawing;
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
  /** The newest of each kind. */
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
export interface YearPixels {
  readonly pixels: readonly Omit<Pixel, 'ids'>[];
  /** Pulses and attempts. */
  readonly rests: Rests;
}
export interface YearPart {
  readonly part: 'year';
  readonly year: number;
  readonly years: readonly number[];
  readonly days: readonly Omit<DayCount, 'ids'>[];
  /** The attempts behind the days. */
  readonly asked: Rests;
  readonly pixels: Readonly<Record<Measure, YearPixels>>;
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
  /** For `lines`: how much of them; all when left out. */
  readonly range?: Range;
  /** For `lines`: so many stretches before the latest. */
  readonly back?: number;
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
export function partOf(question: Question, rows: Rows, memory: LineMemory): Part {
  const { part, year } = question;
  if (part === 'lines') return linesPart(rows, memory, question);
  if (part === 'waiting') return waitingPart(rows);
  if (part === 'after') return afterPart(rows);
  if (part === 'asks') return asksPart(rows);
  return part === 'year' ? yearPart(rows, year) : oddsPart(rows);
}

function linesPart({ attempts, pulses }: Rows, memory: LineMemory, { range = 'all', back = 0 }: Question): LinesPart {
  const lines = memory.linesOf(pulses);
  const all = measures.map((measure, i) => ({ measure, line: lines[i] ?? lineOf(pulses, measure) }));
  return {
    part: 'lines',
    asked: { range, back },
    measures: all,
    drawing: drawingOf(all, attempts, range, back),
    around: aroundYeses(attempts, pulses),
  };
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
    fading: latest(fadingOf(attempts, checkIns)),
    fadingByKind: fadingByKind(attempts, checkIns),
    hurts: hurtsLess(attempts, pursuits),
  };
}

/** More thin lines than this of one kind are a wash, and long to send. */
const mostLetters = 120;

/** The newest letters of each kind, oldest first. */
function latest(fading: readonly Fading[]): readonly Fading[] {
  const counts = new Map<string, number>();
  const kept = fading.toReversed().filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= mostLetters;
  });
  return kept.reverse();
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
  const pixels = (measure: Measure): YearPixels => {
    const all = pixelsOf(pulses, attempts, measure, year);
    return { pixels: all.map(({ ids: _, ...pixel }) => pixel), rests: together(all) };
  };
  const days = calendarOf(attempts, year);
  return {
    part: 'year',
    year,
    years,
    days: days.map(({ ids: _, ...day }) => day),
    asked: together(days),
    pixels: { hope: pixels('hope'), purpose: pixels('purpose'), selfWorth: pixels('selfWorth') },
  };
}

/** What several figures rest on, each once. */
function together(all: readonly { readonly ids: readonly string[] }[]): Rests {
  const ids = [...new Set(all.flatMap((one) => one.ids))];
  return { count: ids.length, ids };
}

function oddsPart({ attempts }: Rows): OddsPart {
  return {
    part: 'odds',
    all: oddsOf(attempts),
    byKind: oddsBy(attempts, 'kind'),
    byPursuit: oddsBy(attempts, 'pursuit'),
  };
}
