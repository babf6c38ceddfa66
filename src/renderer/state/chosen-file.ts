import { type Bytes, coded } from '#core/base';
import { goOn, type Watch } from '../host/index.ts';

/** What a browser's File is to those who read it. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
  arrayBuffer(): Promise<ArrayBuffer>;
}

const partBytes = 1024 * 1024;

/**
 * The bytes of a file in parts, read as they are asked for. Throws `letter/unreadable` when the file is gone or was
 * changed since it was chosen, `cancelled`.
 */
export async function* partsOf(file: ChosenFile, watch: Watch = {}): AsyncGenerator<Bytes, undefined> {
  for (let at = 0; at < file.size; at += partBytes) {
    goOn(watch);
    yield await bytesBetween(file, at, Math.min(file.size, at + partBytes));
  }
}

/** As {@link partsOf}, up to `to`. */
export async function bytesBetween(file: ChosenFile, from: number, to: number): Promise<Bytes> {
  try {
    const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
    if (bytes.length === to - from) return bytes;
  } catch (error) {
    throw coded('letter/unreadable', { cause: 'file' }, error);
  }
  throw coded('letter/unreadable', { cause: 'size' });
}

/** A file of bytes in memory. */
export function fileOf(name: string, bytes: Bytes): ChosenFile {
  return new File([bytes.slice()], name);
}
