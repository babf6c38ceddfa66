import { byDay, grouped } from './numbers.ts';
import type { AttemptRow, CheckInRow, Day } from './rows.ts';

/** A dated no, oldest first wherever a list of them is returned. */
export interface No {
  readonly id: string;
  readonly row: AttemptRow;
  readonly day: Day;
}

/** Several figures of one screen start from the same list: what was made of a list is kept as long as the list is. */
const noes = new WeakMap<readonly AttemptRow[], readonly No[]>();
const stings = new WeakMap<readonly AttemptRow[], WeakMap<readonly CheckInRow[], readonly Sting[]>>();

export function noesOf(attempts: readonly AttemptRow[]): readonly No[] {
  let known = noes.get(attempts);
  if (!known) noes.set(attempts, (known = findNoes(attempts)));
  return known;
}

function findNoes(attempts: readonly AttemptRow[]): readonly No[] {
  return attempts
    .flatMap((row) => (row.answer === 'no' && row.answered !== null ? [{ id: row.id, row, day: row.answered }] : []))
    .sort(byDay(({ day }) => day));
}

/** A no that was rated for its sting at the answer, and again after some days. */
export interface Sting extends No {
  /** 0-10, at the answer. */
  readonly first: number;
  /** By day; `after` counts whole days from the answer, 1 and more. */
  readonly later: readonly { readonly after: number; readonly sting: number }[];
}

/** The rated no's, oldest first, each with its check-ins. A check-in before the day after the answer is left out. */
export function stingsOf(attempts: readonly AttemptRow[], checkIns: readonly CheckInRow[]): readonly Sting[] {
  let byCheckIns = stings.get(attempts);
  if (!byCheckIns) stings.set(attempts, (byCheckIns = new WeakMap()));
  let known = byCheckIns.get(checkIns);
  if (!known) byCheckIns.set(checkIns, (known = findStings(attempts, checkIns)));
  return known;
}

function findStings(attempts: readonly AttemptRow[], checkIns: readonly CheckInRow[]): readonly Sting[] {
  const checked = grouped(checkIns, ({ attempt }) => [attempt]);
  return noesOf(attempts).flatMap((no) => {
    const first = no.row.ratings.sting;
    if (first === undefined) return [];
    const later = (checked.get(no.id) ?? [])
      .toSorted(byDay(({ on }) => on))
      .flatMap(({ on, sting }) => (sting === null || on <= no.day ? [] : [{ after: on - no.day, sting }]));
    return [{ ...no, first, later }];
  });
}
