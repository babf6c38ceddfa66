/** Every sentence a person reads, by name: `m.today_title()`. Reads the language of the moment, so templates follow it. */
export { m } from './sentences.ts';
export { errorText } from './errors.ts';
export {
  anyOf,
  dateWriting,
  dayAndMonth,
  fileSize,
  instant,
  listOf,
  longDate,
  monthAndYear,
  number,
  shortDate,
  weekdayDate,
  weekdays,
} from './format.ts';
export type { Language } from './language.svelte.ts';
export { chooseLanguage, language } from './language.svelte.ts';
export {
  answerKey,
  answerName,
  earlierFieldName,
  eventName,
  keyNames,
  kindName,
  letterKindName,
  nextStepName,
  paperName,
  paperOf,
  ratingEnds,
  ratingName,
  ratingQuestion,
  toneName,
} from './words.ts';
export {
  pursuitStateName,
  reviewName,
  stateLine,
  turnName,
  whyEndedName,
  whyLine,
  wishLine,
  wishName,
} from './pursuit-words.ts';
export { posterWords } from './poster-words.ts';
export { promptLesson, promptText } from './prompt-words.ts';
export { wallWords } from './wall-words.ts';
