import { type Attempt, daysToAnswer, ratingNames } from '#core/journal';
import { folded } from '../fold.ts';

/** What a table of attempts can show, in its order. */
export const columns = [
  'toWhom',
  'what',
  'kind',
  'pursuit',
  'sentOn',
  'answer',
  'answeredOn',
  'days',
  'stretch',
  'tags',
  ...ratingNames,
] as const;
export type Column = (typeof columns)[number];

/** Names of kinds and pursuits, which attempts have by id only. */
export interface Names {
  readonly kind: (id: string) => string;
  readonly pursuit: (id: string) => string;
}

export interface Sort {
  readonly column: Column;
  readonly down: boolean;
}

/** Reads a sort from an address, as {@link writeSort} writes it; null when it says none. */
export function readSort(text: string | undefined): Sort | null {
  const down = text?.startsWith('-') === true;
  const column = columns.find((one) => one === (down ? text.slice(1) : text));
  return column ? { column, down } : null;
}

export function writeSort(sort: Sort | null): string {
  return sort ? `${sort.down ? '-' : ''}${sort.column}` : '';
}

/** In which order answers stand in a sorted table, and as columns of a board. */
export const answerOrder = ['waiting', 'yes', 'no', 'quiet', 'withdrawn'] as const;

/** What a column is sorted by; null where there is nothing. */
function valueOf(column: Column, names: Names): (attempt: Attempt) => string | number | null {
  switch (column) {
    case 'toWhom':
    case 'what':
      return (one) => folded(one[column]);
    case 'kind':
      return (one) => folded(names.kind(one.kind));
    case 'pursuit':
      return (one) => (one.pursuit === null ? null : folded(names.pursuit(one.pursuit)));
    case 'answer':
      return (one) => answerOrder.indexOf(one.answer);
    case 'days':
      return daysToAnswer;
    case 'tags':
      return (one) => (one.tags[0] === undefined ? null : folded(one.tags.join(' ')));
    case 'sentOn':
    case 'answeredOn':
    case 'stretch':
      return (one) => one[column];
    default:
      return (one) => one.ratings[column] ?? null;
  }
}

/** The attempts by one column; what has nothing there stands last either way, and equals keep their order. */
export function sorted(attempts: readonly Attempt[], { column, down }: Sort, names: Names): readonly Attempt[] {
  const of = valueOf(column, names);
  const filled: { readonly attempt: Attempt; readonly value: string | number }[] = [];
  const bare: Attempt[] = [];
  for (const attempt of attempts) {
    const value = of(attempt);
    if (value === null) bare.push(attempt);
    else filled.push({ attempt, value });
  }
  const way = down ? -1 : 1;
  filled.sort((a, b) => (a.value === b.value ? 0 : a.value < b.value ? -way : way));
  return [...filled.map(({ attempt }) => attempt), ...bare];
}
