/** What commands take, as schemas; the types others see are inferred from them. */
import * as v from 'valibot';
import { limits } from './limits.ts';
import {
  answers,
  checkInDays,
  eventKinds,
  nextSteps,
  papers,
  pursuitStates,
  ratingNames,
  reviewAnswers,
  tones,
  whyEndings,
  wishes,
} from './model.ts';
import { date, fields, filledLine, flag, hash, id, line, longText, rating, whole, word } from './values.ts';

const maybe = <const S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema));

const EventEntries = { kind: word(eventKinds), on: date, note: longText };
export const EventInputSchema = fields({ ...EventEntries, note: v.optional(longText, '') });
export const EventPatchSchema = v.partial(fields(EventEntries));

export const TagSchema = filledLine(limits.tag);
const tags = v.pipe(v.array(TagSchema, 'not-a-list'), v.maxLength(limits.tagsPerAttempt, 'too-many'));
const stretch = v.picklist([1, 2, 3, 4, 5], 'not-1-to-5');
const nextStep = fields({ kind: word(nextSteps), what: v.optional(line(), '') });

const ratingEntries = <const S extends v.GenericSchema>(schema: S) =>
  ({
    hope: schema,
    purpose: schema,
    selfWorth: schema,
    belonging: schema,
    sting: schema,
    shame: schema,
  }) satisfies Record<(typeof ratingNames)[number], S>;
/** A rating that is null was taken back. */
const ratings = v.partial(fields(ratingEntries(v.nullable(rating))));

const attemptEntries = {
  pursuit: maybe(id),
  kind: v.optional(id),
  tags: v.optional(tags),
  sentOn: maybe(date),
  stretch: maybe(stretch),
  answer: v.optional(word(answers)),
  answeredOn: maybe(date),
  tone: maybe(word(tones)),
  /** The reason in their words. */
  reason: v.optional(longText),
  /** What the person heard in it. */
  heard: v.optional(longText),
  /** The letter that asks for the reason. */
  whyLetter: v.optional(longText),
  ratings: v.optional(ratings),
  /** Left out, it is today as soon as something is rated. */
  ratedOn: maybe(date),
  toldWhom: v.optional(longText),
  nextStep: maybe(nextStep),
  nextOf: maybe(id),
  prompt: maybe(whole(1, 20)),
  archived: v.optional(flag),
};

export const AttemptInputSchema = fields({
  toWhom: filledLine(),
  what: filledLine(),
  ...attemptEntries,
  events: v.optional(v.pipe(v.array(EventInputSchema, 'not-a-list'), v.maxLength(limits.eventsPerAttempt, 'too-many'))),
  /** Plain text to begin the reflection with; line breaks part its paragraphs. */
  reflection: v.optional(longText),
});
/** Only `toWhom` and `what` are required. */
export type AttemptInput = v.InferInput<typeof AttemptInputSchema>;
export type CheckedAttempt = v.InferOutput<typeof AttemptInputSchema>;

export const AttemptPatchSchema = fields({
  toWhom: v.optional(filledLine()),
  what: v.optional(filledLine()),
  ...attemptEntries,
});
/** Fields left out stay as they are; `tags` is the whole new list, `ratings` only those that change. */
export type AttemptPatch = v.InferInput<typeof AttemptPatchSchema>;
export type CheckedPatch = v.InferOutput<typeof AttemptPatchSchema>;

export const AnswerInputSchema = fields({
  answer: word(['yes', 'no', 'quiet', 'withdrawn']),
  on: date,
  tone: attemptEntries.tone,
  reason: attemptEntries.reason,
  heard: attemptEntries.heard,
  ratings: attemptEntries.ratings,
});
export type AnswerInput = v.InferInput<typeof AnswerInputSchema>;

export const WhyEndInputSchema = fields({
  kind: word(whyEndings),
  on: date,
  /** What they wrote; it goes to the reason. */
  words: v.optional(longText, ''),
});
export type WhyEndInput = v.InferInput<typeof WhyEndInputSchema>;

export type EventInput = v.InferInput<typeof EventInputSchema>;
export type EventPatch = v.InferInput<typeof EventPatchSchema>;

const PursuitEntries = {
  title: filledLine(),
  why: longText,
  wish: v.nullable(word(wishes)),
  matters: v.nullable(rating),
  state: word(pursuitStates),
};
export const PursuitPatchSchema = v.partial(fields(PursuitEntries));
export type PursuitPatch = v.InferInput<typeof PursuitPatchSchema>;

const DoorEntries = { toWhom: filledLine(), note: longText };
export const DoorInputSchema = fields({ ...DoorEntries, note: v.optional(longText, '') });
export const DoorPatchSchema = v.partial(fields(DoorEntries));
export type DoorInput = v.InferInput<typeof DoorInputSchema>;
export type DoorPatch = v.InferInput<typeof DoorPatchSchema>;

export const PursuitInputSchema = fields({
  ...v.partial(fields(PursuitEntries)).entries,
  title: filledLine(),
  doors: v.optional(v.pipe(v.array(DoorInputSchema, 'not-a-list'), v.maxLength(limits.doorsPerPursuit, 'too-many'))),
});
export type PursuitInput = v.InferInput<typeof PursuitInputSchema>;

const ReviewEntries = { on: date, answer: word(reviewAnswers), note: longText };
export const ReviewInputSchema = fields({ ...ReviewEntries, note: v.optional(longText, '') });
export const ReviewPatchSchema = v.partial(fields(ReviewEntries));
export type ReviewInput = v.InferInput<typeof ReviewInputSchema>;
export type ReviewPatch = v.InferInput<typeof ReviewPatchSchema>;

export const TurnInputSchema = fields({ on: date, to: word(pursuitStates), words: v.optional(longText, '') });
export const TurnPatchSchema = v.partial(fields({ on: date, words: longText }));
export type TurnInput = v.InferInput<typeof TurnInputSchema>;
/** A turn's state is what it is; another one is another turn. */
export type TurnPatch = v.InferInput<typeof TurnPatchSchema>;

export const PulseInputSchema = fields({
  on: date,
  hope: maybe(rating),
  purpose: maybe(rating),
  selfWorth: maybe(rating),
  note: v.optional(longText),
});
export type PulseInput = v.InferInput<typeof PulseInputSchema>;
export const PulsePatchSchema = v.partial(PulseInputSchema);
export type PulsePatch = v.InferInput<typeof PulsePatchSchema>;

const CheckInEntries = { on: date, sting: maybe(rating), selfWorth: maybe(rating), skipped: v.optional(flag) };
export const CheckInInputSchema = fields({
  attempt: id,
  day: v.picklist(checkInDays, 'unknown-day'),
  ...CheckInEntries,
});
export type CheckInInput = v.InferInput<typeof CheckInInputSchema>;
export const CheckInPatchSchema = v.partial(fields(CheckInEntries));
export type CheckInPatch = v.InferInput<typeof CheckInPatchSchema>;

export const KindInputSchema = fields({ name: filledLine(limits.kindName), paper: word(papers) });
export type KindInput = v.InferInput<typeof KindInputSchema>;
export const KindPatchSchema = v.partial(KindInputSchema);
export type KindPatch = v.InferInput<typeof KindPatchSchema>;

const LetterEntries = {
  name: filledLine(),
  mime: line(limits.mime),
  size: whole(0, Number.MAX_SAFE_INTEGER),
  hash,
  digest: v.optional(hash),
};
export const LetterInputSchema = fields({ attempt: id, ...LetterEntries, addedOn: v.optional(date) });
export type LetterInput = v.InferInput<typeof LetterInputSchema>;
/** A letter's bytes never change; it can be renamed or moved to another attempt. */
export const LetterPatchSchema = v.partial(fields({ attempt: id, name: LetterEntries.name, mime: LetterEntries.mime }));
export type LetterPatch = v.InferInput<typeof LetterPatchSchema>;

const SearchEntries = { name: filledLine(limits.searchName), query: line(limits.searchQuery) };
export const SearchInputSchema = fields(SearchEntries);
export type SearchInput = v.InferInput<typeof SearchInputSchema>;
export const SearchPatchSchema = v.partial(SearchInputSchema);
export type SearchPatch = v.InferInput<typeof SearchPatchSchema>;

export const SettingsPatchSchema = v.partial(
  fields({
    language: word(['system', 'en', 'de']),
    theme: word(['system', 'light', 'dark']),
    nailHolds: whole(1, 200),
    quietAfterDays: whole(1, 365),
    showOdds: flag,
    onThisDay: flag,
    checkIns: flag,
    pulse: flag,
    reminders: flag,
    reminderMinute: whole(0, 1439),
    reminderDays: v.pipe(
      v.array(whole(1, 7), 'not-a-list'),
      v.transform((days) => [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(day))),
    ),
    remindersFrom: v.nullable(date),
    extraRatings: v.pipe(
      v.array(word(ratingNames), 'not-a-list'),
      v.transform((names) => ratingNames.filter((name) => names.includes(name))),
    ),
    foldWords: flag,
    lockAfterMinutes: whole(0, 1440),
    coverWhenAway: flag,
  }),
);
export type SettingsPatch = v.InferInput<typeof SettingsPatchSchema>;
