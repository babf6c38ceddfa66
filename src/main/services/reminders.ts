/**
 * Reminders: at the chosen time on the chosen days somebody is told that there is something to look at. The plan holds
 * nothing of the journal, so it is kept as it is, and works while the journal is locked. Nothing is counted, and a
 * reminder whose time has passed unseen does not come later.
 */
import { type Dispose, isCalendarDate, type Random, type Scheduler } from '#core/base';
import { type ReminderPlan, ReminderPlanSchema } from '#core/contract';
import { join } from 'node:path';
import { ChoiceFile } from '../storage/index.ts';

/** How often the clock is looked at, or oftener, in ms: a timer that waits for hours stands still while the machine sleeps. */
export const lookMs = 30_000;
/** A reminder that is later than this, in ms, is let go. */
const lateMs = 10 * 60_000;

/** The weekday of a local date, 1 Monday to 7 Sunday. */
const weekdayOf = (date: Date): number => date.getDay() || 7;

/** Midday: a day that begins at one o'clock, where the clock is set forward at midnight, is still that day. */
const middayOf = (date: Date, after: number): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + after, 12);

/**
 * The first instant after `after` (ms) at which the plan reminds, by the local clock; null when it never does. A time of
 * day that the clock skips in spring comes an hour later, one that comes twice in autumn is taken once.
 */
export function nextReminder(plan: ReminderPlan, after: number): number | null {
  const start = startOf(plan, new Date(after));
  for (let days = 0; days <= 7; days++) {
    const day = middayOf(start, days);
    if (!plan.days.includes(weekdayOf(day))) continue;
    const at = new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, plan.minute).getTime();
    if (at > after) return at;
  }
  return null;
}

function startOf({ from }: ReminderPlan, now: Date): Date {
  if (!isCalendarDate(from)) return now;
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const first = new Date(year, month - 1, day, 12);
  return first > now ? first : now;
}

export interface ReminderPorts {
  /** The folder that the plan is kept in. */
  readonly folder: string;
  readonly now: () => number;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly remind: (language: ReminderPlan['language']) => void;
  readonly fault: (error: unknown) => void;
}

export class Reminders {
  readonly #ports: ReminderPorts;
  readonly #file: ChoiceFile<typeof ReminderPlanSchema>;
  #plan: ReminderPlan | null = null;
  /** Up to this instant, ms, everything has been reminded of or let go. */
  #looked: number;
  #last: number | null = null;
  #stop: Dispose | null = null;
  #closed = false;

  private constructor(ports: ReminderPorts) {
    this.#ports = ports;
    this.#file = new ChoiceFile(join(ports.folder, 'reminder.json'), ReminderPlanSchema, ports.random);
    this.#looked = ports.now();
  }

  /** Goes on with the plan that was kept. One that cannot be read is reported and counts as none. */
  static async open(ports: ReminderPorts): Promise<Reminders> {
    const reminders = new Reminders(ports);
    try {
      reminders.#begin(await reminders.#file.read());
    } catch (error) {
      ports.fault(error);
    }
    return reminders;
  }

  /** Keeps a plan and follows it from now on; null ends it. Throws storage/... and then the old one holds. */
  async follow(plan: ReminderPlan | null): Promise<void> {
    if (JSON.stringify(plan) === JSON.stringify(this.#plan)) return;
    await this.#file.write(plan);
    this.#looked = this.#ports.now();
    this.#begin(plan);
  }

  /** Looks at the clock now: the machine has woken. */
  look(): void {
    this.#begin(this.#plan, () => this.#remind());
  }

  close(): void {
    this.#closed = true;
    this.#stop?.();
  }

  #begin(plan: ReminderPlan | null, first: () => void = () => undefined): void {
    this.#plan = plan;
    this.#stop?.();
    this.#stop = null;
    if (plan === null || this.#closed) return;
    first();
    const now = this.#ports.now();
    const next = nextReminder(plan, now) ?? Number.POSITIVE_INFINITY;
    this.#stop = this.#ports.scheduler.after(Math.min(lookMs, next - now), () => this.look());
  }

  #remind(): void {
    const now = this.#ports.now();
    const due = this.#latestDue(now);
    this.#looked = now;
    // A clock that was set back must not bring the same reminder again.
    if (!this.#plan || due === null || now - due > lateMs || due === this.#last) return;
    this.#last = due;
    try {
      this.#ports.remind(this.#plan.language);
    } catch (error) {
      this.#ports.fault(error);
    }
  }

  /** The latest of those that have come since the last look. */
  #latestDue(now: number): number | null {
    let due: number | null = null;
    for (;;) {
      const next: number | null = this.#plan && nextReminder(this.#plan, due ?? this.#looked);
      if (next === null || next > now) return due;
      due = next;
    }
  }
}
