import { type Bytes, type CalendarDate, utf8ToBytes } from '#core/base';
import { zipSync } from 'fflate';
import type { ReportFile } from './markdown-export.ts';
import { zipDate } from './zip-writer.ts';

/** The files in one zip, all dated `on`, so that equal files give equal bytes. */
export function zipFiles(files: readonly ReportFile[], on: CalendarDate): Bytes {
  const entries = files.map(({ name, text }): [string, Uint8Array] => [name, utf8ToBytes(text)]);
  return zipSync(Object.fromEntries(entries), { mtime: zipDate(on), level: 6 });
}
