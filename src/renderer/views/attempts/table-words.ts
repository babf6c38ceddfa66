import { type Attempt, daysToAnswer } from '#core/journal';
import { answerName, kindName, m, number, ratingName, shortDate } from '../../messages/index.ts';
import type { Column } from '../../state/find/sorting.ts';
import type { JournalStore } from '../../state/journal-store.svelte.ts';

const names: Readonly<Record<string, () => string>> = {
  toWhom: () => m.to_whom(),
  what: () => m.what(),
  kind: () => m.kind(),
  pursuit: () => m.pursuit(),
  sentOn: () => m.sent_on(),
  answer: () => m.answer(),
  answeredOn: () => m.answered_on(),
  days: () => m.table_days(),
  stretch: () => m.find_stretch(),
  tags: () => m.tags(),
};

export function columnName(column: Column): string {
  const name = names[column];
  return name ? name() : ratingName(column as Parameters<typeof ratingName>[0]);
}

/** Set to the right, as digits are compared. */
export const isNumber = (column: Column): boolean => column === 'days' || column === 'stretch' || !(column in names);

const widths: Readonly<Partial<Record<Column, number>>> = {
  toWhom: 12.5,
  what: 15,
  kind: 9.5,
  pursuit: 11,
  sentOn: 7.5,
  answer: 7,
  answeredOn: 9,
  days: 4.5,
  tags: 10,
};
/** In rem. */
export const widthOf = (column: Column): number => widths[column] ?? 6.5;

export function cellText(column: Column, attempt: Attempt, store: JournalStore): string {
  switch (column) {
    case 'kind':
      return kindName(store.journal.kind(attempt.kind));
    case 'pursuit':
      return attempt.pursuit === null ? '' : (store.journal.pursuit(attempt.pursuit)?.title ?? '');
    case 'sentOn':
    case 'answeredOn': {
      const day = attempt[column];
      return day ? shortDate(day) : '';
    }
    case 'answer':
      return answerName(attempt.answer);
    case 'days': {
      const days = daysToAnswer(attempt);
      return days === null ? '' : number(days);
    }
    case 'tags':
      return attempt.tags.join(', ');
    case 'toWhom':
    case 'what':
      return attempt[column];
    case 'stretch':
      return attempt.stretch === null ? '' : number(attempt.stretch);
    default: {
      const rating = attempt.ratings[column];
      return rating === undefined ? '' : number(rating);
    }
  }
}
