/**
 * The journal's words as types. Everything here is plain data that a query returned: changing it changes nothing.
 * Dates are calendar dates; instants are milliseconds since 1970-01-01T00:00Z; ratings are whole numbers 0-10.
 */
import type { CalendarDate } from '#core/base';

export type AttemptId = string;
export type PursuitId = string;
export type LetterId = string;
export type EntryId = string;

/** Built-in kinds have fixed ids; a person's own kinds have random ones. */
export const builtInKinds = [
  'job',
  'internship',
  'scholarship',
  'degree-place',
  'book',
  'article',
  'seminar-or-client',
  'friendship',
  'date',
  'other',
] as const;
export type BuiltInKind = (typeof builtInKinds)[number];
export type KindId = string;

/** The papers a slip can be made of; each also has a mark of its own, so that colour never stands alone. */
export const papers = ['writing', 'work', 'grant', 'study', 'people', 'other'] as const;
export type Paper = (typeof papers)[number];

export interface Kind {
  readonly id: KindId;
  /** Empty for a built-in kind: screens name those in the person's language. */
  readonly name: string;
  readonly paper: Paper;
  readonly builtIn: boolean;
}

export const answers = ['waiting', 'yes', 'no', 'quiet', 'withdrawn'] as const;
/** `quiet`: closed unanswered by the person; it never becomes a no by itself. */
export type Answer = (typeof answers)[number];

export const tones = ['form', 'personal'] as const;
export type Tone = (typeof tones)[number];

export const ratingNames = ['hope', 'purpose', 'selfWorth', 'belonging', 'sting', 'shame'] as const;
export type RatingName = (typeof ratingNames)[number];
/** A whole number 0-10. */
export type Rating = number;
/** Only what was rated; skipping leaves the key out. */
export type Ratings = Readonly<Partial<Record<RatingName, Rating>>>;

export type Stretch = 1 | 2 | 3 | 4 | 5;

export const eventKinds = ['nudged', 'interview', 'asked-why', 'reply'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Something that happened between sending and answer; an interview counts its rounds by order. */
export interface AttemptEvent {
  readonly id: EntryId;
  readonly kind: EventKind;
  readonly on: CalendarDate;
  readonly note: string;
}

export const nextSteps = ['improve', 'again', 'let-go'] as const;
export type NextStepKind = (typeof nextSteps)[number];
export interface NextStep {
  readonly kind: NextStepKind;
  /** For `improve`: what. */
  readonly what: string;
}

export const whyEndings = ['reply', 'no-reply'] as const;
/** How asking for the reason ended; `no-reply` is the person's own word, silence never becomes it by itself. */
export interface WhyEnded {
  readonly kind: (typeof whyEndings)[number];
  readonly on: CalendarDate;
}

/** One ask. */
export interface Attempt {
  readonly id: AttemptId;
  readonly pursuit: PursuitId | null;
  readonly toWhom: string;
  readonly what: string;
  readonly kind: KindId;
  /** Sorted. */
  readonly tags: readonly string[];
  readonly sentOn: CalendarDate | null;
  /** How far out of reach it felt: 1 safe, 5 far. */
  readonly stretch: Stretch | null;
  /** By date, ties by id. */
  readonly events: readonly AttemptEvent[];
  readonly answer: Answer;
  readonly answeredOn: CalendarDate | null;
  readonly tone: Tone | null;
  /** The reason in their words. */
  readonly reason: string;
  /** What the person heard in it. */
  readonly heard: string;
  /** The letter that asks for the reason; it may be written and never sent. */
  readonly whyLetter: string;
  /** As stored; `whyOf` says where asking stands. */
  readonly whyEnded: WhyEnded | null;
  /** Rated when the answer came. */
  readonly ratings: Ratings;
  readonly ratedOn: CalendarDate | null;
  readonly toldWhom: string;
  readonly nextStep: NextStep | null;
  /** The attempt that this one is the next envelope of. */
  readonly nextOf: AttemptId | null;
  /** Number of the reflection prompt that was taken up (1-20). */
  readonly prompt: number | null;
  readonly letters: readonly LetterId[];
  readonly archived: boolean;
  /** When it was written down, ms; shown, never used for ordering. */
  readonly createdAt: number;
  /** In the bin since, ms. */
  readonly deletedAt: number | null;
}

export const wishes = ['mine', 'shared', 'someone-elses'] as const;
export type Wish = (typeof wishes)[number];
export const pursuitStates = ['going', 'reached', 'let-go'] as const;
export type PursuitState = (typeof pursuitStates)[number];

/** Someone still to be asked. */
export interface Door {
  readonly id: EntryId;
  readonly toWhom: string;
  readonly note: string;
}

export const reviewAnswers = ['yes', 'not-sure', 'no'] as const;
export type ReviewAnswer = (typeof reviewAnswers)[number];

/** "Would I still want this yes?", as it was answered on a day. */
export interface Review {
  readonly id: EntryId;
  readonly on: CalendarDate;
  readonly answer: ReviewAnswer;
  readonly note: string;
}

/** A day on which a pursuit changed its state. */
export interface Turn {
  readonly id: EntryId;
  readonly on: CalendarDate;
  readonly to: PursuitState;
  /** A sentence of one's own: the last one of a pursuit that was let go. */
  readonly words: string;
}

/** Something wanted. */
export interface Pursuit {
  readonly id: PursuitId;
  readonly title: string;
  readonly why: string;
  readonly wish: Wish | null;
  /** How much it matters, 0-10. */
  readonly matters: Rating | null;
  readonly state: PursuitState;
  readonly doors: readonly Door[];
  /** By date, ties by id. */
  readonly reviews: readonly Review[];
  /** By date, within a day as they were made. States from before turns were kept have none. */
  readonly turns: readonly Turn[];
  readonly createdAt: number;
  readonly deletedAt: number | null;
}

/** Days after a no on which sting and self-worth may be rated again. */
export const checkInDays = [1, 7, 30] as const;
export type CheckInDay = (typeof checkInDays)[number];

export interface CheckIn {
  readonly id: EntryId;
  readonly attempt: AttemptId;
  readonly day: CheckInDay;
  readonly on: CalendarDate;
  readonly sting: Rating | null;
  readonly selfWorth: Rating | null;
  /** Skipped on purpose: not asked again. */
  readonly skipped: boolean;
  readonly deletedAt: number | null;
}

/** Hope, purpose and self-worth apart from any attempt. */
export interface Pulse {
  readonly id: EntryId;
  readonly on: CalendarDate;
  readonly hope: Rating | null;
  readonly purpose: Rating | null;
  readonly selfWorth: Rating | null;
  readonly note: string;
  readonly deletedAt: number | null;
}

/** What the journal knows of a letter; its sealed bytes lie elsewhere, named by `hash`. */
export interface Letter {
  readonly id: LetterId;
  readonly attempt: AttemptId;
  readonly name: string;
  readonly mime: string;
  /** Plaintext bytes. */
  readonly size: number;
  /** SHA-256 of the sealed bytes, hex: where this vault keeps them. */
  readonly hash: string;
  /** SHA-256 of the plaintext bytes, hex: the same for the same file in every vault; null when nobody noted it. */
  readonly digest: string | null;
  readonly addedOn: CalendarDate;
  readonly deletedAt: number | null;
}

/** A search kept under a name: what the address of the list says after the question mark. */
export interface SavedSearch {
  readonly id: EntryId;
  readonly name: string;
  readonly query: string;
}

export interface Settings {
  readonly language: 'system' | 'en' | 'de';
  readonly theme: 'system' | 'light' | 'dark';
  /** No's that one nail holds, 1-200. */
  readonly nailHolds: number;
  /** Days of silence after which an attempt may be closed as quiet, while too few answers are known, 1-365. */
  readonly quietAfterDays: number;
  readonly showOdds: boolean;
  readonly onThisDay: boolean;
  /** Ask again 1, 7 and 30 days after a no. */
  readonly checkIns: boolean;
  /** Ask once a week, apart from any answer. */
  readonly pulse: boolean;
  readonly reminders: boolean;
  /** Minutes after midnight, local time, 0-1439. */
  readonly reminderMinute: number;
  /** Days of the week to be reminded on: 1 Monday to 7 Sunday, ascending. */
  readonly reminderDays: readonly number[];
  /** No reminder before that day. */
  readonly remindersFrom: CalendarDate | null;
  /** Show optional ratings too. */
  readonly extraRatings: readonly RatingName[];
  /** Hide the words of refusals until opened. */
  readonly foldWords: boolean;
  /** Minutes without input until the journal locks; 0 = never. */
  readonly lockAfterMinutes: number;
  /** Cover everything while the window is not the one in front. */
  readonly coverWhenAway: boolean;
}

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  nailHolds: 30,
  quietAfterDays: 30,
  showOdds: false,
  onThisDay: false,
  checkIns: true,
  pulse: true,
  reminders: false,
  reminderMinute: 18 * 60,
  reminderDays: [7],
  remindersFrom: null,
  extraRatings: [],
  foldWords: true,
  lockAfterMinutes: 15,
  coverWhenAway: false,
};
