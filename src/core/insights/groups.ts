import { type Figure, restsOn, silent } from './figure.ts';
import { noesOf } from './noes.ts';
import { grouped, meanOf } from './numbers.ts';
import { permutationP } from './permutation.ts';
import { benjaminiHochberg, pool } from './pooling.ts';
import type { AttemptRow } from './rows.ts';

const fewestInGroup = 3;
const fewestToStandOut = 5;
const fewestGroups = 2;
const falseDiscovery = 0.1;

export interface GroupSting {
  /** The tag, or the kind's id. */
  readonly key: string;
  readonly ids: readonly string[];
  readonly count: number;
  readonly mean: number;
  /** The mean drawn towards that of all groups, by how little it rests on. */
  readonly estimate: number;
  /** Exact permutation p against all other no's, and its Benjamini-Hochberg q; null under 5 no's. */
  readonly test: { readonly p: number; readonly q: number } | null;
  readonly standsOut: boolean;
}

export interface GroupStings {
  /** The strongest sting first, ties by key. */
  readonly groups: readonly GroupSting[];
  /** The mean that groups are drawn towards. */
  readonly mean: number;
  /** How many groups were looked at: said with every one that stands out. It is no cause. */
  readonly lookedAt: number;
}

/**
 * The sting of no's by tag or kind, groups of at least 3, at least 2 of them. Sources: {@link pool},
 * {@link permutationP}, {@link benjaminiHochberg} at 10 %.
 */
export function stingsBy(attempts: readonly AttemptRow[], what: 'tag' | 'kind'): Figure<GroupStings> {
  const rated = noesOf(attempts).flatMap(({ id, row }) => {
    const { sting } = row.ratings;
    return sting === undefined ? [] : [{ id, sting, keys: what === 'tag' ? row.tags : [row.kind] }];
  });
  const groups = [...grouped(rated, ({ keys }) => keys)]
    .filter(([, rows]) => rows.length >= fewestInGroup)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const rests = restsOn(rated);
  if (groups.length < fewestGroups) return silent(rests, fewestGroups, 'too-few-groups', groups.length);
  const pooled = pool(groups.map(([, rows]) => rows.map(({ sting }) => sting)));
  const tests = testsOf(rated, groups);
  const all = groups.map(([key, rows], k): GroupSting => {
    const test = tests.get(key) ?? null;
    const { ids, count } = restsOn(rows);
    const mean = meanOf(rows.map(({ sting }) => sting));
    const standsOut = test !== null && test.q <= falseDiscovery;
    return { key, ids, count, mean, estimate: pooled.estimates[k] ?? mean, test, standsOut };
  });
  all.sort((a, b) => b.estimate - a.estimate);
  return { shown: true, rests, groups: all, mean: pooled.mean, lookedAt: groups.length };
}

interface Rated {
  readonly id: string;
  readonly sting: number;
  readonly keys: readonly string[];
}

function testsOf(
  rated: readonly Rated[],
  groups: readonly (readonly [string, readonly Rated[]])[],
): ReadonlyMap<string, { p: number; q: number }> {
  const tested = groups.flatMap(([key, rows]) => {
    if (rows.length < fewestToStandOut) return [];
    const others = rated.filter(({ keys }) => !keys.includes(key));
    const p = permutationP(
      rows.map(({ sting }) => sting),
      others.map(({ sting }) => sting),
    );
    return p === null ? [] : [{ key, p }];
  });
  const qs = benjaminiHochberg(tested.map(({ p }) => p));
  return new Map(tested.map(({ key, p }, i) => [key, { p, q: qs[i] ?? 1 }]));
}
