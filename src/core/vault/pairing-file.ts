/**
 * The 12 words as a file, for whoever would rather carry them over than type them, with the places where the device that
 * shows them answers. ASCII:
 *
 *   Nailwall pairing 1
 *   <12 words>
 *   <host:port>, any number of lines
 */
import { type Bytes, coded, utf8ToBytes } from '#core/base';

const version = 1;
const mostBytes = 4096;

export interface PairingFile {
  readonly words: string;
  readonly addresses: readonly string[];
}

export function encodePairingFile({ words, addresses }: PairingFile): Bytes {
  return utf8ToBytes([`Nailwall pairing ${String(version)}`, words, ...addresses, ''].join('\n'));
}

/** Throws `sync/not-a-pairing-file`, `sync/newer-version`. The words have yet to be read. */
export function decodePairingFile(bytes: Bytes): PairingFile {
  const text = bytes.length > mostBytes ? '' : String.fromCharCode(...bytes);
  const [first = '', words = '', ...addresses] = text.split(/\r?\n/);
  const [, number] = /^Nailwall pairing (\d+)$/.exec(first.trim()) ?? [];
  if (number === undefined) throw coded('sync/not-a-pairing-file');
  if (Number(number) > version) throw coded('sync/newer-version');
  return { words, addresses: addresses.map((line) => line.trim()).filter((line) => line !== '') };
}
