/** Where things lie in the database; text keys, so that LevelDB's order is the order of counters and dates. */
export const updatePrefix = 'update/';
export const quarantinePrefix = 'quarantine/';
export const removedPrefix = 'removed/';

/** The end of a prefix's range: `0` follows `/`. */
export function endOf(prefix: string): string {
  return `${prefix.slice(0, -1)}0`;
}

export function updateKey(counter: number): string {
  return updatePrefix + String(counter).padStart(16, '0');
}

/** The counter in a key of an update, NaN when the key is not one. */
export function counterOf(key: string): number {
  const digits = /^update\/(\d{16})$/.exec(key)?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}
