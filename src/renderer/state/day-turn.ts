import type { Dispose, Scheduler } from '#core/base';

/** Timers stand still while a machine sleeps, so a new day is looked for at least this often, in ms. */
const lookMs = 60_000;

/** Milliseconds until the date changes where the person is; on some days a country's clock skips midnight itself. */
function untilTomorrow(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}

/** Calls `look` when a new day begins here, and at times in between; `look` finds out whether it is another day. */
export function watchDay(scheduler: Scheduler, now: () => number, look: () => void): Dispose {
  let cancel: Dispose = () => undefined;
  const again = () => {
    cancel = scheduler.after(Math.max(1, Math.min(lookMs, untilTomorrow(now()))), () => {
      again();
      look();
    });
  };
  again();
  return () => cancel();
}
