import type { Scheduler } from '#core/base';
import { beforeEach, expect, test } from 'vitest';
import { pollMs, watchPresence } from '../../../../src/main/hosts/electron/presence.ts';
import { DoublePower } from '../../../electron-double/desktop.ts';

let power: DoublePower;
let locks: string[];
let timers: (() => void)[];
let stop: () => void;
let minutes: number;

const scheduler: Scheduler = {
  after(ms, task) {
    expect(ms).toBe(pollMs);
    timers.push(task);
    return () => void timers.splice(timers.indexOf(task), 1);
  },
};

beforeEach(() => {
  power = new DoublePower();
  locks = [];
  timers = [];
  minutes = 15;
  stop = watchPresence(
    power,
    scheduler,
    () => minutes,
    (reason) => locks.push(reason),
  );
});

function poll(state: DoublePower['idleState']): void {
  power.idleState = state;
  timers.shift()?.();
}

test('sleep locks', () => {
  power.emit('suspend');
  expect(locks).toEqual(['suspend']);
});

test('a locked screen locks, by event and by what Linux tells when asked', () => {
  power.emit('lock-screen');
  poll('locked');
  expect(locks).toEqual(['screen']);
  poll('active');
  poll('locked');
  expect(locks).toEqual(['screen', 'screen']);
});

test('being left alone locks once, until someone comes back', () => {
  poll('active');
  poll('idle');
  poll('idle');
  poll('locked');
  expect(locks).toEqual(['idle']);
  poll('active');
  poll('idle');
  expect(locks).toEqual(['idle', 'idle']);
});

test('the span is the one that was chosen last, in seconds; none chosen asks for no idleness that ever comes', () => {
  poll('active');
  minutes = 1;
  poll('active');
  minutes = 0;
  poll('active');
  expect(power.asked).toEqual([900, 60, 30 * 24 * 3600]);
});

test('what cannot be told is no reason to lock', () => {
  poll('unknown');
  expect(locks).toEqual([]);
});

test('a listener that throws does not end the watch', () => {
  timers = [];
  const fail = () => {
    throw new Error('no window');
  };
  watchPresence(power, scheduler, () => minutes, fail);
  expect(() => poll('idle')).toThrow('no window');
  expect(timers).toHaveLength(1);
});

test('after the end nothing is polled', () => {
  stop();
  expect(timers).toEqual([]);
});
