/** Which part of the wall a window shows, and how large. */
import type { Fit, WallLayout } from '#core/wall';

export interface Camera {
  /** Of the window's upper left corner, u. */
  readonly x: number;
  readonly y: number;
  /** Px a unit. */
  readonly scale: number;
}

export interface Window {
  readonly width: number;
  readonly height: number;
}

const closest = 4.5;
/** A wall of a few slips is not blown up beyond this. */
const largestWhole = 3;

/** The whole wall, in the middle of the window. */
export function wholeWall({ layout, scale: fitted }: Fit, { width, height }: Window): Camera {
  const scale = Math.min(fitted, largestWhole);
  return { scale, x: (layout.width - width / scale) / 2, y: (layout.height - height / scale) / 2 };
}

function centred(from: number, length: number, whole: number): number {
  return length >= whole ? (whole - length) / 2 : Math.min(whole - length, Math.max(0, from));
}

/** The camera kept on the wall, neither closer than print nor further than the whole wall. */
export function kept({ x, y, scale }: Camera, fit: Fit, window: Window): Camera {
  const least = Math.min(fit.scale, largestWhole);
  const kept = Math.min(closest, Math.max(least, scale));
  const { width, height } = fit.layout;
  return { scale: kept, x: centred(x, window.width / kept, width), y: centred(y, window.height / kept, height) };
}

/** Closer (factor above 1) or further, with the point of the window at (px, py) staying where it is. */
export function zoomed({ x, y, scale }: Camera, factor: number, px: number, py: number): Camera {
  const next = Math.min(closest, scale * factor);
  return { scale: next, x: x + px / scale - px / next, y: y + py / scale - py / next };
}

/** One year from its frames to its lowest slip; null when nothing hangs there. */
export function yearInView(layout: WallLayout, year: number, { width, height }: Window): Camera | null {
  const heading = layout.headings.find(({ years }) => years && years[0] <= year && year <= years[1]);
  if (!heading) return null;
  const piles = layout.piles.filter(({ x, rail }) => rail === heading.rail && x > heading.left && x < heading.right);
  const frames = layout.frames.filter(({ rail }) => rail === heading.rail);
  const rail = layout.rails[heading.rail] ?? 0;
  const top = Math.min(rail, ...frames.map((frame) => frame.top)) - 12;
  const bottom = Math.max(...piles.map((pile) => pile.bottom)) + 14;
  const [left, right] = [heading.left - 34, heading.right + 26];
  const scale = Math.min(closest, width / (right - left), height / (bottom - top));
  return { scale, x: (left + right - width / scale) / 2, y: top - (height / scale - (bottom - top)) / 2 };
}

/** The camera moved as little as shows the point (x, y) with some room around it, u. */
export function showing(camera: Camera, x: number, y: number, { width, height }: Window): Camera {
  const [w, h] = [width / camera.scale, height / camera.scale];
  const [roomX, roomY] = [Math.min(70, w / 3), Math.min(30, h / 3)];
  const moved = (from: number, at: number, length: number, room: number) =>
    Math.max(at + room - length, Math.min(at - room, from));
  return { ...camera, x: moved(camera.x, x, w, roomX), y: moved(camera.y, y, h, roomY) };
}
