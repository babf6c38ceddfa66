/** Which backups stay: the last ten, then one a day for a month, then one a month for ever. */
import type { BackupHead } from './backup-file.ts';

const msPerDay = 86_400_000;
export const backupsKept = { last: 10, days: 31 } as const;
/** So many go at most when one was made: a clock that jumps makes a month of them look old at once. */
export const mostSuperfluousAtOnce = 3;

type Dated = Pick<BackupHead, 'createdAt' | 'sequence' | 'doubtful'>;

/**
 * Returns those of `backups` that are superfluous at `now` (ms). Order is that of their making (`sequence`), so a clock
 * that was wrong for a while takes away none of the last ten. Doubtful ones count for nothing: they neither make another
 * superfluous nor take its place; they go once ten good ones are newer.
 */
export function superfluous<B extends Dated>(backups: readonly B[], now: number): readonly B[] {
  const newestFirst = [...backups].sort((a, b) => b.sequence - a.sequence);
  const good = newestFirst.filter(({ doubtful }) => !doubtful);
  const kept = new Set<B>(good.slice(0, backupsKept.last));
  const seen = new Set<string>();
  for (const backup of good) {
    const day = Math.floor(backup.createdAt / msPerDay);
    // So is a date in the future: a clock that was set back makes nobody old, and many days must not become one.
    const recent = Math.floor(now / msPerDay) - day < backupsKept.days;
    const span = recent ? `day ${String(day)}` : `month ${new Date(backup.createdAt).toISOString().slice(0, 7)}`;
    if (!seen.has(span)) kept.add(backup);
    seen.add(span);
  }
  const tenth = good[backupsKept.last - 1];
  return newestFirst.filter((backup) =>
    backup.doubtful ? tenth !== undefined && backup.sequence < tenth.sequence : !kept.has(backup),
  );
}
