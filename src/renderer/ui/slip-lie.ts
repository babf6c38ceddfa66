/** FNV-1a with a last mixing step, as on the wall. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

export interface Lie {
  /** Sideways, px. */
  readonly shift: number;
  /** Degrees. */
  readonly turn: number;
  /** Brightness, about 1. */
  readonly tint: number;
}

/** How a slip lies in a list; from its id alone, so that it always lies the same way. */
export function lieOf(id: string): Lie {
  const seed = hash(id);
  const part = (from: number) => ((seed >>> from) % 1000) / 999 - 0.5;
  return { shift: part(0) * 8, turn: part(20) * 0.36, tint: 1 + part(10) * 0.06 };
}
