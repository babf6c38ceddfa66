import { asCoded, type NailwallError } from '#core/base';
import { acceleratorOf } from './accelerator.ts';
import type { CaptureKeysView } from './session-view.ts';

/** What most take, and what the host begins with. */
export const usualKeys = 'CommandOrControl+Alt+N';

/** The choice of the keys that open the quick capture from any program. */
export class CaptureKeysChoice {
  readonly #view: CaptureKeysView;
  /** Null: none. */
  keys: string | null = $state(null);
  /** They are chosen, and reach the app. */
  active = $state(false);
  known = $state(false);
  /** Waiting for the keys to be pressed. */
  listening = $state(false);
  /** Keys that another program has. */
  taken: string | null = $state(null);
  /** What was pressed cannot stand for the whole desktop. */
  unfit = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(view: CaptureKeysView) {
    this.#view = view;
  }

  async read(): Promise<void> {
    await this.#try(async () => {
      this.#take(await this.#view.read());
      this.taken = this.keys !== null && !this.active ? this.keys : null;
    });
  }

  async choose(keys: string | null): Promise<void> {
    this.listening = false;
    this.unfit = false;
    await this.#try(async () => {
      const result = await this.#view.choose(keys);
      this.#take(result);
      this.taken = result.taken ? keys : null;
    });
  }

  /** A key while listening. Escape and Tab end that; a modifier alone waits for more. */
  press(event: KeyboardEvent): void {
    if (!this.listening || ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return;
    if (event.key === 'Tab') this.listening = false;
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') this.listening = false;
    else {
      const keys = acceleratorOf(event);
      this.unfit = keys === null;
      if (keys !== null) void this.choose(keys);
    }
  }

  #take({ keys, active }: { readonly keys: string | null; readonly active: boolean }): void {
    this.keys = keys;
    this.active = active;
    this.known = true;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.error = asCoded(error);
    }
  }
}
