/** What lies in the bin outlives a clock that jumps. */
import { type CalendarDate, fromDayNumber } from '#core/base';
import { Journal } from '#core/journal';
import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mayEmptyBin } from '../../../src/renderer/state/bin-patience.ts';
import { JournalShelf } from '../../../src/renderer/state/drafts.ts';

const msPerDay = 86_400_000;
const year = 365 * msPerDay;

function opened() {
  const clock = {
    time: Date.parse('2026-03-10T09:00:00Z'),
    now: () => clock.time,
    today: (): CalendarDate => fromDayNumber(Math.floor(clock.time / msPerDay)),
  };
  const random = (length: number) => webcrypto.getRandomValues(new Uint8Array(length));
  const journal = Journal.open(new Y.Doc(), { clock, random });
  const shelf = new JournalShelf(journal.doc);
  const bin = (toWhom: string) => journal.binAttempt(journal.addAttempt({ toWhom, what: 'a book' }));
  /** What the app does in a quiet moment. */
  const tidy = () => (mayEmptyBin(journal.binned(), shelf, clock.now(), clock.today()) ? journal.emptyBin() : 0);
  return { clock, journal, bin, tidy };
}

test('what has lain there for its time goes a day later', () => {
  const { clock, bin, tidy } = opened();
  bin('Faber');
  clock.time += 30 * msPerDay - 1;
  expect(tidy()).toBe(0);
  clock.time += 1;
  expect([tidy(), tidy()]).toEqual([0, 0]);
  clock.time += msPerDay;
  expect([tidy(), tidy()]).toEqual([1, 0]);
});

test('a clock that is ahead by years for an hour empties nothing, nor does it when it does so again', () => {
  const { clock, journal, bin, tidy } = opened();
  bin('Faber');
  bin('Alder House');
  for (let round = 0; round < 3; round++) {
    clock.time += 10 * year;
    expect(tidy()).toBe(0);
    clock.time += 3_600_000;
    expect(tidy()).toBe(0);
    clock.time -= 10 * year;
    expect(tidy()).toBe(0);
  }
  expect(journal.binned().attempts).toHaveLength(2);
  clock.time += 31 * msPerDay;
  tidy();
  clock.time += msPerDay;
  expect(tidy()).toBe(2);
});

test('a clock that was set back keeps what was put there in its future until that has come and gone', () => {
  const { clock, bin, tidy } = opened();
  clock.time += year;
  bin('Faber');
  clock.time -= year;
  for (const days of [0, 31, 40]) {
    clock.time += days * msPerDay;
    expect(tidy()).toBe(0);
  }
});

test('a day that was noted by a clock ahead of time does not count once it is right again', () => {
  const { clock, bin, tidy } = opened();
  bin('Faber');
  clock.time += 10 * year;
  tidy();
  clock.time += 31 * msPerDay - 10 * year;
  expect(tidy()).toBe(0);
  expect(tidy()).toBe(0);
  clock.time += msPerDay;
  expect(tidy()).toBe(1);
});
