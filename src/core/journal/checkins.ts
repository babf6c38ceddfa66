/** Commands on check-ins: sting and self-worth again, 1, 7 and 30 days after a no. */
import type { Book } from './book.ts';
import { compact } from './entry.ts';
import { type CheckInInput, CheckInInputSchema, type CheckInPatch, CheckInPatchSchema } from './inputs.ts';
import type { EntryId } from './model.ts';
import { asJson, check } from './values.ts';

/** Adds a check-in, rated or skipped, and returns its id. */
export function addCheckIn(book: Book, input: CheckInInput): EntryId {
  const checked = check(CheckInInputSchema, input);
  book.attempts.need(checked.attempt);
  const id = book.newId();
  book.write(() => book.checkIns.insert(id, compact(asJson(checked))));
  return id;
}

export function changeCheckIn(book: Book, id: EntryId, patch: CheckInPatch): void {
  book.checkIns.need(id);
  const checked = check(CheckInPatchSchema, patch);
  book.write(() => book.checkIns.edit(id, asJson(checked)));
}
