import type { Dispose, Scheduler } from '#core/base';
import type { HostEvent } from '#core/contract';
import type { PowerSurface } from './surface.ts';

export type LockReason = HostEvent<'app.lock'>['reason'];

/** What the system is asked when idleness alone shall not lock: no machine is left alone for longer than this, s. */
const aMonth = 30 * 24 * 3600;

/** How often that is looked at, in milliseconds. */
export const pollMs = 15_000;

/**
 * Calls `lock` when the machine sleeps, its screen locks or it is left alone for `afterMinutes()`, once each time. The
 * state is polled everywhere: there is no event for idleness, and on Linux none for a locked screen.
 */
export function watchPresence(
  power: PowerSurface,
  scheduler: Scheduler,
  afterMinutes: () => number,
  lock: (reason: LockReason) => void,
): Dispose {
  let away = false;
  let stop: Dispose = () => undefined;
  let stopped = false;

  const poll = () => {
    const state = power.getSystemIdleState(afterMinutes() * 60 || aMonth);
    if (state === 'active') away = false;
    else if (!away && state !== 'unknown') {
      away = true;
      lock(state === 'locked' ? 'screen' : 'idle');
    }
  };
  const again = () => {
    stop = scheduler.after(pollMs, () => {
      if (stopped) return;
      // Asked for again first: a listener that throws must not end the watch.
      again();
      poll();
    });
  };

  power.on('suspend', () => lock('suspend'));
  power.on('lock-screen', () => {
    away = true;
    lock('screen');
  });
  again();
  return () => {
    stopped = true;
    stop();
  };
}
