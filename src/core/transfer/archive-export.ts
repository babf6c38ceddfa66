/** The journal with its letters' files, as one zip made part by part. */
import { asCoded, type ByteParts, type Bytes, bytesToHex, type CalendarDate, coded } from '#core/base';
import { type Attempt, dayOf, type Journal, type Letter, type LetterId } from '#core/journal';
import { sha256 } from '@noble/hashes/sha2.js';
import { letterPath } from './archive-import.ts';
import { freeName, plainName } from './file-name.ts';
import { transferLimits } from './limits.ts';
import { copyWhole, losslessFile } from './lossless-export.ts';
import { writeZip, type ZipEntry } from './zip-writer.ts';

/** Opens the file of a letter, in parts. */
export type ReadLetter = (letter: Letter) => ByteParts;

/**
 * The lossless journal and the files of its letters, binned ones too, each file once. The journal is taken as it is when
 * the first part is asked for. Nothing of it may be used before its end has come: it throws `transfer/not-exported` as
 * `exportJournal` does, `transfer/letter-unreadable` with the `letter` (its id) whose file cannot be read or is not the
 * one that was added, and `transfer/too-large`.
 */
export async function* exportArchive(
  journal: Journal,
  on: CalendarDate,
  read: ReadLetter,
): AsyncGenerator<Bytes, undefined> {
  const copy = copyWhole(journal);
  const letters = [...journal.letters(), ...journal.binned().letters];
  checkSize(letters);
  const digests: Record<LetterId, string> = {};
  const written = new Set<string>();
  async function* entries(): AsyncGenerator<ZipEntry, undefined> {
    for (const same of bySealedFile(letters)) {
      const [letter] = same as [Letter];
      // Its name in the zip is its digest, which a letter that was added long ago may not know.
      const digest = letter.digest ?? (await digestOf(letter, read));
      for (const { id } of same) digests[id] = digest;
      if (written.has(digest)) continue;
      written.add(digest);
      yield { name: letterPath(digest), parts: checkedFile(letter, read, digest), deflate: false };
    }
    yield { name: 'journal.json', parts: [losslessFile(copy, on, digests)], deflate: true };
  }
  yield* writeZip(entries(), on);
}

/**
 * The files of all letters that are not in the bin, under their own names, in a folder for each attempt. Throws as
 * {@link exportArchive} does.
 */
export async function* exportLetters(
  journal: Journal,
  on: CalendarDate,
  read: ReadLetter,
): AsyncGenerator<Bytes, undefined> {
  const attempts = journal.attempts().filter(({ letters }) => letters.length > 0);
  const all = attempts.flatMap(({ letters }) => letters.flatMap((id) => journal.letter(id) ?? []));
  checkSize(all);
  const folders = new Set<string>();
  const entries = attempts.flatMap((attempt) => {
    const folder = freeName(folderName(attempt), '', folders);
    const taken = new Set<string>();
    return attempt.letters.flatMap((id): ZipEntry[] => {
      const letter = journal.letter(id);
      if (!letter) return [];
      const name = `${folder}/${fileName(letter.name, taken)}`;
      return [{ name, parts: checkedFile(letter, read, letter.digest), deflate: false }];
    });
  });
  yield* writeZip(entries, on);
}

function folderName(attempt: Attempt): string {
  return plainName(`${dayOf(attempt) ?? ''} ${attempt.toWhom}`);
}

/** The person's own name for a file, made harmless; its ending is kept when it looks like one. */
function fileName(name: string, taken: Set<string>): string {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  return freeName(plainName(name.slice(0, name.length - ending.length)), ending, taken);
}

function checkSize(letters: readonly Letter[]): void {
  const bytes = letters.reduce((sum, { size }) => sum + size, 0);
  const limit = transferLimits.archiveBytes;
  if (bytes > limit) throw coded('transfer/too-large', { what: 'letters', limit });
}

function bySealedFile(letters: readonly Letter[]): readonly (readonly Letter[])[] {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) groups.set(letter.hash, [...(groups.get(letter.hash) ?? []), letter]);
  return [...groups.values()];
}

async function digestOf(letter: Letter, read: ReadLetter): Promise<string> {
  const hash = sha256.create();
  for await (const part of checkedFile(letter, read, null)) hash.update(part);
  return bytesToHex(hash.digest());
}

/** The file of a letter, or an error that says which letter it was. */
async function* checkedFile(letter: Letter, read: ReadLetter, digest: string | null): AsyncGenerator<Bytes, undefined> {
  const hash = sha256.create();
  let size = 0;
  try {
    for await (const part of read(letter)) {
      hash.update(part);
      size += part.length;
      yield part;
    }
  } catch (error) {
    const { code } = asCoded(error);
    if (code === 'cancelled' || code === 'vault/locked') throw error;
    throw coded('transfer/letter-unreadable', { letter: letter.id, cause: code }, error);
  }
  if (size !== letter.size || (digest !== null && bytesToHex(hash.digest()) !== digest)) {
    throw coded('transfer/letter-unreadable', { letter: letter.id, cause: 'letter/damaged' });
  }
}
