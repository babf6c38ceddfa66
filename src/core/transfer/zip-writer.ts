import { type ByteParts, type Bytes, type CalendarDate } from '#core/base';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file on its way into a zip. */
export interface ZipEntry {
  readonly name: string;
  readonly parts: ByteParts;
  /** Deflates it; files that are packed already are better left as they are. */
  readonly deflate: boolean;
}

/** Files one after another as one zip, in parts, never holding more than one part; all are dated `on`. */
export async function* writeZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  on: CalendarDate,
): AsyncGenerator<Bytes, undefined> {
  let ready: Bytes[] = [];
  let failure: unknown = null;
  const zip = new Zip((error, bytes) => {
    if (error) failure = error;
    else ready.push(bytes);
  });
  const take = (): Bytes[] => {
    if (failure !== null) throw failure as Error;
    const taken = ready;
    ready = [];
    return taken;
  };
  for await (const { name, parts, deflate } of entries) {
    const file = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    file.mtime = zipDate(on);
    zip.add(file);
    for await (const part of parts) {
      // A copy: what is handed over may be used again by whoever made it.
      file.push(part.slice());
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}

/** Zip knows no day before 1980; the parts, not an instant, so that the day stays the day. */
export function zipDate(on: CalendarDate): Date {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  return new Date(Math.min(2099, Math.max(1980, year)), month - 1, day, 12);
}
