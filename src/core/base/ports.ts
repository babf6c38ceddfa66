/**
 * What core needs from outside and must not reach for itself: time, chance and timers.
 * Hosts hand in the real ones, tests hand in ones they can steer.
 */
import type { Bytes } from './bytes.ts';
import type { CalendarDate } from './calendar.ts';

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. Never used to order what people wrote. */
  now(): number;
  /** The calendar date where the person is. */
  today(): CalendarDate;
}

/** Returns `length` bytes from a cryptographically secure source. */
export type Random = (length: number) => Bytes;

export interface Scheduler {
  /** Runs `task` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}
