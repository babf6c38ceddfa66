/** How a slip lies and what it is torn like: from its id alone, so that it looks the same on every device, for ever. */
import { outlines } from './outlines.ts';

/** Parts of the range that a sheaf allows, -1 to 1, and the number of an outline. */
export interface Looks {
  readonly turn: number;
  readonly shift: number;
  readonly jitter: number;
  readonly tint: number;
  /** Index into {@link outlines}. */
  readonly outline: number;
}

/** FNV-1a, 32 bits, over UTF-16 code units. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3 (32 bits): every bit of the input changes half of the output's. */
export function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The `index`-th number of a seed, 0 to below 1. */
export const numberOf = (seed: number, index: number): number =>
  mixed((seed + Math.imul(index + 1, 0x9e3779b9)) | 0) / 4294967296;

/** The looks of the slip with this id. */
export function looksOf(id: string): Looks {
  const seed = fnv1a(id);
  const part = (index: number) => 2 * numberOf(seed, index) - 1;
  return {
    turn: part(0),
    shift: part(1),
    jitter: part(2),
    tint: part(3),
    outline: Math.floor(numberOf(seed, 4) * outlines.length),
  };
}

/**
 * Sine of a small angle in degrees (error below 1e-11 up to 5 degrees). Engines may round `Math.sin` differently; a
 * wall may not.
 */
export function sine(degrees: number): number {
  const t = (degrees * Math.PI) / 180;
  const square = t * t;
  return t * (1 - (square / 6) * (1 - (square / 20) * (1 - square / 42)));
}

/** Cosine, as {@link sine}. */
export function cosine(degrees: number): number {
  const t = (degrees * Math.PI) / 180;
  const square = t * t;
  return 1 - (square / 2) * (1 - (square / 12) * (1 - square / 30));
}
