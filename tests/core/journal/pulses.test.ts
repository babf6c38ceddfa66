import { expect, test } from 'vitest';
import { day, openJournal, refusal } from './opened.ts';

test('pulses are rated as far as the person likes, oldest first', () => {
  const { journal } = openJournal();
  const late = journal.addPulse({ on: day('2024-01-14'), hope: 3, note: 'tired' });
  const early = journal.addPulse({ on: day('2024-01-07'), hope: 0, purpose: 10, selfWorth: null });
  expect(journal.pulses()).toEqual([
    { id: early, on: '2024-01-07', hope: 0, purpose: 10, selfWorth: null, note: '', deletedAt: null },
    { id: late, on: '2024-01-14', hope: 3, purpose: null, selfWorth: null, note: 'tired', deletedAt: null },
  ]);
  journal.changePulse(late, { hope: null, selfWorth: 4 });
  expect(journal.pulses()[1]).toMatchObject({ hope: null, selfWorth: 4, note: 'tired' });
});

test('a pulse goes to the bin and back', () => {
  const { journal } = openJournal();
  const id = journal.addPulse({ on: day('2024-01-14') });
  journal.binPulse(id);
  expect(journal.pulses()).toEqual([]);
  expect(journal.binned().pulses).toHaveLength(1);
  journal.restorePulse(id);
  expect(journal.pulses()).toHaveLength(1);
});

test('a pulse is checked', () => {
  const { journal } = openJournal();
  const add = (fields: object) => () => journal.addPulse({ on: day('2024-01-14'), ...fields });
  expect(add({ hope: 11 })).toThrow(refusal('journal/invalid', { field: 'hope', rule: 'too-high' }));
  expect(add({ on: 'x' })).toThrow(refusal('journal/invalid', { field: 'on', rule: 'not-a-date' }));
  expect(() => journal.changePulse('nothing', {})).toThrow(refusal('journal/not-found'));
});
