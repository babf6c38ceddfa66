import type { FrameSurface } from '../../src/main/hosts/electron/surface.ts';
import { fromStage } from './addresses.ts';

/** Worlds of frames by their ids in Chromium's debugging protocol: who really sent a call. */
export class Worlds {
  readonly #worlds = new Map<number, { readonly frame: string; readonly origin: string }>();
  readonly #mainFrame: string;
  #current: number | null = null;

  constructor(mainFrame: string) {
    this.#mainFrame = mainFrame;
  }

  created(context: { id: number; origin: string; name: string; auxData?: { frameId?: string } }, world: string): void {
    const frame = context.auxData?.frameId;
    if (context.name !== world || frame === undefined) return;
    this.#worlds.set(context.id, { frame, origin: context.origin });
    if (frame === this.#mainFrame) this.#current = context.id;
  }

  destroyed(id: number): void {
    this.#worlds.delete(id);
    if (this.#current === id) this.#current = null;
  }

  cleared(): void {
    this.#worlds.clear();
    this.#current = null;
  }

  /** The preload's world in the main frame, while a page is loaded. */
  get current(): number | null {
    return this.#current;
  }

  /** The frame that a call came from; null when it has gone meanwhile. */
  frameOf(id: number): FrameSurface | null {
    const world = this.#worlds.get(id);
    if (!world) return null;
    const isMain = world.frame === this.#mainFrame;
    return { origin: fromStage(world.origin), parent: isMain ? null : { origin: 'a parent', parent: null } };
  }
}
