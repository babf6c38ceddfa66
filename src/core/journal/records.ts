/** How every entry but an attempt is read from its stored form, and in which order each sort is listed. */
import { binnedAt, fieldOf, type StoredEntry } from './entry.ts';
import { date, flag, idOrNull, instant, oneOf, rating, text, whole } from './fields.ts';
import {
  type CheckIn,
  checkInDays,
  type Door,
  type Kind,
  type Letter,
  papers,
  type Pulse,
  type Pursuit,
  pursuitStates,
  type Review,
  reviewAnswers,
  type Turn,
  wishes,
} from './model.ts';
import { isHash } from './values.ts';
import { byText, oldestFirst } from './order.ts';
import { type RawPart, readParts } from './parts.ts';

/** By title, ties by id. */
export function pursuitOrder(a: Pursuit, b: Pursuit): number {
  return byText(a.title, b.title) || byText(a.id, b.id);
}

export function readPursuit(id: string, entry: StoredEntry): Pursuit {
  const raw = (name: string) => fieldOf(entry, name);
  return Object.freeze({
    id,
    title: text(raw('title')),
    why: text(raw('why')),
    wish: oneOf(wishes, raw('wish'), null),
    matters: rating(raw('matters')),
    state: oneOf(pursuitStates, raw('state'), 'going'),
    doors: readDoors(entry),
    reviews: readReviews(entry),
    turns: readTurns(entry),
    createdAt: instant(raw('createdAt')) ?? 0,
    deletedAt: binnedAt(entry),
  });
}

/** The stored rank of a door or a turn: they are listed as they were added or moved, ties by id. */
export function rankOf(part: RawPart): number {
  return whole(part.rank, 0, Number.MAX_SAFE_INTEGER - 1) ?? 0;
}

function readDoors(entry: StoredEntry): readonly Door[] {
  const parts = [...readParts(entry.own, 'door')];
  parts.sort(([a, x], [b, y]) => rankOf(x) - rankOf(y) || byText(a, b));
  return Object.freeze(
    parts.map(([id, part]) => Object.freeze({ id, toWhom: text(part.toWhom), note: text(part.note) })),
  );
}

const none: readonly never[] = Object.freeze([]);

/** Reviews of an answer or day that this version cannot read are left out, and kept; likewise turns. */
function readReviews(entry: StoredEntry): readonly Review[] {
  const reviews: Review[] = [];
  for (const [id, part] of readParts(entry.own, 'review')) {
    const on = date(part.on);
    const answer = oneOf(reviewAnswers, part.answer, null);
    if (on && answer) reviews.push(Object.freeze({ id, on, answer, note: text(part.note) }));
  }
  if (reviews.length === 0) return none;
  return Object.freeze(reviews.sort((a, b) => byText(a.on, b.on) || byText(a.id, b.id)));
}

function readTurns(entry: StoredEntry): readonly Turn[] {
  const turns: { rank: number; turn: Turn }[] = [];
  for (const [id, part] of readParts(entry.own, 'turn')) {
    const on = date(part.on);
    const to = oneOf(pursuitStates, part.to, null);
    if (on && to) turns.push({ rank: rankOf(part), turn: Object.freeze({ id, on, to, words: text(part.words) }) });
  }
  if (turns.length === 0) return none;
  turns.sort((a, b) => byText(a.turn.on, b.turn.on) || a.rank - b.rank || byText(a.turn.id, b.turn.id));
  return Object.freeze(turns.map(({ turn }) => turn));
}

/** Oldest first, ties by id. */
export function checkInOrder(a: CheckIn, b: CheckIn): number {
  return oldestFirst(a.on, b.on) || byText(a.id, b.id);
}

export function readCheckIn(id: string, entry: StoredEntry): CheckIn | null {
  const raw = (name: string) => fieldOf(entry, name);
  const attempt = idOrNull(raw('attempt'));
  const day = oneOf(checkInDays, raw('day'), null);
  const on = date(raw('on'));
  if (!attempt || !day || !on) return null;
  return Object.freeze({
    id,
    attempt,
    day,
    on,
    sting: rating(raw('sting')),
    selfWorth: rating(raw('selfWorth')),
    skipped: flag(raw('skipped')),
    deletedAt: binnedAt(entry),
  });
}

/** Oldest first, ties by id. */
export function pulseOrder(a: Pulse, b: Pulse): number {
  return oldestFirst(a.on, b.on) || byText(a.id, b.id);
}

export function readPulse(id: string, entry: StoredEntry): Pulse | null {
  const raw = (name: string) => fieldOf(entry, name);
  const on = date(raw('on'));
  if (!on) return null;
  return Object.freeze({
    id,
    on,
    hope: rating(raw('hope')),
    purpose: rating(raw('purpose')),
    selfWorth: rating(raw('selfWorth')),
    note: text(raw('note')),
    deletedAt: binnedAt(entry),
  });
}

/** By the day they were added, oldest first, then by name, then by id; those without a readable day last. */
export function letterOrder(a: Letter, b: Letter): number {
  return oldestFirst(a.addedOn, b.addedOn) || byText(a.name, b.name) || byText(a.id, b.id);
}

export function readLetter(id: string, entry: StoredEntry): Letter | null {
  const raw = (name: string) => fieldOf(entry, name);
  const attempt = idOrNull(raw('attempt'));
  const size = whole(raw('size'), 0, Number.MAX_SAFE_INTEGER);
  const hash = text(raw('hash'));
  const addedOn = date(raw('addedOn'));
  if (!attempt || size === null || !addedOn || !isHash(hash)) return null;
  const digest = text(raw('digest'));
  return Object.freeze({
    id,
    attempt,
    name: text(raw('name')),
    mime: text(raw('mime')),
    size,
    hash,
    digest: isHash(digest) ? digest : null,
    addedOn,
    deletedAt: binnedAt(entry),
  });
}

/** A kind of the person's own, as stored; removed ones stay, for the attempts that name them. */
export interface StoredKind extends Kind {
  readonly deletedAt: number | null;
}

/** By name, ties by id. */
export function kindOrder(a: Kind, b: Kind): number {
  return byText(a.name, b.name) || byText(a.id, b.id);
}

export function readKind(id: string, entry: StoredEntry): StoredKind {
  return Object.freeze({
    id,
    name: text(fieldOf(entry, 'name')),
    paper: oneOf(papers, fieldOf(entry, 'paper'), 'other'),
    builtIn: false,
    deletedAt: binnedAt(entry),
  });
}
