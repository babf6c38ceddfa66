/** Time, chance and timers as Node has them. */
import { type Clock, parseCalendarDate, type Random, type Scheduler } from '#core/base';
import { randomBytes } from 'node:crypto';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

export const nodeClock: Clock = {
  now: () => Date.now(),
  today: () => {
    const date = new Date();
    const year = String(date.getFullYear()).padStart(4, '0');
    return parseCalendarDate(`${year}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`);
  },
};

export const nodeRandom: Random = (length) => new Uint8Array(randomBytes(length));

export const nodeScheduler: Scheduler = {
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
