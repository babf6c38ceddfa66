/** Commands on pulses: hope, purpose and self-worth apart from any attempt. */
import type { Book } from './book.ts';
import { compact } from './entry.ts';
import { type PulseInput, PulseInputSchema, type PulsePatch, PulsePatchSchema } from './inputs.ts';
import type { EntryId } from './model.ts';
import { asJson, check } from './values.ts';

/** Adds a pulse and returns its id. */
export function addPulse(book: Book, input: PulseInput): EntryId {
  const checked = check(PulseInputSchema, input);
  const id = book.newId();
  book.write(() => book.pulses.insert(id, compact(asJson(checked))));
  return id;
}

export function changePulse(book: Book, id: EntryId, patch: PulsePatch): void {
  book.pulses.need(id);
  const checked = check(PulsePatchSchema, patch);
  book.write(() => book.pulses.edit(id, asJson(checked)));
}
