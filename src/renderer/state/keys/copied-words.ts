/**
 * The words on the clipboard, for a short while. What lies there cannot be looked at (that would need a permission that
 * nobody should give), so it is overwritten whatever it has become.
 */
import type { Dispose, Scheduler } from '#core/base';
import { windowScheduler } from '../window-ports.ts';

export const copiedForMs = 60_000;

export interface ClipboardPorts {
  readonly clipboard: Pick<Clipboard, 'writeText'> | undefined;
  readonly scheduler: Scheduler;
  /** Calls back when the window is in front again; a window behind others may not write. */
  onFront(listener: () => void): Dispose;
}

export class CopiedWords {
  readonly #ports: ClipboardPorts;
  #cancel: Dispose | null = null;
  #there = false;

  constructor(ports: ClipboardPorts) {
    this.#ports = ports;
  }

  /** Resolves to whether the system took it. */
  readonly copy = async (text: string): Promise<boolean> => {
    if (!(await this.#write(text))) return false;
    this.#there = true;
    this.#cancel?.();
    this.#cancel = this.#ports.scheduler.after(copiedForMs, () => void this.clear());
    return true;
  };

  /** Empties the clipboard when the words were copied: now, or as soon as the window is in front. */
  async clear(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    if (!this.#there) return;
    if (await this.#write('')) this.#there = false;
    else this.#cancel = this.#ports.onFront(() => void this.clear());
  }

  async #write(text: string): Promise<boolean> {
    try {
      await this.#ports.clipboard?.writeText(text);
      return this.#ports.clipboard !== undefined;
    } catch {
      // The one reason is that the system does not let this window write now.
      return false;
    }
  }
}

export function copiedWordsHere(): CopiedWords {
  return new CopiedWords({
    clipboard: (window.navigator as { readonly clipboard?: Clipboard }).clipboard,
    scheduler: windowScheduler,
    onFront: (listener) => {
      window.addEventListener('focus', listener, { once: true });
      return () => window.removeEventListener('focus', listener);
    },
  });
}
