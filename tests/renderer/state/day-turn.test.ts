import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchDay } from '../../../src/renderer/state/day-turn.ts';
import { windowClock, windowScheduler } from '../../../src/renderer/state/window-ports.ts';

const zone = process.env['TZ'];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** The local dates that are noticed from an instant on, each with the time of day at which it was. */
function noticed(timeZone: string, from: string, hours: number): string[] {
  process.env['TZ'] = timeZone;
  vi.setSystemTime(new Date(from));
  let today = windowClock.today();
  const seen: string[] = [];
  const stop = watchDay(
    windowScheduler,
    () => Date.now(),
    () => {
      if (windowClock.today() === today) return;
      today = windowClock.today();
      seen.push(`${today} ${new Date().toTimeString().slice(0, 5)}`);
    },
  );
  vi.advanceTimersByTime(hours * 3_600_000);
  stop();
  return seen;
}

test.each([
  ['an ordinary night', 'Europe/Berlin', '2026-11-23T22:10:00Z', 48, ['2026-11-24 00:00', '2026-11-25 00:00']],
  [
    'the night the clock goes back',
    'Europe/Berlin',
    '2026-10-24T10:00:00Z',
    49,
    ['2026-10-25 00:00', '2026-10-26 00:00'],
  ],
  ['the night it goes forward', 'Europe/Berlin', '2027-03-27T10:00:00Z', 48, ['2027-03-28 00:00', '2027-03-29 00:00']],
  ['a country that skips midnight', 'Africa/Cairo', '2026-04-23T12:00:00Z', 24, ['2026-04-24 01:00']],
  ['far east', 'Pacific/Kiritimati', '2026-11-23T09:59:30Z', 1, ['2026-11-24 00:00']],
])('%s: a new day is noticed as it begins', (_name, timeZone, from, hours, days) => {
  expect(noticed(timeZone, from, hours)).toEqual(days);
});

test('after a sleep over midnight it is noticed within a minute', () => {
  process.env['TZ'] = 'Europe/Berlin';
  vi.setSystemTime(new Date('2026-11-23T12:00:00Z'));
  const today = windowClock.today();
  let looked = '';
  const stop = watchDay(
    windowScheduler,
    () => Date.now(),
    () => (looked = windowClock.today()),
  );
  // The clock goes on while timers stand still.
  vi.setSystemTime(new Date('2026-11-24T05:00:00Z'));
  vi.advanceTimersByTime(60_000);
  expect(looked).not.toBe(today);
  stop();
  looked = '';
  vi.advanceTimersByTime(600_000);
  expect(looked).toBe('');
});

test('a journey west repeats the day, and no window is lost by it', () => {
  process.env['TZ'] = 'Asia/Tokyo';
  vi.setSystemTime(new Date('2026-11-23T16:00:00Z'));
  expect(windowClock.today()).toBe('2026-11-24');
  process.env['TZ'] = 'America/Los_Angeles';
  expect(windowClock.today()).toBe('2026-11-23');
});
