import type { Scheduler } from '#core/base';
import { beforeEach, expect, test } from 'vitest';
import { pollMs, watchPresence } from '../../../../src/main/hosts/electron/presence.ts';
import { DoublePower } from '../../../electron-double/desktop.ts';

let power: DoublePower;
let locks: string[];
let timers: (() => void)[];
let stop: () => void;

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
  stop = watchPresence(power, scheduler, (reason) => locks.push(reason));
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

test('what cannot be told is no reason to lock', () => {
  poll('unknown');
  expect(locks).toEqual([]);
});

test('a listener that throws does not end the watch', () => {
  timers = [];
  watchPresence(power, scheduler, () => {
    throw new Error('no window');
  });
  expect(() => poll('idle')).toThrow('no window');
  expect(timers).toHaveLength(1);
});

test('after the end nothing is polled', () => {
  stop();
  expect(timers).toEqual([]);
});
