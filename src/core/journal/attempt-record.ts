import type { CalendarDate } from '#core/base';
import { binnedAt, fieldOf, isPlainObject, type StoredEntry } from './entry.ts';
import { date, flag, idOrNull, instant, oneOf, rating, text, whole } from './fields.ts';
import {
  answers,
  type Attempt,
  type AttemptEvent,
  eventKinds,
  type LetterId,
  type NextStep,
  nextSteps,
  type Rating,
  type RatingName,
  ratingNames,
  type Ratings,
  tones,
  whyEndings,
  type WhyEnded,
} from './model.ts';
import { byText, newestFirst } from './order.ts';
import { readParts } from './parts.ts';

/** The day an attempt is placed by: of its answer, else of its sending; null when it has neither. */
export function dayOf(attempt: Pick<Attempt, 'answeredOn' | 'sentOn'>): CalendarDate | null {
  return attempt.answeredOn ?? attempt.sentOn;
}

/** Newest first by {@link dayOf}, undated ones before all others, ties by id. */
export function attemptOrder(a: Attempt, b: Attempt): number {
  return newestFirst(dayOf(a), dayOf(b)) || byText(a.id, b.id);
}

/**
 * An attempt as plain frozen data. Fields that two devices changed at once are brought into line for reading only: one
 * that waits has no day of answer, and only a no has a tone.
 */
export function readAttempt(id: string, entry: StoredEntry, letters: readonly LetterId[]): Attempt {
  const raw = (name: string) => fieldOf(entry, name);
  const answer = oneOf(answers, raw('answer'), 'waiting');
  return Object.freeze({
    id,
    pursuit: idOrNull(raw('pursuit')),
    toWhom: text(raw('toWhom')),
    what: text(raw('what')),
    kind: idOrNull(raw('kind')) ?? 'other',
    tags: readTags(entry),
    sentOn: date(raw('sentOn')),
    stretch: whole(raw('stretch'), 1, 5) as Attempt['stretch'],
    events: readEvents(entry),
    answer,
    answeredOn: answer === 'waiting' ? null : date(raw('answeredOn')),
    tone: answer === 'no' ? oneOf(tones, raw('tone'), null) : null,
    reason: text(raw('reason')),
    heard: text(raw('heard')),
    whyLetter: text(raw('whyLetter')),
    whyEnded: readWhyEnded(raw('whyEnded')),
    ratings: readRatings(entry),
    ratedOn: date(raw('ratedOn')),
    toldWhom: text(raw('toldWhom')),
    nextStep: readNextStep(raw('nextStep')),
    nextOf: idOrNull(raw('nextOf')),
    prompt: whole(raw('prompt'), 1, 20),
    letters,
    archived: flag(raw('archived')),
    createdAt: instant(raw('createdAt')) ?? 0,
    deletedAt: binnedAt(entry),
  });
}

const none: readonly never[] = Object.freeze([]);

function readTags(entry: StoredEntry): readonly string[] {
  let tags: string[] | null = null;
  for (const [key, value] of entry.own) {
    if (value === true && key.startsWith('tag/') && key.length > 4) (tags ??= []).push(key.slice(4));
  }
  return tags ? Object.freeze(tags.sort(byText)) : none;
}

/** Events of a sort or day that this version cannot read are left out, and kept. */
function readEvents(entry: StoredEntry): readonly AttemptEvent[] {
  const events: AttemptEvent[] = [];
  for (const [id, part] of readParts(entry.own, 'event')) {
    const kind = oneOf(eventKinds, part.kind, null);
    const on = date(part.on);
    if (kind && on) events.push(Object.freeze({ id, kind, on, note: text(part.note) }));
  }
  if (events.length === 0) return none;
  return Object.freeze(events.sort((a, b) => byText(a.on, b.on) || byText(a.id, b.id)));
}

const noRatings: Ratings = Object.freeze({});

function readRatings(entry: StoredEntry): Ratings {
  const first = entry.base.ratings;
  let ratings: Partial<Record<RatingName, Rating>> | null = null;
  for (const name of ratingNames) {
    const value = rating(rawRating(entry, first, name));
    if (value !== null) (ratings ??= {})[name] = value;
  }
  return ratings ? Object.freeze(ratings) : noRatings;
}

function rawRating(entry: StoredEntry, first: unknown, name: RatingName): unknown {
  const key = `rating/${name}`;
  if (entry.own.has(key)) return entry.own.get(key);
  return isPlainObject(first) && Object.hasOwn(first, name) ? first[name] : undefined;
}

function readNextStep(value: unknown): NextStep | null {
  if (!isPlainObject(value)) return null;
  const kind = oneOf(nextSteps, value.kind, null);
  return kind && Object.freeze({ kind, what: text(value.what) });
}

function readWhyEnded(value: unknown): WhyEnded | null {
  if (!isPlainObject(value)) return null;
  const kind = oneOf(whyEndings, value.kind, null);
  const on = date(value.on);
  return kind && on && Object.freeze({ kind, on });
}
