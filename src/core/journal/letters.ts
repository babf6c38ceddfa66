/** Commands on letters. Their bytes lie elsewhere, sealed; here is what the journal knows of them. */
import { binEntry, restoreEntry } from './bin.ts';
import type { Book } from './book.ts';
import { compact } from './entry.ts';
import { type LetterInput, LetterInputSchema, type LetterPatch, LetterPatchSchema } from './inputs.ts';
import type { LetterId } from './model.ts';
import { asJson, check, hash as HashSchema } from './values.ts';

/** Adds a letter to an attempt and returns its id; it was added today unless said otherwise. */
export function addLetter(book: Book, input: LetterInput): LetterId {
  const checked = check(LetterInputSchema, input);
  book.attempts.need(checked.attempt);
  const { size, addedOn = book.clock.today(), ...rest } = checked;
  const id = book.newId();
  book.write(() => {
    book.letters.insert(id, { ...compact(asJson(rest)), size, addedOn });
    book.forgetLetter(id);
  });
  return id;
}

export function changeLetter(book: Book, id: LetterId, patch: LetterPatch): void {
  book.letters.need(id);
  const checked = check(LetterPatchSchema, patch);
  if (checked.attempt !== undefined) book.attempts.need(checked.attempt);
  book.write(() => {
    book.forgetLetter(id);
    book.letters.edit(id, asJson(checked));
    book.forgetLetter(id);
  });
}

/** Into the bin; the attempt no longer lists it. */
export function binLetter(book: Book, id: LetterId): void {
  book.write(() => {
    binEntry(book, book.letters, id);
    book.forgetLetter(id);
  });
}

export function restoreLetter(book: Book, id: LetterId): void {
  book.write(() => {
    restoreEntry(book, book.letters, id);
    book.forgetLetter(id);
  });
}

/**
 * The file of this digest has been sealed anew and lies under another hash: says so in every letter of that file, binned
 * ones too. It cannot be undone, for the file under the old hash is gone.
 */
export function resealLetters(book: Book, digest: string, hash: string): void {
  const checked = check(HashSchema, hash);
  const { letters } = book;
  const due = [...letters.live(), ...letters.binned()].filter((one) => one.digest === digest && one.hash !== checked);
  if (due.length === 0) return;
  book.writeForGood(() => {
    for (const { id } of due) {
      letters.edit(id, { hash: checked });
      book.forgetLetter(id);
    }
  });
}
