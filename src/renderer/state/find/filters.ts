import { type Answer, answers, type Attempt, dayOf, type RatingName, ratingNames } from '#core/journal';

/** Both ends count. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What may be filtered by several values, of which one must fit. */
export interface Facets {
  readonly answer: readonly Answer[];
  readonly kind: readonly string[];
  /** Ids, or {@link none}. */
  readonly pursuit: readonly string[];
  readonly tag: readonly string[];
  /** Four digits, or {@link none} for what has no date. */
  readonly year: readonly string[];
}
export type FacetName = keyof Facets;
export const facetNames = ['answer', 'kind', 'pursuit', 'tag', 'year'] as const satisfies readonly FacetName[];

export interface Filters extends Facets {
  readonly stretch: Range | null;
  readonly ratings: Readonly<Partial<Record<RatingName, Range>>>;
  /** What is archived is left out unless it is asked for. */
  readonly archived: 'without' | 'with' | 'only';
}

/** Stands for "no pursuit" and "no date". */
export const none = '-';

export const noFilters: Filters = {
  answer: [],
  kind: [],
  pursuit: [],
  tag: [],
  year: [],
  stretch: null,
  ratings: {},
  archived: 'without',
};

export const stretchRange: Range = { from: 1, to: 5 };
export const ratingRange: Range = { from: 0, to: 10 };

/** What a tag cannot hold, as tags are single lines. */
const between = '\n';

type Query = Readonly<Record<string, string>>;

/** Reads filters from an address; what it does not know is left out. */
export function readFilters(query: Query): Filters {
  const list = (name: FacetName) => (query[name] ?? '').split(between).filter((value) => value !== '');
  const ratings: Partial<Record<RatingName, Range>> = {};
  for (const name of ratingNames) {
    const range = readRange(query[name], ratingRange);
    if (range) ratings[name] = range;
  }
  const { archived } = query;
  return {
    answer: list('answer').filter((value): value is Answer => answers.some((one) => one === value)),
    kind: list('kind'),
    pursuit: list('pursuit'),
    tag: list('tag'),
    year: list('year').filter((value) => value === none || /^\d{4}$/.test(value)),
    stretch: readRange(query['stretch'], stretchRange),
    ratings,
    archived: archived === 'with' || archived === 'only' ? archived : 'without',
  };
}

function readRange(text: string | undefined, { from: lowest, to: highest }: Range): Range | null {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(text ?? '');
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return from >= lowest && to <= highest && from <= to ? { from, to } : null;
}

const writeRange = (range: Range | null | undefined) => (range ? `${range.from}-${range.to}` : '');

/** The part of an address that says these filters; what is not filtered by is empty. */
export function writeFilters(filters: Filters): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of facetNames) query[name] = filters[name].join(between);
  for (const name of ratingNames) query[name] = writeRange(filters.ratings[name]);
  query['stretch'] = writeRange(filters.stretch);
  query['archived'] = filters.archived === 'without' ? '' : filters.archived;
  return query;
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(writeFilters(filters)).some((value) => value !== '');
}

const within = (value: number | null | undefined, { from, to }: Range) =>
  typeof value === 'number' && value >= from && value <= to;

/** A test for one attempt. Of one facet's values one must fit, and every facet must. */
export function fits(filters: Filters): (attempt: Attempt) => boolean {
  const tests: ((attempt: Attempt) => boolean)[] = [];
  const { answer, kind, pursuit, tag, year, stretch, archived } = filters;
  if (archived !== 'with') tests.push((one) => one.archived === (archived === 'only'));
  if (answer.length > 0) tests.push((one) => answer.includes(one.answer));
  if (kind.length > 0) tests.push((one) => kind.includes(one.kind));
  if (pursuit.length > 0) tests.push((one) => pursuit.includes(one.pursuit ?? none));
  if (tag.length > 0) tests.push((one) => tag.some((name) => one.tags.includes(name)));
  if (year.length > 0) tests.push((one) => year.includes(dayOf(one)?.slice(0, 4) ?? none));
  if (stretch) tests.push((one) => within(one.stretch, stretch));
  for (const name of ratingNames) {
    const range = filters.ratings[name];
    if (range) tests.push((one) => within(one.ratings[name], range));
  }
  return (attempt) => tests.every((test) => test(attempt));
}

/** The filters with a value added to a facet, or taken away. */
export function withValue<N extends FacetName>(
  filters: Filters,
  name: N,
  value: Filters[N][number],
  on: boolean,
): Filters {
  const others = (filters[name] as readonly string[]).filter((one) => one !== value);
  return { ...filters, [name]: on ? [...others, value] : others };
}

/** The filters with a rating's range set; null takes it away. */
export function withRating(filters: Filters, name: RatingName, range: Range | null): Filters {
  const { [name]: _before, ...others } = filters.ratings;
  return { ...filters, ratings: range ? { ...others, [name]: range } : others };
}
