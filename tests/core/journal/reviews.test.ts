import { limits } from '#core/journal';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

test('reviews are a dated history that can be changed, removed and undone', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  journal.reviews.add(id, { on: day('2024-06-01'), answer: 'no', note: 'not any more' });
  const first = journal.reviews.add(id, { on: day('2024-01-01'), answer: 'yes' });
  const answers = () => journal.pursuit(id)?.reviews.map(({ on, answer, note }) => [on, answer, note]);
  expect(answers()).toEqual([
    ['2024-01-01', 'yes', ''],
    ['2024-06-01', 'no', 'not any more'],
  ]);
  journal.reviews.change(id, first, { answer: 'not-sure', note: 'on the train' });
  expect(answers()?.[0]).toEqual(['2024-01-01', 'not-sure', 'on the train']);
  journal.reviews.remove(id, first);
  expect(answers()).toHaveLength(1);
  journal.undo();
  journal.undo();
  expect(answers()?.[0]).toEqual(['2024-01-01', 'yes', '']);
});

test('a review needs a day and an answer, of a pursuit that is there', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  const on = day('2024-01-01');
  const invalid = (field: string, rule: string) => refusal('journal/invalid', { field, rule });
  expect(() => journal.reviews.add(id, { on: 'soon' as never, answer: 'yes' })).toThrow(invalid('on', 'not-a-date'));
  expect(() => journal.reviews.add(id, { on, answer: 'maybe' as never })).toThrow(invalid('answer', 'unknown-word'));
  expect(() => journal.reviews.add('nobody', { on, answer: 'yes' })).toThrow(
    refusal('journal/not-found', { what: 'pursuit' }),
  );
  expect(() => journal.reviews.change(id, 'none', { answer: 'no' })).toThrow(
    refusal('journal/not-found', { what: 'review' }),
  );
  const limit = limits.reviewsPerPursuit;
  journal.together(() => {
    for (let n = 0; n < limit; n++) journal.reviews.add(id, { on, answer: 'yes' });
  });
  expect(() => journal.reviews.add(id, { on, answer: 'yes' })).toThrow(
    refusal('journal/invalid', { field: 'reviews', rule: 'too-many', limit }),
  );
});

test('reviews of two devices all survive, and so do changes of different fields of one', () => {
  const [a, b] = openTwo();
  const id = a.journal.addPursuit({ title: 'a' });
  const review = a.journal.reviews.add(id, { on: day('2024-01-01'), answer: 'yes' });
  exchange(a.doc, b.doc);
  a.journal.reviews.change(id, review, { note: 'from a' });
  b.journal.reviews.change(id, review, { answer: 'no' });
  a.journal.reviews.add(id, { on: day('2024-02-01'), answer: 'yes', note: 'a' });
  b.journal.reviews.add(id, { on: day('2024-02-01'), answer: 'not-sure', note: 'b' });
  exchange(a.doc, b.doc);
  expect(a.journal.pursuit(id)).toEqual(b.journal.pursuit(id));
  expect(a.journal.pursuit(id)?.reviews[0]).toMatchObject({ answer: 'no', note: 'from a' });
  expect(
    a.journal
      .pursuit(id)
      ?.reviews.slice(1)
      .map(({ note }) => note)
      .sort(),
  ).toEqual(['a', 'b']);
});

test('what a newer version wrote as an answer is left out and kept', () => {
  const { journal, doc } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  const entry = doc.getMap('pursuits').get(id) as Y.Map<unknown>;
  const later = { on: '2024-01-01', answer: 'in-another-life', note: 'n' };
  entry.set('review/later', later);
  entry.set('review/here', { on: '2024-01-02', answer: 'yes', note: '', mood: 3 });
  expect(journal.pursuit(id)?.reviews.map((review) => review.id)).toEqual(['here']);
  journal.reviews.change(id, 'here', { note: 'changed' });
  expect(entry.get('review/later')).toEqual(later);
  expect(entry.get('review/here')).toMatchObject({ note: 'changed', mood: 3 });
});
