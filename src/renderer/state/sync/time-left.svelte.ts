import { windowClock, windowScheduler } from '../window-ports.ts';

const msPerMinute = 60_000;
const lookEveryMs = 5_000;

/** Minutes until something ends, begun ones counted as whole. */
export class TimeLeft {
  readonly #endsAt: () => number;
  #now = $state(windowClock.now());

  constructor(endsAt: () => number) {
    this.#endsAt = endsAt;
  }

  readonly minutes: number = $derived.by(() => Math.max(0, Math.ceil((this.#endsAt() - this.#now) / msPerMinute)));

  /** Counts until it is told to end. */
  run(): () => void {
    let cancel = (): void => undefined;
    const look = (): void => {
      this.#now = windowClock.now();
      cancel = windowScheduler.after(lookEveryMs, look);
    };
    cancel = windowScheduler.after(lookEveryMs, look);
    return () => cancel();
  }
}
