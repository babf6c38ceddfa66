import { lostWords, TextTrail } from '../../../src/core/journal/earlier.ts';
import { textsIn } from '#core/journal';
import { expect, test } from 'vitest';
import { openJournal } from './opened.ts';

test.each([
  ['', 'I begin.', false],
  ['I begin.', 'I begin. And go on.', false],
  ['I begin. And go on.', 'I begin.', true],
  ['It was teh end.', 'It was the end.', false],
  ['One word stands here.', 'One stands here.', false],
  ['It was unforeseeable.', 'It was.', true],
  ['Two whole words stand here.', 'Two stand here.', true],
  ['The same.', 'The same.', false],
  ['aaaa', 'aa', false],
])('%j and then %j: something was lost, %s', (before, after, lost) => {
  expect(lostWords(before, after)).toBe(lost);
});

const version = (plain: string) => ({ plain, rich: null });

test('a trail keeps what stood before words were taken out, newest first, once, and not what stands now', () => {
  const trail = new TextTrail<number>();
  const texts = ['A first thought.', 'A first thought. More of it.', 'Another one.', 'A first thought. More of it.'];
  texts.forEach((text, day) => trail.note(version(text), day));
  expect(trail.end('Something else.').map(({ version: { plain }, day }) => [plain, day])).toEqual([
    ['A first thought. More of it.', 3],
    ['Another one.', 2],
  ]);
  expect(trail.end('Another one.').map(({ version: { plain } }) => plain)).toEqual(['A first thought. More of it.']);
});

test('a version that is put back replaces what stands there, as one step that can be undone', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt({ toWhom: 'Elsewhere', what: 'A place', reflection: 'What stands here' });
  const { reflection } = textsIn(journal.doc, id) ?? {};
  journal.writeReflection(id, [{ element: 'paragraph', attributes: {}, children: [{ text: [{ insert: 'Other' }] }] }]);
  expect(journal.reflectionText(id)).toBe('Other');
  journal.undo();
  expect(journal.reflectionText(id)).toBe('What stands here');
  journal.redo();
  journal.writeReflection(id, reflection?.rich ?? []);
  expect(journal.reflectionText(id)).toBe('What stands here');
  expect(() => journal.writeReflection(id, [{ nonsense: true }] as never)).toThrow(
    expect.objectContaining({ code: 'journal/invalid' }) as Error,
  );
  expect(journal.reflectionText(id)).toBe('What stands here');
});
