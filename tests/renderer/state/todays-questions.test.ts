import { addDays, type CalendarDate } from '#core/base';
import { Journal, type SettingsPatch } from '#core/journal';
import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { TodaysQuestions } from '../../../src/renderer/state/todays-questions.svelte.ts';
import { day } from './opened-store.ts';

const noOn = day('2026-11-01');

/** A store whose day the test sets. */
function opened(doc = new Y.Doc()) {
  const wall = { today: noOn };
  const today = (): CalendarDate => wall.today;
  const ports = {
    clock: { now: () => 0, today },
    random: (length: number) => webcrypto.getRandomValues(new Uint8Array(length)),
  };
  const store = new JournalStore(Journal.open(doc, ports), { today });
  const asking = new TodaysQuestions(store);
  const turnTo = (after: number) => {
    wall.today = addDays(noOn, after);
    store.refreshToday();
  };
  const no = (toWhom: string, after = 0) =>
    store.journal.addAttempt({ toWhom, what: 'y', answer: 'no', answeredOn: addDays(noOn, after), reason: 'Words.' });
  const settle = (patch: SettingsPatch) => store.journal.changeSettings(patch);
  /** The question about the no of this name. */
  const about = (toWhom: string) => {
    const found = asking.noes.find((one) => one.toWhom === toWhom);
    if (!found) throw new Error(`Nothing is asked about ${toWhom}.`);
    return found;
  };
  return { doc, store, journal: store.journal, asking, turnTo, no, settle, about };
}

/** With the weekly question answered, so that the day is about no's alone. */
function withoutPulse() {
  const all = opened();
  all.settle({ pulse: false });
  return all;
}

test('an empty journal is asked nothing', () => {
  const { asking, journal } = opened();
  expect(asking.isEmpty).toBe(true);
  journal.addAttempt({ toWhom: 'A', what: 'b' });
  expect(asking).toMatchObject({ isEmpty: false, pulse: 'asked', asksSelfWorth: true, noes: [] });
});

test('of a refusal the card knows to whom it went, and nothing else', () => {
  const { asking, no, turnTo } = withoutPulse();
  no('Harbour Review');
  turnTo(1);
  expect(asking.noes).toMatchObject([{ toWhom: 'Harbour Review', day: 1, sting: null, skipped: false }]);
  expect(JSON.stringify(asking.noes)).not.toContain('Words.');
});

test('the window turns at midnight: asked on the first day and the second, gone on the third', () => {
  const { asking, no, turnTo } = withoutPulse();
  no('A');
  expect(asking.isEmpty).toBe(true);
  const asked = [1, 2, 3, 4, 5].map((after) => (turnTo(after), asking.noes.map((one) => one.day)));
  expect(asked).toEqual([[1], [1], [], [], [7]]);
});

test('an answer stays on the card for the day, can be changed and undone, and is one step', () => {
  const { asking, journal, no, turnTo, about } = withoutPulse();
  no('A');
  turnTo(1);
  asking.rateNo(about('A'), 7);
  expect(about('A').sting).toBe(7);
  asking.rateNo(about('A'), 5);
  expect(journal.checkIns()).toMatchObject([{ day: 1, on: addDays(noOn, 1), sting: 5, skipped: false }]);
  journal.undo();
  expect(about('A').sting).toBe(7);
  journal.undo();
  expect(about('A')).toMatchObject({ made: null, sting: null });
  expect(asking.answered).toBe(false);
  turnTo(2);
  expect(about('A').made).toBeNull();
});

test('skipping is remembered, asked after all when wished, and undone', () => {
  const { asking, journal, no, turnTo, about } = withoutPulse();
  no('A');
  turnTo(1);
  asking.skipNo(about('A'));
  expect(about('A').skipped).toBe(true);
  expect(asking.asksSelfWorth).toBe(false);
  turnTo(2);
  expect(asking.isEmpty).toBe(true);
  turnTo(1);
  asking.askNo(about('A'));
  expect(about('A')).toMatchObject({ skipped: false, sting: null });
  journal.undo();
  expect(about('A').skipped).toBe(true);
  journal.undo();
  expect(about('A').made).toBeNull();
});

test('a rating taken back leaves the question open for the next day of its window', () => {
  const { asking, journal, no, turnTo, about } = withoutPulse();
  no('A');
  turnTo(1);
  asking.rateNo(about('A'), 4);
  asking.rateNo(about('A'), null);
  turnTo(2);
  asking.rateNo(about('A'), 6);
  expect(journal.checkIns()).toMatchObject([{ on: addDays(noOn, 2), sting: 6 }]);
});

test('self-worth is asked once and belongs to all that is answered today', () => {
  const { asking, journal, no, turnTo, about } = withoutPulse();
  no('A');
  no('B');
  no('C');
  turnTo(1);
  asking.rateNo(about('A'), 3);
  asking.rateSelfWorth(6);
  asking.rateNo(about('B'), 8);
  asking.skipNo(about('C'));
  const made = () => journal.checkIns().map(({ sting, selfWorth, skipped }) => [sting, selfWorth, skipped]);
  expect(made()).toHaveLength(3);
  expect(made()).toEqual(
    expect.arrayContaining([
      [3, 6, false],
      [8, 6, false],
      [null, null, true],
    ]),
  );
  asking.rateSelfWorth(2);
  expect(made()).toEqual(
    expect.arrayContaining([
      [3, 2, false],
      [8, 2, false],
      [null, null, true],
    ]),
  );
});

test('self-worth alone can be answered', () => {
  const { asking, journal, no, turnTo } = withoutPulse();
  no('A');
  turnTo(1);
  asking.rateSelfWorth(6);
  expect(asking.selfWorth).toBe(6);
  expect(journal.checkIns()).toMatchObject([{ sting: null, selfWorth: 6 }]);
  asking.rateSelfWorth(null);
  expect(asking).toMatchObject({ selfWorth: null, answered: false, isEmpty: false });
});

test('pulse and check-in share the card and its one self-worth', () => {
  const { asking, journal, no, turnTo, about } = opened();
  no('A');
  no('B');
  turnTo(1);
  expect(asking).toMatchObject({ pulse: 'asked', canSkipPulse: true });
  expect(asking.noes).toHaveLength(1);
  const [first] = asking.noes;
  asking.ratePulse('hope', 4);
  asking.rateSelfWorth(5);
  asking.rateNo(about(first?.toWhom ?? ''), 7);
  expect(journal.pulses()).toMatchObject([{ on: addDays(noOn, 1), hope: 4, purpose: null, selfWorth: 5 }]);
  expect(journal.checkIns()).toMatchObject([{ sting: 7, selfWorth: 5 }]);
  expect(asking).toMatchObject({ hope: 4, selfWorth: 5, canSkipPulse: false, answered: true });
  turnTo(2);
  expect(asking.pulse).toBeNull();
  expect(asking.noes).toHaveLength(1);
});

test('a pulse whose answers are all taken back is open again, one left out is not asked for a week', () => {
  const { asking, journal, no, turnTo } = opened();
  no('A', -100);
  asking.ratePulse('hope', 4);
  asking.ratePulse('hope', null);
  expect(asking).toMatchObject({ pulse: 'asked', canSkipPulse: true });
  asking.skipPulse();
  expect(asking).toMatchObject({ pulse: 'left-out', asksSelfWorth: false });
  asking.askPulse();
  expect(asking.pulse).toBe('asked');
  asking.skipPulse();
  journal.undo();
  expect(asking.pulse).toBe('asked');
  asking.skipPulse();
  turnTo(6);
  expect(asking.pulse).toBeNull();
  turnTo(7);
  expect(asking.pulse).toBe('asked');
});

test('the card is put away for the day alone, also after a lock, and nothing counts as skipped', () => {
  const { doc, asking, journal, no, turnTo, settle } = withoutPulse();
  no('A');
  turnTo(1);
  asking.close();
  expect(asking.putAway).toBe(true);
  expect(journal.checkIns()).toEqual([]);
  const again = opened(doc);
  again.turnTo(1);
  expect(again.asking.putAway).toBe(true);
  again.asking.open();
  expect(again.asking.putAway).toBe(false);
  again.asking.close();
  again.turnTo(2);
  expect(again.asking).toMatchObject({ putAway: false, isEmpty: false });
  settle({ checkIns: false });
  expect(asking.isEmpty).toBe(true);
});

test('after three low answers running "Talk to someone" comes once', () => {
  const { doc, asking, journal, no, turnTo } = withoutPulse();
  const answer = (after: number, selfWorth: number) => {
    no(`of ${String(after)}`, after - 1);
    turnTo(after);
    asking.rateSelfWorth(selfWorth);
  };
  answer(1, 0);
  answer(2, 1);
  expect(asking.talkOpen).toBe(false);
  answer(3, 1);
  expect(asking.talkOpen).toBe(true);
  asking.talkOpen = false;
  answer(4, 0);
  journal.undo();
  expect(asking.talkOpen).toBe(false);
  const again = opened(doc);
  again.turnTo(4);
  again.asking.begin();
  expect(again.asking.talkOpen).toBe(false);
});

test('looking writes nothing', () => {
  const { doc, store, no, turnTo } = opened();
  no('A');
  turnTo(1);
  const before = Y.encodeStateVector(doc);
  const asking = new TodaysQuestions(store);
  asking.begin();
  expect(asking.isEmpty).toBe(false);
  expect(Y.encodeStateVector(doc)).toEqual(before);
});
