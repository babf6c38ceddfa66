import type { Dispose } from '#core/base';
import type * as Y from 'yjs';

const longestName = 80;

/**
 * What the person calls the devices, in the journal's own document, in a map of its own: sealed like all else, the same
 * on every device, out of undo.
 */
export class DeviceNames {
  readonly #map: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#map = doc.getMap('devices');
  }

  /** Empty where nobody has named it. */
  nameOf(device: string): string {
    return this.#entry(device).name;
  }

  /** When it was first named, ms, as a device's own clock said; 0 when that is not known. */
  addedAt(device: string): number {
    return this.#entry(device).addedAt;
  }

  /** Cut to 80 characters. */
  write(device: string, name: string, now: number): void {
    const cut = [...name.trim()].slice(0, longestName).join('');
    if (cut === '' || cut === this.nameOf(device)) return;
    this.#map.set(device, { name: cut, addedAt: this.addedAt(device) || now });
  }

  observe(listener: () => void): Dispose {
    this.#map.observe(listener);
    return () => this.#map.unobserve(listener);
  }

  #entry(device: string): { readonly name: string; readonly addedAt: number } {
    const value: unknown = this.#map.get(device);
    const { name, addedAt } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    return {
      name: typeof name === 'string' ? name.slice(0, 2 * longestName) : '',
      addedAt: typeof addedAt === 'number' && Number.isFinite(addedAt) ? addedAt : 0,
    };
  }
}
