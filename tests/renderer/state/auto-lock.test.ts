import type { HostApi } from '#core/contract';
import { Journal } from '#core/journal';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { AutoLock, lookEveryMs, sleptMs, watchWindow } from '../../../src/renderer/state/auto-lock.ts';

/** As much of a window as listens, shows and hides, with timers that run when the test says so. */
class QuietWindow extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  #look: () => void = () => undefined;
  intervals = 0;

  setInterval(look: () => void, ms: number): number {
    expect(ms).toBe(lookEveryMs);
    this.#look = look;
    return ++this.intervals;
  }

  clearInterval(): void {
    this.#look = () => undefined;
  }

  /** Time goes by, and the timer runs as often as it would. */
  pass(ms: number): void {
    for (let gone = 0; gone < ms; gone += lookEveryMs) {
      now += Math.min(lookEveryMs, ms - gone);
      this.#look();
    }
  }

  /** Time goes by and nothing runs: the machine sleeps, or a dialog of the system stands in front. */
  stand(ms: number): void {
    now += ms;
  }

  show(state: 'visible' | 'hidden'): void {
    this.document.visibilityState = state;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }
}

const minute = 60_000;
let now: number;
let window: QuietWindow;
let locks: number;
let minutes: number;
let stop: () => void;

beforeEach(() => {
  now = 1_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  window = new QuietWindow();
  locks = 0;
  minutes = 15;
  stop = watchWindow(
    window as never,
    () => minutes,
    () => (locks += 1),
  );
});

describe('a window that watches itself', () => {
  test('locks when nothing was touched for the chosen time, and not before', () => {
    window.pass(15 * minute - lookEveryMs);
    expect(locks).toBe(0);
    window.pass(lookEveryMs);
    expect(locks).toBe(1);
  });

  test.each(['keydown', 'pointermove', 'pointerdown', 'wheel', 'touchstart', 'input'])(
    '%s is a sign of life',
    (sign) => {
      window.pass(10 * minute);
      window.dispatchEvent(new Event(sign));
      window.pass(10 * minute);
      expect(locks).toBe(0);
    },
  );

  test('never, when never was chosen; another choice holds at once', () => {
    minutes = 0;
    window.pass(300 * minute);
    expect(locks).toBe(0);
    minutes = 1;
    window.pass(lookEveryMs);
    expect(locks).toBe(1);
  });

  test('the time that it was hidden counts, though timers stood still: coming back shows nothing', () => {
    window.show('hidden');
    window.stand(16 * minute);
    window.show('visible');
    expect(locks).toBe(1);
  });

  test('hidden for a short while is no reason', () => {
    window.show('hidden');
    window.stand(5 * minute);
    window.show('visible');
    window.pass(lookEveryMs);
    expect(locks).toBe(0);
  });

  test('the first touch after too long locks instead of counting as a sign of life', () => {
    window.stand(20 * minute);
    window.dispatchEvent(new Event('pointermove'));
    expect(locks).toBe(1);
  });

  test('a machine that has slept locks, even if it was a short sleep', () => {
    window.stand(sleptMs + lookEveryMs);
    window.pass(lookEveryMs);
    expect(locks).toBe(1);
  });

  test('a printing dialog is no sleep: the person stands at the printer', () => {
    window.stand(10 * minute);
    window.dispatchEvent(new Event('afterprint'));
    window.pass(lookEveryMs);
    expect(locks).toBe(0);
  });

  test('a clock that is set back does not keep it open', () => {
    vi.mocked(Date.now).mockImplementation(() => 5);
    window.pass(15 * minute);
    expect(locks).toBeGreaterThan(0);
  });

  test('after the end it hears nothing', () => {
    stop();
    window.stand(60 * minute);
    window.dispatchEvent(new Event('keydown'));
    window.show('visible');
    expect(locks).toBe(0);
  });
});

test('a host that can tell hears what was chosen, when it is chosen, and no more', () => {
  const told: number[] = [];
  const lock = { configure: async ({ afterMinutes }) => void told.push(afterMinutes) } as HostApi['lock'];
  const ports = {
    clock: { now: () => now, today: () => '2026-01-01' as never },
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  };
  const journal = Journal.open(new Y.Doc(), ports);
  const info = {
    capabilities: { keychain: true, nativePrint: true, presence: true, reminders: true, captureKeys: true },
  };
  const autoLock = AutoLock.start(journal, { lock }, info, () => undefined);
  journal.changeSettings({ theme: 'dark' });
  journal.changeSettings({ lockAfterMinutes: 5 });
  autoLock.dispose();
  journal.changeSettings({ lockAfterMinutes: 1 });
  expect(told).toEqual([15, 5]);
});
