/** What a poster tells. What it does not tell is taken out of the items before anything is drawn of them. */
import type { CalendarDate } from '#core/base';
import type { Paper } from '#core/journal';
import type { WallItem } from './items.ts';

export const privacies = ['names', 'initials', 'kinds', 'years', 'counts'] as const;
/**
 * `names` everything; `initials` and `kinds` in place of names; `years` blank slips under their years; `counts` blank
 * slips alone.
 */
export type Privacy = (typeof privacies)[number];

/** Whether kinds may be told apart: a colour of its own would tell what `years` and `counts` keep back. */
export function showsKinds(privacy: Privacy): boolean {
  return privacy !== 'years' && privacy !== 'counts';
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const mostInitials = 4;

/** First letters of the words, each with a point; of a script without spaces the first character. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\p{P}\p{Z}]+/u).filter((word) => word !== '');
  const first = words.slice(0, mostInitials).map((word) => [...letters.segment(word)][0]?.segment ?? '');
  return first.map((letter) => `${letter.toLocaleUpperCase('en')}.`).join(' ');
}

/** Items with no more in them than a poster may tell. `kindWords` name the kinds. */
export function keptPrivate(
  items: readonly WallItem[],
  privacy: Privacy,
  kindWords: Readonly<Record<Paper, string>>,
): WallItem[] {
  return items.map((item): WallItem => {
    switch (privacy) {
      case 'names':
        return item;
      case 'initials':
        return { ...item, name: initialsOf(item.name), words: '' };
      case 'kinds':
        return { ...item, name: kindWords[item.mark], words: '' };
      case 'years':
        return { ...blank(item), on: item.on === null ? null : (`${item.on.slice(0, 4)}-01-01` as CalendarDate) };
      case 'counts':
        return { ...blank(item), on: null };
    }
  });
}

/** A slip that says only that it is one: not even whether anybody answered. */
function blank({ id, answer, on }: WallItem): WallItem {
  return { id, answer: answer === 'yes' ? 'yes' : 'no', on, mark: 'writing', name: '', personal: false, words: '' };
}
