import type { Attempt, Journal } from '#core/journal';
import type { SearchText } from './engine.ts';

/** The places of an attempt that are looked through, those first that tell most. `reason` is last: it stays folded. */
export const places = [
  'pursuit',
  'tags',
  'reflection',
  'heard',
  'notes',
  'nextStep',
  'toldWhom',
  'letters',
  'reason',
] as const;
export type TextPlace = (typeof places)[number];

/** What stands in one place, line by line. */
export function textAt(journal: Journal, attempt: Attempt, place: TextPlace): string {
  switch (place) {
    case 'pursuit':
      return (attempt.pursuit === null ? null : journal.pursuit(attempt.pursuit))?.title ?? '';
    case 'tags':
      return attempt.tags.join(', ');
    case 'reflection':
      return journal.reflectionText(attempt.id);
    case 'notes':
      return attempt.events
        .map(({ note }) => note)
        .filter(Boolean)
        .join(' · ');
    case 'nextStep':
      return attempt.nextStep?.what ?? '';
    case 'letters':
      return attempt.letters.map((id) => journal.letter(id)?.name ?? '').join(', ');
    default:
      return attempt[place];
  }
}

/** What an attempt is found by. */
export function searchText(journal: Journal, attempt: Attempt, id: number): SearchText {
  const at = (place: TextPlace) => textAt(journal, attempt, place);
  return {
    id,
    names: [attempt.toWhom, attempt.what, at('tags'), at('pursuit')].join('\n'),
    text: places
      .filter((place) => place !== 'tags' && place !== 'pursuit')
      .map(at)
      .join('\n'),
  };
}
