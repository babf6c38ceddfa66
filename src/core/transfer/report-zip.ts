import { type Bytes, type CalendarDate, utf8ToBytes } from '#core/base';
import { zipSync } from 'fflate';
import type { ReportFile } from './markdown-export.ts';

/** The files in one zip, all dated `on`, so that equal files give equal bytes. */
export function zipFiles(files: readonly ReportFile[], on: CalendarDate): Bytes {
  const entries = files.map(({ name, text }): [string, Uint8Array] => [name, utf8ToBytes(text)]);
  // Zip knows no day before 1980; the parts, not an instant, so that the day stays the day.
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const mtime = new Date(Math.min(2099, Math.max(1980, year)), month - 1, day, 12);
  return zipSync(Object.fromEntries(entries), { mtime, level: 6 });
}
