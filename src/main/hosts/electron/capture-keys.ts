import type { CaptureKeys } from '#core/contract';
import type { Random } from '#core/base';
import * as v from 'valibot';
import type { CaptureKeysPort } from '../../services/index.ts';
import { ChoiceFile } from '../../storage/index.ts';
import type { ShortcutSurface } from './surface.ts';

/** From anywhere: a no is logged in seconds or not at all. */
export const usualCaptureKeys = 'CommandOrControl+Alt+N';

const ChoiceSchema = v.strictObject({ keys: v.nullable(v.pipe(v.string(), v.maxLength(80))) });

export interface CaptureKeysPorts {
  readonly shortcuts: ShortcutSurface;
  /** Where the choice is kept: the keys must work before the journal is open. */
  readonly path: string;
  readonly random: Random;
  readonly log: (line: string) => void;
}

/** The keys that open the quick capture from any program: the usual ones, others, or none. */
export class HostCaptureKeys implements CaptureKeysPort {
  readonly #ports: CaptureKeysPorts;
  readonly #file: ChoiceFile<typeof ChoiceSchema>;
  #keys: string | null = usualCaptureKeys;
  #active = false;
  #press: () => void = () => undefined;

  private constructor(ports: CaptureKeysPorts) {
    this.#ports = ports;
    this.#file = new ChoiceFile(ports.path, ChoiceSchema, ports.random);
  }

  static async open(ports: CaptureKeysPorts): Promise<HostCaptureKeys> {
    const own = new HostCaptureKeys(ports);
    try {
      const choice = await own.#file.read();
      if (choice) own.#keys = choice.keys;
    } catch {
      ports.log('The chosen keys for logging a no cannot be read; the usual ones hold.');
    }
    return own;
  }

  /** Takes the keys; from now on they call `press`. */
  begin(press: () => void): void {
    this.#press = press;
    this.#active = this.#keys !== null && this.#take(this.#keys);
    if (this.#keys !== null && !this.#active) {
      this.#ports.log('Another program already has the keys for logging a no.');
    }
  }

  read(): CaptureKeys {
    return { keys: this.#keys, active: this.#active };
  }

  async choose(keys: string | null): Promise<CaptureKeys & { readonly taken: boolean }> {
    if (keys !== this.#keys || !this.#active) {
      if (keys !== null && !this.#take(keys)) return { ...this.read(), taken: true };
      try {
        await this.#file.write({ keys });
      } catch (error) {
        if (keys !== null && keys !== this.#keys) this.#ports.shortcuts.unregister(keys);
        throw error;
      }
      if (this.#active && this.#keys !== null && this.#keys !== keys) this.#ports.shortcuts.unregister(this.#keys);
      this.#keys = keys;
      this.#active = keys !== null;
    }
    return { ...this.read(), taken: false };
  }

  end(): void {
    this.#ports.shortcuts.unregisterAll();
    this.#active = false;
  }

  /** False when another program holds them, or when the system knows no such keys. */
  #take(keys: string): boolean {
    try {
      return this.#ports.shortcuts.register(keys, () => this.#press());
    } catch {
      return false;
    }
  }
}
