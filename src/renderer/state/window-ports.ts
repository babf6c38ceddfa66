/** Time, chance and timers of the window. */
import { type Clock, fromDayNumber, type Random, type Scheduler } from '#core/base';

const msPerDay = 86_400_000;
const msPerMinute = 60_000;

export const windowClock: Clock = {
  now: () => Date.now(),
  today: () => {
    const now = new Date();
    return fromDayNumber(Math.floor((now.getTime() - now.getTimezoneOffset() * msPerMinute) / msPerDay));
  },
};

export const windowRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

export const windowScheduler: Scheduler = {
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
