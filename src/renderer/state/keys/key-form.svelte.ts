import { asCoded, type NailwallError } from '#core/base';
import { type Strength, strengthOf } from '../passphrase.ts';
import type { KeyChange, KeysView } from '../session-view.ts';
import { Proving } from './proving.svelte.ts';

/** One change of the keys as it is filled in: shown to be theirs, chosen, made. */
export class KeyForm {
  readonly #keys: KeysView;
  readonly proving: Proving;
  passphrase = $state('');
  repeat = $state('');
  shown = $state(false);
  /** Set once the person tried to go on. */
  tried = $state(false);
  busy = $state(false);
  error: NailwallError | null = $state.raw(null);
  /** Set when it is made. */
  made: KeyChange | null = $state.raw(null);

  constructor(keys: KeysView, list: readonly string[]) {
    this.#keys = keys;
    this.proving = new Proving(keys, list);
  }

  readonly strength: Strength = $derived(strengthOf(this.passphrase));
  readonly problem: 'too-short' | 'differs' | null = $derived.by(() => {
    if (this.strength === 'none' || this.strength === 'too-short') return 'too-short';
    return this.shown || this.passphrase === this.repeat ? null : 'differs';
  });

  /** Takes the new passphrase. */
  async setPassphrase(): Promise<void> {
    this.tried = true;
    if (this.problem) return;
    await this.#make(() => this.#keys.setPassphrase(this.passphrase));
  }

  async openHere(): Promise<void> {
    await this.#make(() => this.#keys.openHere());
  }

  /** Asks here for the passphrase that there is, which has to be known for that. */
  async askForPresent(): Promise<void> {
    await this.#make(async () => {
      await this.#keys.prove({ passphrase: this.passphrase });
      return this.#keys.askForPassphrase();
    });
  }

  async useNewWords(): Promise<void> {
    await this.#make(() => this.#keys.useNewWords());
  }

  /** Shows that it is theirs, as a step of its own. */
  async prove(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      return await this.proving.prove();
    } finally {
      this.busy = false;
    }
  }

  /** Empties every field. */
  forget(): void {
    this.passphrase = this.repeat = '';
    this.proving.forget();
  }

  async #make(change: () => Promise<KeyChange>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      if (!(await this.proving.prove())) return;
      this.made = await change();
      this.forget();
    } catch (error) {
      this.error = asCoded(error);
    } finally {
      this.busy = false;
    }
  }
}
