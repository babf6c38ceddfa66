/** The commands on attempts. Each checks everything first and then writes in one transaction, or writes nothing. */
import type { CalendarDate } from '#core/base';
import type * as Y from 'yjs';
import { isCircle } from './chain.ts';
import type { Book } from './book.ts';
import { compact, type Json } from './entry.ts';
import { type AnswerInput, AnswerInputSchema, type AttemptInput, AttemptInputSchema } from './inputs.ts';
import { type AttemptPatch, AttemptPatchSchema, type CheckedAttempt, type CheckedPatch } from './inputs.ts';
import { needKind } from './kinds.ts';
import type { Answer, Attempt, AttemptId, EntryId, PursuitId, Tone } from './model.ts';
import { addPart } from './parts.ts';
import { fragmentOf } from './reflection.ts';
import { writeTags } from './tags.ts';
import { asJson, check, invalid } from './values.ts';

/** Adds an attempt and returns its id. */
export function addAttempt(book: Book, input: AttemptInput): AttemptId {
  const checked = check(AttemptInputSchema, input);
  checkLinks(book, checked, null);
  checkAnswer({ ...checked, answer: checked.answer ?? 'waiting' });
  const id = book.newId();
  const ratings = compact(asJson(checked.ratings ?? {}));
  const { tags = [], events = [], reflection = '', ...first } = checked;
  const base = {
    ...compact(asJson({ ...first, ratings, ratedOn: ratedOn(book, checked, null) })),
    kind: checked.kind ?? 'other',
    answer: checked.answer ?? 'waiting',
    createdAt: book.clock.now(),
  };
  const eventIds = events.map(() => book.newId());
  book.write(() =>
    book.attempts.insert(id, base, (map) => {
      map.set('reflection', fragmentOf(reflection));
      for (const tag of tags) map.set(`tag/${tag}`, true);
      events.forEach((event, i) => addPart(map, 'event', eventIds[i] as EntryId, event));
    }),
  );
  return id;
}

/** Changes the given fields, each on its own. */
export function changeAttempt(book: Book, id: AttemptId, patch: AttemptPatch): void {
  const attempt = book.attempts.need(id);
  const checked = check(AttemptPatchSchema, patch);
  checkLinks(book, checked, attempt);
  const { answer, answeredOn, sentOn, tone } = checked;
  if ([answer, answeredOn, sentOn, tone].some((value) => value !== undefined))
    checkAnswer(afterPatch(attempt, checked));
  const { tags, ratings = {}, ...fields } = checked;
  if (checked.answer === 'waiting') fields.answeredOn = null;
  const rated: Record<string, Json> = {};
  for (const [name, value] of Object.entries(ratings)) if (value !== undefined) rated[`rating/${name}`] = value;
  const keepRatedOn = Object.keys(rated).length === 0 && checked.ratedOn === undefined;
  book.write(() => {
    book.attempts.edit(id, asJson(fields));
    book.attempts.edit(id, keepRatedOn ? {} : { ratedOn: ratedOn(book, checked, attempt) });
    writeRatings(book, id, attempt, rated);
    if (tags) writeTags(book, id, tags);
  });
}

function writeRatings(book: Book, id: AttemptId, attempt: Attempt, rated: Record<string, Json>): void {
  const changed = Object.entries(rated).filter(
    ([key, value]) => (attempt.ratings[key.slice('rating/'.length) as keyof Attempt['ratings']] ?? null) !== value,
  );
  if (changed.length === 0) return;
  book.attempts.write(id, (map: Y.Map<unknown>) => changed.forEach(([key, value]) => map.set(key, value)));
}

/** Notes what came back and when; the rest as in {@link changeAttempt}. */
export function answerAttempt(book: Book, id: AttemptId, input: AnswerInput): void {
  book.attempts.need(id);
  const { on, ...patch } = check(AnswerInputSchema, input);
  changeAttempt(book, id, { ...patch, answeredOn: on });
}

/** Adds the attempt that follows `id`: same pursuit and kind unless given. */
export function nextEnvelope(book: Book, id: AttemptId, input: Omit<AttemptInput, 'nextOf'>): AttemptId {
  const { pursuit, kind } = book.attempts.need(id);
  return addAttempt(book, { pursuit, kind, ...input, nextOf: id });
}

interface AnswerFacts {
  readonly answer?: Answer | undefined;
  readonly sentOn?: CalendarDate | null | undefined;
  readonly answeredOn?: CalendarDate | null | undefined;
  readonly tone?: Tone | null | undefined;
}

/** The answer as it will be. Going back to waiting takes the day of the answer with it. */
function afterPatch(attempt: Attempt, patch: CheckedPatch): AnswerFacts {
  const answer = patch.answer ?? attempt.answer;
  const keptDay = patch.answer === 'waiting' ? null : attempt.answeredOn;
  return {
    answer,
    sentOn: patch.sentOn === undefined ? attempt.sentOn : patch.sentOn,
    answeredOn: patch.answeredOn === undefined ? keptDay : patch.answeredOn,
    tone: patch.tone,
  };
}

function checkAnswer({ answer, sentOn, answeredOn, tone }: AnswerFacts): void {
  if (answer === 'waiting' && answeredOn) throw invalid('answeredOn', 'still-waiting');
  if (sentOn && answeredOn && answeredOn < sentOn) throw invalid('answeredOn', 'before-sent');
  if (tone && answer !== 'no') throw invalid('tone', 'only-for-a-no');
}

/** Rating something without saying when means today; a day once noted stays. */
function ratedOn(book: Book, checked: CheckedPatch | CheckedAttempt, attempt: Attempt | null): CalendarDate | null {
  if (checked.ratedOn !== undefined) return checked.ratedOn;
  const rates = Object.values(checked.ratings ?? {}).some((value) => typeof value === 'number');
  return attempt?.ratedOn ?? (rates ? book.clock.today() : null);
}

interface Links {
  readonly pursuit?: PursuitId | null | undefined;
  readonly kind?: string | undefined;
  readonly nextOf?: AttemptId | null | undefined;
}

/** What an attempt newly names must exist; what it named already may have gone meanwhile. */
function checkLinks(book: Book, { pursuit, kind, nextOf }: Links, attempt: Attempt | null): void {
  if (pursuit && pursuit !== attempt?.pursuit) book.pursuits.need(pursuit);
  if (kind && kind !== attempt?.kind) needKind(book, kind);
  if (!nextOf || nextOf === attempt?.nextOf) return;
  book.attempts.need(nextOf);
  if (attempt && isCircle(book, attempt.id, nextOf)) throw invalid('nextOf', 'circle');
}
