import { expect, test } from 'vitest';
import { type Excerpt, excerptOf, Marker } from '../../../../src/renderer/state/find/excerpt.ts';
import { openedStore } from '../opened-store.ts';

const shown = (excerpt: Excerpt | null) =>
  excerpt && `${excerpt.place}: ${excerpt.pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')}`;
const inBrackets = (marker: Marker, text: string) =>
  marker
    .pieces(text)
    .map(({ text: run, hit }) => (hit ? `[${run}]` : run))
    .join('');

test('words are marked whole, as they stand', () => {
  expect(inBrackets(new Marker('uber moon', []), 'Über den Moonlight-Mond')).toBe('[Über] den [Moonlight]-Mond');
  expect(inBrackets(new Marker('lantrn', ['lantern']), 'The Lantern’s light, a lantern')).toBe(
    'The Lantern’s light, a [lantern]',
  );
  expect(inBrackets(new Marker('annes', []), 'St Anne’s Hospital')).toBe('St [Anne’s] Hospital');
  expect(new Marker('', []).pieces('as it is')).toEqual([{ text: 'as it is', hit: false }]);
});

test('the place of the hit is shown, with what stands around it', () => {
  const { journal } = openedStore();
  const long = 'word '.repeat(40);
  const id = journal.addAttempt({
    toWhom: 'Harbour',
    what: 'x',
    heard: `${long}then a lighthouse far away ${long}`,
    reason: 'They liked the lighthouse.',
    tags: ['sea', 'night'],
  });
  const of = (text: string, foldWords = true) => {
    const attempt = journal.attempt(id);
    return attempt && excerptOf(journal, attempt, new Marker(text, []), foldWords);
  };
  expect(of('harbour')).toBeNull();
  expect(shown(of('night'))).toBe('tags: [night], sea');
  const heard = shown(of('lighthouse')) ?? '';
  expect(heard).toMatch(/^heard: … (word )+then a \[lighthouse\] far away (word )+.*…$/);
  expect(heard.length).toBeLessThan(150);
});

test('words of a refusal stay folded: it is said where they are, not what they say', () => {
  const { journal } = openedStore();
  const id = journal.addAttempt({ toWhom: 'Harbour', what: 'x', reason: 'We felt the voice but not the shape.' });
  const attempt = journal.attempt(id)!;
  const marker = new Marker('shape', []);
  expect(excerptOf(journal, attempt, marker, true)).toEqual({ place: 'reason', pieces: [] });
  expect(shown(excerptOf(journal, attempt, marker, false))).toBe('reason: We felt the voice but not the [shape].');
});
