/** Whether everything of this journal is on every one of its devices. */
import type { SyncDevice, SyncState } from '#core/contract';
import type { DeviceRow, Everywhere } from '../sync-view.ts';

type Amount = SyncDevice['outgoing'];

/**
 * Says `yes` when the host knows it of every other device, and never while something is known to wait. A device that the
 * host has not told of yet makes the answer `unknown`.
 */
export function everywhereOf(
  rows: readonly Pick<DeviceRow, 'isThis' | 'live'>[],
  missing: SyncState['missing'],
): Everywhere {
  const others = rows.filter(({ isThis }) => !isThis);
  if (others.length === 0) return 'alone';
  const waits = others.some(({ live }) => live && (isAny(live.outgoing) || isAny(live.incoming)));
  if (waits || missing.letters > 0) return 'waiting';
  return others.every(({ live }) => live?.upToDate) ? 'yes' : 'unknown';
}

function isAny({ changes, letters }: Amount): boolean {
  return changes > 0 || letters > 0;
}
