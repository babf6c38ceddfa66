import { coded, type Scheduler } from '#core/base';

/** How long work goes on before others get their turn, ms: less than a frame. */
const sliceMs = 12;

/** A pause between two pieces of work: it lets the window paint now and then, and throws `cancelled` once it is aborted. */
export function slices(now: () => number, scheduler: Scheduler, signal: AbortSignal): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since >= sliceMs) {
      await new Promise<void>((resolve) => void scheduler.after(0, resolve));
      since = now();
    }
    if (signal.aborted) throw coded('cancelled');
  };
}
