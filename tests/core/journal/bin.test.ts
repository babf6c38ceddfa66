import { expect, test } from 'vitest';
import { day, exchange, openJournal, openTwo } from './opened.ts';

const asked = { toWhom: 'x', what: 'y' };
const file = { name: 'no.pdf', mime: '', size: 1, hash: '0'.repeat(64) };

test('a binned attempt is out of the list, and comes back as it was', () => {
  const { journal, clock } = openJournal();
  const id = journal.addAttempt({ ...asked, tags: ['t'] });
  const before = journal.attempt(id);
  journal.binAttempt(id);
  expect(journal.attempts()).toEqual([]);
  expect(journal.binned().attempts).toEqual([{ ...before, deletedAt: clock.ms }]);
  clock.passDays(2);
  journal.binAttempt(id);
  expect(journal.attempt(id)?.deletedAt).toBe(clock.ms - 2 * 86_400_000);
  journal.restoreAttempt(id);
  expect(journal.attempts()).toEqual([before]);
});

test('emptying the bin removes what has lain there for 30 days, with its letters and check-ins', () => {
  const { journal, clock, doc } = openJournal();
  const pursuit = journal.addPursuit({ title: 'p' });
  const pulse = journal.addPulse({ on: day('2024-01-01') });
  const gone = journal.addAttempt(asked);
  const kept = journal.addAttempt(asked);
  const later = journal.addAttempt(asked);
  journal.addLetter({ attempt: gone, ...file });
  journal.addCheckIn({ attempt: gone, day: 1, on: day('2024-01-01') });
  const single = journal.addLetter({ attempt: kept, ...file });
  const letter = journal.addLetter({ attempt: kept, ...file });
  journal.binAttempt(gone);
  journal.binPursuit(pursuit);
  journal.binPulse(pulse);
  journal.binLetter(single);
  clock.passDays(1);
  journal.binAttempt(later);
  clock.passDays(28);
  expect(journal.emptyBin()).toBe(0);
  clock.passDays(1);
  expect(journal.emptyBin()).toBe(6);
  expect(doc.getMap('attempts').size).toBe(2);
  expect(journal.attempt(gone)).toBeNull();
  expect(journal.binned()).toMatchObject({ attempts: [{ id: later }], pursuits: [], pulses: [], letters: [] });
  expect(journal.letters().map(({ id }) => id)).toEqual([letter]);
  expect(journal.checkIns()).toEqual([]);
});

test('what was emptied cannot be undone', () => {
  const { journal, clock, doc } = openJournal();
  const id = journal.addAttempt(asked);
  journal.binAttempt(id);
  clock.passDays(30);
  journal.emptyBin();
  while (journal.canUndo) journal.undo();
  while (journal.canRedo) journal.redo();
  expect(journal.attempt(id)).toBeNull();
  expect(doc.getMap('attempts').size).toBe(0);
});

test('what another device wrote into a binned attempt is there when it is restored', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt(asked);
  exchange(a.doc, b.doc);
  a.journal.binAttempt(id);
  b.journal.changeAttempt(id, { heard: 'written meanwhile' });
  exchange(a.doc, b.doc);
  expect(b.journal.attempts()).toEqual([]);
  b.journal.restoreAttempt(id);
  exchange(a.doc, b.doc);
  expect(a.journal.attempts()).toMatchObject([{ id, heard: 'written meanwhile' }]);
});

test('what was picked goes for good at once, with its letters and check-ins; only what lies in the bin can be picked', () => {
  const { journal, clock, doc } = openJournal();
  const gone = journal.addAttempt(asked);
  const live = journal.addAttempt(asked);
  const stays = journal.addAttempt(asked);
  const letter = journal.addLetter({ attempt: gone, ...file });
  journal.addCheckIn({ attempt: gone, day: 1, on: day('2024-01-01') });
  const pulse = journal.addPulse({ on: day('2024-01-01') });
  for (const id of [gone, stays]) journal.binAttempt(id);
  journal.binPulse(pulse);
  clock.passDays(1);
  expect(journal.removeForGood({ attempts: [gone, live, 'none'], pulses: [pulse] })).toBe(4);
  expect([...doc.getMap('attempts').keys()].sort()).toEqual([live, stays].sort());
  expect(journal.letter(letter)).toBeNull();
  expect(journal.checkIns()).toEqual([]);
  expect(journal.binned()).toMatchObject({ attempts: [{ id: stays }], pulses: [] });
  while (journal.canUndo) journal.undo();
  expect(journal.attempt(gone)).toBeNull();
  expect(journal.removeForGood({})).toBe(0);
});
