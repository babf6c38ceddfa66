import type { Clock, Scheduler } from '#core/base';
import { nodeClock, nodeScheduler } from '../../../../src/main/services/index.ts';

/** Real time, so many times as fast. */
export function fastTime(times: number): { readonly clock: Clock; readonly scheduler: Scheduler } {
  const start = nodeClock.now();
  return {
    clock: { ...nodeClock, now: () => Math.floor(start + (nodeClock.now() - start) * times) },
    scheduler: { after: (ms, task) => nodeScheduler.after(ms / times, task) },
  };
}
