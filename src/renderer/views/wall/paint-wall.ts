/** Frames of the whole wall: as sharp as can be at rest, of whatever is at hand on the move. */
import type { WallLayout } from '#core/wall';
import type { Look } from './draw-wall.ts';
import { Layer, type View } from './tiles.ts';

/** The hand rests when nothing has moved for this long, ms. */
const restAfter = 120;
/** Within a frame new tiles are begun for this long, ms. */
const budget = { moving: 3, resting: 10 } as const;
/** On the move tiles serve until they are stretched or shrunk by more than this. */
const stretch = 2;

export class WallPainter {
  readonly #layout: WallLayout;
  readonly #look: Look;
  /** As the wall was first seen. It stays, so that there is always something to show. */
  readonly #first: Layer;
  /** Fills in until the sharp one is complete. */
  #before: Layer;
  #sharp: Layer;
  #view: View | null = null;
  #movedAt = -Infinity;

  constructor(layout: WallLayout, look: Look, view: View) {
    this.#layout = layout;
    this.#look = look;
    this.#first = this.#before = this.#sharp = new Layer(layout, look, view);
  }

  /** Paints one frame at `now`, ms. Returns whether the next frame would show more. */
  paint(context: CanvasRenderingContext2D, view: View, now: number): boolean {
    if (this.#view !== null && !isSame(this.#view, view)) this.#movedAt = now;
    this.#view = view;
    const moving = now - this.#movedAt < restAfter;
    this.#sharpen(view, moving);
    const layer = this.#sharp;
    const places = layer.places(view);
    const missing = places.filter((place) => !layer.tile(place));
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (missing.length > 0) {
      context.clearRect(0, 0, view.width, view.height);
      for (const coarse of new Set([this.#first, this.#before])) if (coarse !== layer) coarse.put(context, view);
    }
    layer.put(context, view);
    const until = performance.now() + (moving ? budget.moving : budget.resting);
    let drawn = 0;
    // What has never been seen is drawn at once, whatever it takes: there is nothing else to show.
    while (drawn < missing.length && (layer === this.#first || performance.now() < until)) {
      const place = missing[drawn++];
      if (place) layer.putOne(context, layer.draw(place), view);
    }
    layer.forget(places);
    return moving || drawn < missing.length;
  }

  /** Begins a layer of its own for a scale that is too far from the last one's, or has come to rest. */
  #sharpen(view: View, moving: boolean): void {
    const { unit } = view;
    const last = this.#sharp;
    const serves = last.unit < unit * stretch && unit < last.unit * stretch;
    if (last.unit === unit || (moving && serves)) return;
    const known = [this.#first, this.#before].find((layer) => layer.unit === unit);
    this.#before = last;
    this.#sharp = known ?? new Layer(this.#layout, this.#look, view);
  }
}

function isSame(a: View, b: View): boolean {
  return a.x === b.x && a.y === b.y && a.unit === b.unit && a.width === b.width && a.height === b.height;
}
