import { asCoded, type NailwallError } from '#core/base';

/** What a person does on a screen, one thing at a time, and why the last one did not work. */
export class Acts {
  busy = $state(false);
  error: NailwallError | null = $state.raw(null);

  /** Resolves to whether it worked. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.error = asCoded(error);
    } finally {
      this.busy = false;
    }
    return this.error === null;
  }
}
