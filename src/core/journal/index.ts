export type { Adopted } from './adopt.ts';
export { dayOf } from './attempt-record.ts';
export type { Binned, BinPick } from './bin.ts';
export type { Oddity } from './book.ts';
export type { EntryCopy, JournalCopy, Uncopied } from './copy.ts';
export { copyJournal, fillJournal } from './copy.ts';
export type { CheckInQuestion, DayQuestions, DueSource } from './due.ts';
export { checkInWindows, pulseDue, questionsOf, questionsPerDay } from './due.ts';
export type { Json } from './entry.ts';
export type { Change } from './feed.ts';
export type { Migration } from './format.ts';
export { formatVersionOf, MigrationOrigin, migrations } from './format.ts';
export type {
  AnswerInput,
  AttemptInput,
  AttemptPatch,
  CheckInInput,
  CheckInPatch,
  DoorInput,
  DoorPatch,
  EventInput,
  EventPatch,
  KindInput,
  KindPatch,
  LetterInput,
  LetterPatch,
  PulseInput,
  PulsePatch,
  PursuitInput,
  PursuitPatch,
  ReviewInput,
  ReviewPatch,
  SearchInput,
  SearchPatch,
  SettingsPatch,
  TurnInput,
  TurnPatch,
  WhyEndInput,
} from './inputs.ts';
export type { JournalPorts } from './journal-ports.ts';
export { Journal } from './journal.ts';
export { binDays, limits } from './limits.ts';
export type { LowRun } from './low-run.ts';
export type { LineItem } from './line.ts';
export { daysToAnswer, history, waitingDays } from './line.ts';
export type {
  Answer,
  Attempt,
  AttemptEvent,
  AttemptId,
  BuiltInKind,
  CheckIn,
  CheckInDay,
  Door,
  EntryId,
  EventKind,
  Kind,
  KindId,
  Letter,
  LetterId,
  NextStep,
  NextStepKind,
  Paper,
  Pulse,
  Pursuit,
  PursuitId,
  PursuitState,
  Rating,
  RatingName,
  Ratings,
  Review,
  ReviewAnswer,
  SavedSearch,
  Settings,
  Stretch,
  Tone,
  Turn,
  WhyEnded,
  Wish,
} from './model.ts';
export {
  answers,
  builtInKinds,
  checkInDays,
  defaultSettings,
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
export type { Lesson } from './prompts.ts';
export { lessonOf, lessons, promptCount, promptsFor, promptsTaken } from './prompts.ts';
export type { TextVersion, VersionedText } from './earlier.ts';
export { textsIn, TextTrail, versionedTexts } from './earlier.ts';
export type { RichNode } from './rich.ts';
export type { Suggestion } from './suggestions.ts';
export { suggestToWhom } from './suggestions.ts';
export { latestTurn } from './turns.ts';
export { LocalOrigin } from './undo.ts';
export type { Why } from './why.ts';
export { whyOf } from './why.ts';
