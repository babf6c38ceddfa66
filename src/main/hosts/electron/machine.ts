/** This machine's time, timers and chance, behind the ports of core. */
import type { CalendarDate, Clock, Random, Scheduler } from '#core/base';
import { parseCalendarDate } from '#core/base';
import { randomBytes } from 'node:crypto';

export const clock: Clock = {
  now: () => Date.now(),
  today: () => localDate(new Date()),
};

export const scheduler: Scheduler = {
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

export const random: Random = (length) => new Uint8Array(randomBytes(length));

function localDate(now: Date): CalendarDate {
  const two = (part: number) => String(part).padStart(2, '0');
  return parseCalendarDate(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
}
