/** What happened between sending and answer, as parts of an attempt (see `parts.ts` for how they merge). */
import { coded } from '#core/base';
import type { Book } from './book.ts';
import { differs } from './entry.ts';
import { type EventInput, EventInputSchema, type EventPatch, EventPatchSchema } from './inputs.ts';
import { limits } from './limits.ts';
import type { AttemptId, EntryId } from './model.ts';
import { addPart, changePart, type RawPart, readParts, removePart } from './parts.ts';
import { asJson, check, invalid } from './values.ts';

/** Adds an event and returns its id. */
export function addEvent(book: Book, attempt: AttemptId, input: EventInput): EntryId {
  const { events } = book.attempts.need(attempt);
  const checked = check(EventInputSchema, input);
  if (events.length >= limits.eventsPerAttempt) throw invalid('events', 'too-many', { limit: limits.eventsPerAttempt });
  const id = book.newId();
  book.write(() => book.attempts.write(attempt, (map) => addPart(map, 'event', id, checked)));
  return id;
}

/** Changes the given fields of an event. */
export function changeEvent(book: Book, attempt: AttemptId, id: EntryId, patch: EventPatch): void {
  const current = needEvent(book, attempt, id);
  const changed = changedFields(current, asJson(check(EventPatchSchema, patch)));
  if (!changed) return;
  book.write(() => book.attempts.write(attempt, (map) => changePart(map, 'event', id, current, changed)));
}

export function removeEvent(book: Book, attempt: AttemptId, id: EntryId): void {
  needEvent(book, attempt, id);
  book.write(() => book.attempts.write(attempt, (map) => removePart(map, 'event', id)));
}

function needEvent(book: Book, attempt: AttemptId, id: EntryId): RawPart {
  const part = readParts(book.attempts.stored(attempt).own, 'event').get(id);
  if (!part) throw coded('journal/not-found', { what: 'event' });
  return part;
}

/** The fields of `patch` that differ from what is stored; null when none does. */
export function changedFields(current: RawPart, patch: ReturnType<typeof asJson>) {
  const changed: Parameters<typeof changePart>[4] = {};
  for (const [name, value] of Object.entries(patch)) {
    if (value !== undefined && differs(current[name], value)) changed[name] = value;
  }
  return Object.keys(changed).length > 0 ? changed : null;
}
