import { expect, test } from 'vitest';
import { wayOf } from '../../../src/renderer/state/way.ts';
import { day, openedStore } from './opened-store.ts';

function opened() {
  const store = openedStore();
  const id = store.journal.addPursuit({ title: 'A home' });
  const answered = (toWhom: string, answer: 'yes' | 'no' | 'quiet', on: string | null, nextOf?: string) =>
    store.journal.addAttempt({
      ...{ toWhom, what: 'y', pursuit: id, answer, nextOf: nextOf ?? null },
      answeredOn: on === null ? null : day(on),
    });
  const way = () => {
    const { since, yeses } = wayOf(
      store.attempts.filter(({ pursuit }) => pursuit === id),
      (attempt) => store.attempt(attempt),
    );
    return {
      since: since.map(({ toWhom }) => toWhom),
      yeses: yeses.map((yes) => [yes.toWhom, store.chainTo(yes.id).map(({ toWhom }) => toWhom)]),
    };
  };
  return { answered, way };
}

test('without a yes all the no’s are the present, the latest first', () => {
  const { answered, way } = opened();
  answered('first', 'no', '2024-01-01');
  answered('quiet', 'quiet', '2024-02-01');
  answered('second', 'no', '2024-03-01');
  expect(way()).toEqual({ since: ['second', 'first'], yeses: [] });
});

test('each yes takes its chain with it, and what came after the last belongs to the present', () => {
  const { answered, way } = opened();
  answered('a', 'no', '2024-01-01');
  answered('first yes', 'yes', '2024-02-01');
  answered('b', 'no', '2024-02-02');
  answered('second yes', 'yes', '2024-03-01');
  answered('c', 'no', '2024-03-02');
  expect(way()).toEqual({
    since: ['c'],
    yeses: [
      ['second yes', ['b']],
      ['first yes', ['a']],
    ],
  });
});

test('a no without a day is of the present, unless a yes followed it', () => {
  const { answered, way } = opened();
  const undated = answered('undated', 'no', null);
  expect(way().since).toEqual(['undated']);
  answered('yes', 'yes', '2024-03-01', undated);
  expect(way()).toEqual({ since: [], yeses: [['yes', ['undated']]] });
});
