import { expect, test } from 'vitest';
import { Bin } from '../../../src/renderer/state/bin.svelte.ts';
import { day, openedStore } from './opened-store.ts';

function full() {
  const store = openedStore();
  const { journal } = store;
  const attempt = journal.addAttempt({ toWhom: 'Alder', what: 'x' });
  const kept = journal.addAttempt({ toWhom: 'Birch', what: 'x' });
  const pursuit = journal.addPursuit({ title: 'p' });
  const pulse = journal.addPulse({ on: day('2026-01-01') });
  const checkIn = journal.addCheckIn({ attempt: kept, day: 1, on: day('2026-01-01') });
  const letter = journal.addLetter({ attempt: kept, name: 'no.pdf', mime: '', size: 1, hash: '0'.repeat(64) });
  journal.together(() => {
    journal.binAttempt(attempt);
    journal.binPursuit(pursuit);
    journal.binPulse(pulse);
    journal.binCheckIn(checkIn);
    journal.binLetter(letter);
  });
  return { store, journal, bin: new Bin(store), ids: { attempt, pursuit, pulse, checkIn, letter } };
}

test('everything deleted is there, with the days that are left', () => {
  const { bin } = full();
  expect(new Set(bin.rows.map(({ type }) => type))).toEqual(
    new Set(['attempts', 'pursuits', 'letters', 'pulses', 'checkIns']),
  );
  expect(bin.rows.every(({ daysLeft }) => daysLeft === 30)).toBe(true);
});

test('several are taken out as one step', () => {
  const { bin, store, journal } = full();
  bin.toggleAll();
  expect(bin.isAll).toBe(true);
  bin.restore(bin.chosen);
  expect([bin.rows.length, store.attempts.length, store.pursuits.length, journal.letters().length]).toEqual([
    0, 2, 1, 1,
  ]);
  journal.undo();
  expect(bin.rows).toHaveLength(5);
});

test('only what was chosen goes for good', () => {
  const { bin, journal, ids } = full();
  bin.toggle(ids.attempt);
  bin.toggle(ids.pulse);
  bin.toggle(ids.pulse);
  bin.toggle(ids.letter);
  bin.remove(bin.chosen);
  expect([journal.attempt(ids.attempt), journal.letter(ids.letter)]).toEqual([null, null]);
  expect(bin.rows.map(({ id }) => id).sort()).toEqual([ids.pursuit, ids.pulse, ids.checkIn].sort());
  expect(bin.chosen).toEqual([]);
});
