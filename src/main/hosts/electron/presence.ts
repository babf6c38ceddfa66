import type { Dispose, Scheduler } from '#core/base';
import type { HostEvent } from '#core/contract';
import type { PowerSurface } from './surface.ts';

export type LockReason = HostEvent<'app.lock'>['reason'];

/** How long nobody touches the machine before the journal locks, in seconds. */
export const idleSeconds = 10 * 60;

/** How often that is looked at, in milliseconds. */
export const pollMs = 15_000;

/**
 * Calls `lock` when the machine sleeps, its screen locks or it is left alone, once each time. The state is polled
 * everywhere: there is no event for idleness, and on Linux none for a locked screen.
 */
export function watchPresence(power: PowerSurface, scheduler: Scheduler, lock: (reason: LockReason) => void): Dispose {
  let away = false;
  let stop: Dispose = () => undefined;
  let stopped = false;

  const poll = () => {
    const state = power.getSystemIdleState(idleSeconds);
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
