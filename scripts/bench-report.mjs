// @ts-check
/**
 * One measured figure. `baseline` is the same work done plainly, in the same process or browser; null where there is
 * nothing to compare with.
 * @typedef {object} Result
 * @property {string} name
 * @property {string} unit
 * @property {number} value
 * @property {number | null} baseline
 * @property {number} n  how often it was measured
 * @property {string} note
 */

/**
 * @param {readonly number[]} values  at least one
 * @param {number} share  0-1; 0.5 is the median
 */
export function percentile(values, share) {
  if (values.length === 0) throw new Error('Nothing was measured.');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export const median = (values) => percentile(values, 0.5);

/** @param {number} value */
const rounded = (value) => Number(value.toPrecision(4));

/** @param {Result} result */
const ratioOf = ({ value, baseline }) => (baseline ? rounded(value / baseline) : null);

/**
 * One JSON object, on one line.
 * @param {Result} result
 */
export function jsonLine(result) {
  const { name, unit, value, baseline, n, note } = result;
  const plain = baseline === null ? null : rounded(baseline);
  return JSON.stringify({ name, unit, value: rounded(value), baseline: plain, ratio: ratioOf(result), n, note });
}

/**
 * A table for people.
 * @param {readonly Result[]} results
 */
export function table(results) {
  const rows = results.map((result) => [
    result.name,
    `${rounded(result.value)} ${result.unit}`,
    result.baseline === null ? '' : `${rounded(result.baseline)} ${result.unit}`,
    String(ratioOf(result) ?? ''),
    String(result.n),
    result.note,
  ]);
  const lines = [['name', 'value', 'plain', 'ratio', 'n', 'note'], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
