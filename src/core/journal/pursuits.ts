/** Commands on pursuits and their doors still to knock on. */
import { coded } from '#core/base';
import { addAttempt } from './attempts.ts';
import type { Book } from './book.ts';
import { compact } from './entry.ts';
import { changedFields } from './events.ts';
import {
  type AttemptInput,
  type DoorInput,
  DoorInputSchema,
  type DoorPatch,
  DoorPatchSchema,
  type PursuitInput,
  PursuitInputSchema,
  type PursuitPatch,
  PursuitPatchSchema,
} from './inputs.ts';
import { limits } from './limits.ts';
import type { AttemptId, EntryId, PursuitId } from './model.ts';
import { addPart, changePart, type RawPart, readParts, removePart } from './parts.ts';
import { rankOf } from './records.ts';
import { asJson, check, invalid } from './values.ts';

/** Adds a pursuit and returns its id. */
export function addPursuit(book: Book, input: PursuitInput): PursuitId {
  const { doors = [], ...checked } = check(PursuitInputSchema, input);
  const id = book.newId();
  const doorIds = doors.map(() => book.newId());
  const base = { ...compact(asJson(checked)), createdAt: book.clock.now() };
  book.write(() =>
    book.pursuits.insert(id, base, (map) =>
      doors.forEach((door, rank) => addPart(map, 'door', doorIds[rank] as EntryId, { ...door, rank })),
    ),
  );
  return id;
}

export function changePursuit(book: Book, id: PursuitId, patch: PursuitPatch): void {
  book.pursuits.need(id);
  const checked = check(PursuitPatchSchema, patch);
  book.write(() => book.pursuits.edit(id, asJson(checked)));
}

/** Adds a door behind the others and returns its id. */
export function addDoor(book: Book, pursuit: PursuitId, input: DoorInput): EntryId {
  book.pursuits.need(pursuit);
  const checked = check(DoorInputSchema, input);
  const doors = [...readDoors(book, pursuit).values()];
  if (doors.length >= limits.doorsPerPursuit) throw invalid('doors', 'too-many', { limit: limits.doorsPerPursuit });
  const rank = doors.reduce((next, door) => Math.max(next, rankOf(door) + 1), 0);
  const id = book.newId();
  book.write(() => book.pursuits.write(pursuit, (map) => addPart(map, 'door', id, { ...checked, rank })));
  return id;
}

export function changeDoor(book: Book, pursuit: PursuitId, id: EntryId, patch: DoorPatch): void {
  const current = needDoor(book, pursuit, id);
  const changed = changedFields(current, asJson(check(DoorPatchSchema, patch)));
  if (!changed) return;
  book.write(() => book.pursuits.write(pursuit, (map) => changePart(map, 'door', id, current, changed)));
}

/**
 * Moves a door to place `to` (0 = first; beyond the ends is the end). Only the ranks that change are written, and as
 * fields alone, so that a door that another device removed meanwhile stays removed.
 */
export function moveDoor(book: Book, pursuit: PursuitId, id: EntryId, to: number): void {
  const parts = readDoors(book, pursuit);
  needDoor(book, pursuit, id);
  const ids = book.pursuits.need(pursuit).doors.map((door) => door.id);
  const others = ids.filter((one) => one !== id);
  const moved = others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, id);
  const ranks = ids.map((one) => rankOf(parts.get(one) ?? {}));
  // Two devices that added at once have given one rank twice.
  const distinct = ranks.every((rank, at) => at === 0 || rank > (ranks[at - 1] ?? 0));
  const due = moved
    .map((one, at) => ({ one, rank: distinct ? (ranks[at] ?? at) : at }))
    .filter(({ one, rank }) => parts.get(one)?.rank !== rank);
  if (due.length === 0) return;
  book.write(() =>
    book.pursuits.write(pursuit, (map) => due.forEach(({ one, rank }) => map.set(`door/${one}/rank`, rank))),
  );
}

export function removeDoor(book: Book, pursuit: PursuitId, id: EntryId): void {
  needDoor(book, pursuit, id);
  book.write(() => book.pursuits.write(pursuit, (map) => removePart(map, 'door', id)));
}

/**
 * Knocks on a door: it becomes an attempt of the pursuit and leaves the list, in one transaction; returns the attempt's
 * id. To whom is the door's name, what is the pursuit's title, and the note begins the reflection, unless given. Undo puts the door back and the attempt
 * into the bin.
 */
export function openDoor(book: Book, pursuit: PursuitId, id: EntryId, input: Partial<AttemptInput>): AttemptId {
  needDoor(book, pursuit, id);
  const { title, doors } = book.pursuits.need(pursuit);
  const { toWhom = '', note = '' } = doors.find((door) => door.id === id) ?? {};
  return book.write(() => {
    const attempt = addAttempt(book, { toWhom, what: title, reflection: note, ...input, pursuit });
    removeDoor(book, pursuit, id);
    return attempt;
  });
}

function readDoors(book: Book, pursuit: PursuitId): Map<EntryId, RawPart> {
  return readParts(book.pursuits.stored(pursuit).own, 'door');
}

function needDoor(book: Book, pursuit: PursuitId, id: EntryId): RawPart {
  const door = readDoors(book, pursuit).get(id);
  if (!door) throw coded('journal/not-found', { what: 'door' });
  return door;
}
