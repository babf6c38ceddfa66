/** Pages for a printer: the poster on one sheet, or in tiles with their marks. Coordinates in mm. */
import { group, type Mark, path, text } from './marks.ts';
import { piecesIn, type Poster, posterSketch } from './poster.ts';
import {
  type Grid,
  sheets,
  type Size,
  tileMargin,
  tileName,
  tileOverlap,
  type Tile,
  tilesOf,
  turned,
} from './poster-sheet.ts';
import { short } from './svg.ts';

export interface PosterPage {
  /** mm. */
  readonly size: Size;
  readonly marks: readonly Mark[];
}

export interface TileWords {
  /** "B2 of D4, trim on ..." */
  tile(name: string, last: string): string;
  readonly map: string;
}

const ink = '#2a2520';

/** The poster on one sheet. */
export function wholePage(poster: Poster): PosterPage {
  const marks = poster.pieces.flatMap((piece) => piece.marks);
  return { size: poster.size, marks: [group(0, 0, marks, { scale: poster.unit })] };
}

/** One page a tile, row by row, then the map of how they go together. */
export function tilePages(poster: Poster, grid: Grid, words: TileWords): PosterPage[] {
  const size = turned(sheets[grid.sheet], grid.orientation);
  const last = tileName(grid.columns - 1, grid.rows - 1);
  const tiles = tilesOf(grid);
  const pages = tiles.map((tile) => tilePage(poster, tile, size, words.tile(tile.name, last)));
  return [...pages, mapPage(poster, tiles, size, words.map)];
}

function tilePage({ pieces, unit }: Poster, tile: Tile, size: Size, label: string): PosterPage {
  const { width, height } = tile;
  const view = { x: tile.x / unit, y: tile.y / unit, width: width / unit, height: height / unit };
  const seen = piecesIn(pieces, view.x, view.y, view.x + view.width, view.y + view.height);
  const marks = seen.flatMap((piece) => piece.marks);
  const picture: Mark = { kind: 'window', x: tileMargin, y: tileMargin, width, height, view, marks };
  return { size, marks: [picture, ...trimMarks(tile, size, label)] };
}

/** Solid marks where to cut, dashed ones where the neighbour's picture begins. */
function trimMarks(tile: Tile, { width, height }: Size, label: string): Mark[] {
  const [left, top, right, bottom] = [tileMargin, tileMargin, width - tileMargin, height - tileMargin];
  const line = (d: string, dashed = false): Mark => ({
    kind: 'path',
    d,
    fill: 'none',
    stroke: ink,
    line: 0.25,
    ...(dashed ? { dash: [1.2, 0.8] as const } : {}),
  });
  // The shorter arms leave the corner itself free.
  const across = (x: number, dashed = false) =>
    line(`M${short(x)} 1.5V${short(top - 1)}M${short(x)} ${short(bottom + 1)}V${short(height - 1.5)}`, dashed);
  const along = (y: number, dashed = false) =>
    line(`M1.5 ${short(y)}H${short(left - 1)}M${short(right + 1)} ${short(y)}H${short(width - 1.5)}`, dashed);
  return [
    across(left),
    across(right),
    along(top),
    along(bottom),
    ...(tile.overlapsRight ? [across(right - tileOverlap, true)] : []),
    ...(tile.overlapsBelow ? [along(bottom - tileOverlap, true)] : []),
    text(label, width / 2, height - 2.6, { face: 'typed', size: 2.8, anchor: 'middle', fill: ink }),
  ];
}

function mapPage(poster: Poster, tiles: readonly Tile[], page: Size, heading: string): PosterPage {
  const room = { width: page.width - 40, height: page.height - 60 };
  const scale = Math.min(room.width / poster.size.width, room.height / poster.size.height);
  const left = (page.width - poster.size.width * scale) / 2;
  const sketch = posterSketch(poster);
  const marks: Mark[] = [
    text(heading, page.width / 2, 24, { face: 'bold', size: 6, anchor: 'middle', fill: ink }),
    group(left, 34, sketch, { scale: scale * poster.unit }),
    ...tiles.flatMap(({ name, x, y, width, height }): Mark[] => {
      const [tx, ty, w, h] = [left + x * scale, 34 + y * scale, width * scale, height * scale];
      const edge = `M${short(tx)} ${short(ty)}h${short(w)}v${short(h)}h${short(-w)}z`;
      const size = Math.min(9, h / 3, w / 2.5);
      const middle = [tx + w / 2, ty + h / 2 + size / 3] as const;
      return [
        { ...path(edge, 'none'), stroke: ink, line: 0.3 },
        {
          kind: 'disc',
          x: middle[0] - size,
          y: ty + h / 2 - size * 0.9,
          width: 2 * size,
          height: size * 1.8,
          fill: '#ffffff',
          opacity: 0.82,
        },
        text(name, ...middle, { face: 'bold', size, anchor: 'middle', fill: ink }),
      ];
    }),
  ];
  return { size: page, marks };
}
