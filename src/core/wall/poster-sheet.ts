/** Sheets of paper, and posters put together of several. Lengths in mm. */
import { coded } from '#core/base';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const inch = 25.4;

/** Upright: ISO 216 and the sizes that shops in inches sell. */
export const sheets = {
  A4: { width: 210, height: 297 },
  A3: { width: 297, height: 420 },
  A2: { width: 420, height: 594 },
  A1: { width: 594, height: 841 },
  A0: { width: 841, height: 1189 },
  Letter: { width: 8.5 * inch, height: 11 * inch },
  '18x24': { width: 18 * inch, height: 24 * inch },
  '24x36': { width: 24 * inch, height: 36 * inch },
} as const satisfies Record<string, Size>;
export type SheetName = keyof typeof sheets;
export const sheetNames = Object.keys(sheets) as readonly SheetName[];

/** Sheets that printers at home take. */
export const tileSheets = ['A4', 'Letter'] as const satisfies readonly SheetName[];
export type TileSheet = (typeof tileSheets)[number];

export type Orientation = 'portrait' | 'landscape';

export function turned({ width, height }: Size, orientation: Orientation): Size {
  return orientation === 'portrait' ? { width, height } : { width: height, height: width };
}

/** Paper that no printer reaches, and what neighbours share to be glued. */
export const tileMargin = 8;
export const tileOverlap = 10;
export const mostTiles = 12;

export interface Grid {
  readonly sheet: TileSheet;
  readonly orientation: Orientation;
  readonly columns: number;
  readonly rows: number;
}

/** One sheet of a poster in pieces. */
export interface Tile {
  /** "B2": column letter, row number. */
  readonly name: string;
  /** Of its picture on the poster. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A neighbour is glued under this side. */
  readonly overlapsRight: boolean;
  readonly overlapsBelow: boolean;
}

function picture({ sheet, orientation }: Grid): Size {
  const { width, height } = turned(sheets[sheet], orientation);
  return { width: width - 2 * tileMargin, height: height - 2 * tileMargin };
}

/** The size that a poster of this many sheets has: n (w - 2m - o) + o each way. Throws `input/invalid`. */
export function sizeOfGrid(grid: Grid): Size {
  for (const count of [grid.columns, grid.rows]) {
    if (!Number.isInteger(count) || count < 1 || count > mostTiles) {
      throw coded('input/invalid', { what: 'grid', mostTiles });
    }
  }
  const { width, height } = picture(grid);
  const along = (count: number, length: number) => count * (length - tileOverlap) + tileOverlap;
  return { width: along(grid.columns, width), height: along(grid.rows, height) };
}

export function tileName(column: number, row: number): string {
  return `${String.fromCharCode(65 + column)}${String(row + 1)}`;
}

/** The sheets of a grid, row by row. */
export function tilesOf(grid: Grid): Tile[] {
  const { width, height } = picture(grid);
  return Array.from({ length: grid.rows * grid.columns }, (_, index) => {
    const [column, row] = [index % grid.columns, Math.floor(index / grid.columns)];
    return {
      name: tileName(column, row),
      x: column * (width - tileOverlap),
      y: row * (height - tileOverlap),
      width,
      height,
      overlapsRight: column < grid.columns - 1,
      overlapsBelow: row < grid.rows - 1,
    };
  });
}
