import { type CalendarDate, toDayNumber } from '#core/base';
import { type AttemptRow, attemptRow, quietThreshold, type QuietThreshold } from '#core/insights';
import type { Attempt, Settings } from '#core/journal';

interface Source {
  readonly attempts: readonly Attempt[];
  readonly today: CalendarDate;
  readonly settings: Pick<Settings, 'quietAfterDays'>;
}

/** Several parts of a screen ask for the same; the journal hands out the same list until something changes. */
const known = new WeakMap<readonly Attempt[], { readonly key: string; readonly threshold: QuietThreshold }>();

/** An attempt is never changed, only replaced: after one more, thousands are as they were. */
const rows = new WeakMap<Attempt, AttemptRow>();

function rowOf(attempt: Attempt): AttemptRow {
  let row = rows.get(attempt);
  if (!row) rows.set(attempt, (row = attemptRow(attempt)));
  return row;
}

/** Days of silence from which on a waiting attempt counts as long silent: by the answers so far, else by the settings. */
export function quietAfter({ attempts, today, settings }: Source): QuietThreshold {
  const { quietAfterDays } = settings;
  const key = `${today} ${quietAfterDays}`;
  const before = known.get(attempts);
  if (before?.key === key) return before.threshold;
  const threshold = quietThreshold(attempts.map(rowOf), toDayNumber(today), quietAfterDays);
  known.set(attempts, { key, threshold });
  return threshold;
}
