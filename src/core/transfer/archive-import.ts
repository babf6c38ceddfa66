/** The files of letters that lie beside a lossless journal in one zip. */
import { type Bytes, bytesToHex, coded } from '#core/base';
import type { EntryCopy, Json, JournalCopy, LetterId } from '#core/journal';
import { sha256 } from '@noble/hashes/sha2.js';
import type { ByteSource } from './byte-source.ts';
import type { ArchivedFile, ImportSource } from './import-source.ts';
import { transferLimits } from './limits.ts';
import { readLossless } from './lossless-import.ts';
import { unpack, type ZipFile } from './zip-reader.ts';

/** Where in the zip the file of a digest lies. */
export const letterPath = (digest: string): string => `letters/${digest}`;

/**
 * The journal in an archive, with its letters' files; those are read only when asked for, one at a time. Throws as
 * `readLossless` does, and `transfer/unreadable` with `cause` `letters` when the file of a letter is not in the zip.
 */
export function readArchive(source: ByteSource, files: readonly ZipFile[], value: unknown): ImportSource {
  const { copy, letters } = readLossless(value);
  const byDigest = new Map<string, LetterId[]>();
  for (const [letter, digest] of letters) {
    if (Object.hasOwn(copy.entries.letters, letter)) byDigest.set(digest, [...(byDigest.get(digest) ?? []), letter]);
  }
  const byName = new Map(files.map((file) => [file.name, file]));
  const archived = [...byDigest].map(([digest, ids]): ArchivedFile => {
    const file = byName.get(letterPath(digest));
    if (!file) throw coded('transfer/unreadable', { cause: 'letters' });
    return { digest, size: file.size, letters: ids, read: () => readFile(source, file, digest) };
  });
  return { type: 'journal', copy, letters: archived };
}

async function readFile(source: ByteSource, file: ZipFile, digest: string): Promise<Bytes> {
  const bytes = await unpack(source, file, transferLimits.letterBytes);
  if (bytesToHex(sha256(bytes)) !== digest) throw coded('transfer/unreadable', { cause: 'letters' });
  return bytes;
}

/**
 * The copy with the hashes under which another vault keeps the letters' files; letters that `hashes` does not name stay
 * as they are.
 */
export function withHashes(copy: JournalCopy, hashes: ReadonlyMap<LetterId, string>): JournalCopy {
  const letters = Object.entries(copy.entries.letters).map(([id, entry]): [string, EntryCopy] => {
    const hash = hashes.get(id);
    return [id, hash === undefined ? entry : withHash(entry, hash)];
  });
  return { ...copy, entries: { ...copy.entries, letters: Object.fromEntries(letters) } };
}

/** A hash that was written later overrides the first one; it is the first one that is replaced. */
function withHash(entry: EntryCopy, hash: string): EntryCopy {
  const { hash: _later, base, ...plain } = entry.plain;
  if (typeof base !== 'object' || base === null || Array.isArray(base)) return entry;
  return { ...entry, plain: { ...plain, base: { ...(base as Readonly<Record<string, Json>>), hash } } };
}
