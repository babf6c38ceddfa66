/** A folder of its own for each test, and ports that a test can steer. */
import type { CalendarDate, Clock } from '#core/base';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nailwall-test-'));
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function clockAt(date: string): Clock & { date: CalendarDate } {
  return {
    date: date as CalendarDate,
    now: () => Date.parse(`${date}T12:00:00Z`),
    today(): CalendarDate {
      return this.date;
    },
  };
}
