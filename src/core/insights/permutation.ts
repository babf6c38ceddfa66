import { hair, meanOf, sumOf } from './numbers.ts';

/** More steps than this take too long between a key press and the screen. */
const mostSteps = 20_000_000;

/**
 * The two-sided p-value of a difference of means between ratings (whole numbers 0-10) of a group and of all others: the
 * share of all ways to pick so many that lie at least as far from the middle. Exact, by counting sums instead of listing
 * ways; null when there are too many to count in time, and 1 without others.
 * Source: Fisher, The Design of Experiments (1935), 21; counting as Pagano, Tritchler, JASA 78 (1983).
 */
export function permutationP(group: readonly number[], others: readonly number[]): number | null {
  const all = [...group, ...others];
  // The smaller side is as far from the middle as the larger one.
  const picked = group.length <= others.length ? group : others;
  const least = Math.min(...all);
  const widest = Math.max(...all) - least;
  const mostSum = widest * picked.length;
  if (picked.length === 0 || mostSum === 0) return 1;
  if (all.length * picked.length * mostSum > mostSteps) return null;
  const counts = countSums(
    all.map((value) => value - least),
    picked.length,
    mostSum,
  );
  const middle = (meanOf(all) - least) * picked.length;
  const seen = Math.abs(sumOf(picked.map((value) => value - least)) - middle);
  let [far, every] = [0, 0];
  counts.forEach((count, sum) => {
    every += count;
    if (Math.abs(sum - middle) >= seen - hair * mostSum) far += count;
  });
  return far / every;
}

/** In how many ways `size` of the values add up to each sum, up to a common factor that keeps the numbers finite. */
function countSums(values: readonly number[], size: number, mostSum: number): Float64Array {
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(mostSum + 1));
  (ways[0] as Float64Array)[0] = 1;
  let seen = 0;
  for (const value of values) {
    seen++;
    for (let k = Math.min(size, seen); k > 0; k--) {
      const [to, from] = [ways[k] as Float64Array, ways[k - 1] as Float64Array];
      for (let sum = mostSum; sum >= value; sum--) to[sum] = (to[sum] ?? 0) + (from[sum - value] ?? 0);
    }
    // 2^-512, so that no count overflows however many values follow.
    if (seen % 500 === 0) for (const row of ways) row.forEach((count, sum) => (row[sum] = count * 2 ** -512));
  }
  return ways[size] as Float64Array;
}
