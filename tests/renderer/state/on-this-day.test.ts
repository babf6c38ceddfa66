import { type AttemptInput, Journal } from '#core/journal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { isFolded, memoriesOf, memoriesToShow, skipMemories } from '../../../src/renderer/state/on-this-day.ts';
import { day, today } from './opened-store.ts';

/** A journal on 23 November 2026 whose entries were written down when `writtenOn` says. */
function opened() {
  const clock = { ms: Date.UTC(2026, 10, 1, 12), now: () => clock.ms, today: () => today };
  let count = 0;
  const random = (length: number) => new Uint8Array(length).fill(++count);
  const store = new JournalStore(Journal.open(new Y.Doc(), { clock, random }), { today: () => today });
  const add = (toWhom: string, more: Partial<AttemptInput>) => store.journal.addAttempt({ toWhom, what: 'x', ...more });
  return { store, clock, add };
}

const told = (store: JournalStore) =>
  memoriesToShow(store).map((one) => `${one.on} ${one.type} ${one.type === 'pulse' ? one.note : one.attempt.toWhom}`);

test('what happened on the same day of earlier years, the latest year first, once it was asked for', () => {
  const { store, add } = opened();
  add('sent', { sentOn: day('2024-11-23') });
  add('yes', { sentOn: day('2025-01-01'), answer: 'yes', answeredOn: day('2025-11-23') });
  add('event', { sentOn: day('2022-01-01'), events: [{ kind: 'interview', on: day('2023-11-23') }] });
  add('this year', { sentOn: day('2026-11-23') });
  add('another day', { sentOn: day('2025-11-22') });
  add('undated', {});
  store.journal.addPulse({ on: day('2021-11-23'), note: 'frozen' });
  store.journal.addPulse({ on: day('2020-11-23'), hope: 3 });
  expect(told(store)).toEqual([]);
  store.journal.changeSettings({ onThisDay: true });
  expect(told(store)).toEqual([
    '2025-11-23 answer yes',
    '2024-11-23 sent sent',
    '2023-11-23 event event',
    '2021-11-23 pulse frozen',
  ]);
});

test('everything of a no is folded', () => {
  const { store, add } = opened();
  add('no', { sentOn: day('2023-11-23'), answer: 'no', answeredOn: day('2024-11-23') });
  add('quiet', { sentOn: day('2023-11-23'), answer: 'quiet' });
  const folded = memoriesOf(store).map((one) => [one.type === 'pulse' ? '' : one.attempt.toWhom, isFolded(one)]);
  expect(folded.sort()).toEqual([
    ['no', true],
    ['no', true],
    ['quiet', false],
  ]);
});

test('nothing after a fresh no, whether it came today or was written down today', () => {
  for (const answeredOn of [today, day('2026-03-01')]) {
    const { store, clock, add } = opened();
    store.journal.changeSettings({ onThisDay: true });
    add('sent', { sentOn: day('2024-11-23') });
    add('earlier no', { answer: 'no', answeredOn: day('2026-11-22') });
    expect(told(store)).toHaveLength(1);
    if (answeredOn !== today) clock.ms = Date.UTC(2026, 10, 23, 12);
    add('fresh no', { answer: 'no', answeredOn });
    expect(told(store)).toEqual([]);
  }
});

test('skipped for the day, and only for the day', () => {
  const { store, add } = opened();
  store.journal.changeSettings({ onThisDay: true });
  add('sent', { sentOn: day('2024-11-23') });
  skipMemories(store);
  expect(told(store)).toEqual([]);
  store.shelf.write('on-this-day-skipped', '2026-11-22');
  expect(told(store)).toHaveLength(1);
});

test('the last of February is remembered in leap years', () => {
  const { store, add } = opened();
  add('leap', { sentOn: day('2020-02-29') });
  const on = (date: string) =>
    memoriesOf({ attempts: store.attempts, pulses: [], today: day(date), dateOf: () => today });
  expect([on('2024-02-29').length, on('2023-02-28').length, on('2023-03-01').length]).toEqual([1, 0, 0]);
});
