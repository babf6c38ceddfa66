import { expect, test } from 'vitest';
import { exchange, openJournal, openTwo, refusal } from './opened.ts';

const asked = { toWhom: 'Faber', what: 'a book' };

test('tags come and go, sorted, once each, as written', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  for (const tag of ['zoo', 'a/b', ' Zoo ', 'zoo']) journal.addTag(id, tag);
  expect(journal.attempt(id)?.tags).toEqual(['Zoo', 'a/b', 'zoo']);
  journal.removeTag(id, 'zoo');
  journal.removeTag(id, 'never there');
  expect(journal.attempt(id)?.tags).toEqual(['Zoo', 'a/b']);
  journal.changeAttempt(id, { tags: ['a/b', 'new'] });
  expect(journal.attempt(id)?.tags).toEqual(['a/b', 'new']);
});

test('a tag needs a name, and there is a limit', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt({ ...asked, tags: Array.from({ length: 50 }, (_, i) => `t${String(i)}`) });
  expect(() => journal.addTag(id, ' ')).toThrow(refusal('journal/invalid'));
  expect(() => journal.addTag(id, 'one more')).toThrow(
    refusal('journal/invalid', { field: 'tags', rule: 'too-many', limit: 50 }),
  );
  journal.addTag(id, 't3');
  expect(journal.attempt(id)?.tags).toHaveLength(50);
});

test('different tags added and removed on two devices both survive', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ ...asked, tags: ['old', 'kept'] });
  exchange(a.doc, b.doc);
  a.journal.addTag(id, 'from a');
  a.journal.removeTag(id, 'old');
  b.journal.addTag(id, 'from b');
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.attempt(id)?.tags).toEqual(['from a', 'from b', 'kept']);
});

test('a tag added anew outlives a removal that did not know of it', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ ...asked, tags: ['x'] });
  exchange(a.doc, b.doc);
  a.journal.removeTag(id, 'x');
  b.journal.removeTag(id, 'x');
  b.journal.addTag(id, 'x');
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.attempt(id)?.tags).toEqual(['x']);
});
