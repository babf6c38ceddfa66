/** The whole wall as a map: tiles drawn once at a scale, and put in their places while the hand moves. */
import type { WallLayout } from '#core/wall';
import { drawWall, type Look } from './draw-wall.ts';

/** Device px. One tile is what a single frame can draw anew. */
const tileSize = 256;
/** Tiles of a layer that are out of sight stay while there are no more than this: 256 KB each. */
const mostTiles = 96;

/** A window on the wall: its upper left corner in device px of the wall, at `unit` device px a u. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

export interface Place {
  readonly column: number;
  readonly row: number;
}

interface Tile extends Place {
  readonly canvas: HTMLCanvasElement;
}

const keyOf = ({ column, row }: Place) => `${String(column)} ${String(row)}`;

/** All tiles at one scale. */
export class Layer {
  readonly unit: number;
  /** Of the first tile's upper left corner: where the px of the window lay, so that it shows tiles px for px. */
  readonly #origin: { readonly x: number; readonly y: number };
  readonly #layout: WallLayout;
  readonly #look: Look;
  readonly #tiles = new Map<string, Tile>();

  constructor(layout: WallLayout, look: Look, { x, y, unit }: View) {
    this.unit = unit;
    this.#origin = { x: x - Math.floor(x), y: y - Math.floor(y) };
    this.#layout = layout;
    this.#look = look;
  }

  /** Places of all tiles that the window touches, those in its middle first. */
  places(view: View): Place[] {
    const { width, height } = view;
    const { size, x, y } = this.#seen(view);
    const [left, right] = [Math.floor(x / size), Math.ceil((x + width) / size)];
    const [top, bottom] = [Math.floor(y / size), Math.ceil((y + height) / size)];
    const places: Place[] = [];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) places.push({ column, row });
    }
    const middle = { column: (x + width / 2) / size - 0.5, row: (y + height / 2) / size - 0.5 };
    const far = (at: Place) => Math.hypot(at.column - middle.column, at.row - middle.row);
    return places.sort((a, b) => far(a) - far(b));
  }

  /** The window's corner from the first tile's, and the size of tiles, in px of the window. */
  #seen({ x, y, unit }: View): { readonly size: number; readonly x: number; readonly y: number } {
    const by = unit / this.unit;
    return { size: tileSize * by, x: x - this.#origin.x * by, y: y - this.#origin.y * by };
  }

  /** A tile, if it was drawn. */
  tile(place: Place): Tile | undefined {
    return this.#tiles.get(keyOf(place));
  }

  draw(place: Place): Tile {
    const { column, row } = place;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = tileSize;
    const context = canvas.getContext('2d');
    const length = tileSize / this.unit;
    const { x, y } = this.#origin;
    const part = { x: x / this.unit + column * length, y: y / this.unit + row * length, width: length, height: length };
    if (context) drawWall(context, this.#layout, part, this.unit, this.#look);
    const tile = { canvas, column, row };
    this.#tiles.set(keyOf(place), tile);
    return tile;
  }

  /** Lets the oldest tiles go that are out of sight. */
  forget(seen: readonly Place[]): void {
    if (this.#tiles.size <= mostTiles) return;
    const kept = new Set(seen.map(keyOf));
    for (const key of this.#tiles.keys()) {
      if (this.#tiles.size <= mostTiles) return;
      if (!kept.has(key)) this.#tiles.delete(key);
    }
  }

  /** Shows all tiles there are in the window, each in place of what is there. */
  put(context: CanvasRenderingContext2D, view: View): void {
    for (const place of this.places(view)) {
      const tile = this.tile(place);
      if (tile) this.putOne(context, tile, view);
    }
  }

  putOne(context: CanvasRenderingContext2D, { canvas, column, row }: Tile, view: View): void {
    const { size, x, y } = this.#seen(view);
    // Whole px, so that no seams show, nor soft edges.
    const at = (index: number, from: number) => Math.round(index * size - from);
    const [left, top] = [at(column, x), at(row, y)];
    const [width, height] = [at(column + 1, x) - left, at(row + 1, y) - top];
    context.imageSmoothingEnabled = width !== tileSize || height !== tileSize;
    context.clearRect(left, top, width, height);
    context.drawImage(canvas, left, top, width, height);
  }
}
