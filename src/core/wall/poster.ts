/** The poster: a wall fitted to a sheet, with a band for its title, as pieces that can be culled for a tile. */
import { fitWall } from './fit.ts';
import { frameSize } from './frames.ts';
import type { WallItem } from './items.ts';
import type { Pile, PlacedSlip, WallLayout } from './layout.ts';
import { box, type Mark } from './marks.ts';
import { type Ground, type Palette, palettes } from './palette.ts';
import { bandMarks } from './poster-band.ts';
import { keptPrivate, type Privacy, showsKinds } from './poster-privacy.ts';
import type { Size } from './poster-sheet.ts';
import type { PosterWords } from './poster-words.ts';
import { slipFace, slipMarks } from './slip-art.ts';
import {
  bentNailMarks,
  frameMarks,
  groundMarks,
  haloMarks,
  headingMarks,
  monthMarks,
  railMarks,
  supportMarks,
  tabMarks,
  type WallWords,
} from './wall-art.ts';

export interface PosterOptions {
  readonly size: Size;
  readonly nailHolds: number;
  readonly privacy: Privacy;
  readonly ground: Ground;
  readonly title: string;
  readonly line: string;
  /** Say how many no's and yes's there are. */
  readonly counts: boolean;
  /** First words of refusals on the uppermost slips; only where names are told. */
  readonly quotes: boolean;
}

/** Marks and the box they lie in, u. */
export interface Piece {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly marks: readonly Mark[];
}

export interface Poster {
  /** mm. */
  readonly size: Size;
  /** u. */
  readonly width: number;
  readonly height: number;
  /** mm a unit. */
  readonly unit: number;
  readonly layout: WallLayout;
  /** From the poster's upper left corner to the wall's, u. */
  readonly origin: { readonly x: number; readonly y: number };
  readonly palette: Palette;
  /** In the order they are drawn in. */
  readonly pieces: readonly Piece[];
  /** Size of the names on slips, points; null where there are none. */
  readonly nameSize: number | null;
}

/** Part of the sheet's height below the wall, for the title. */
const bandPart = 0.085;
/** A few slips are not blown up beyond this, mm a unit: a slip as wide as a hand. */
const largestUnit = 1.6;
const nameUnits = 4.9;
const pointsPerMm = 72 / 25.4;

/** The poster of these items. Deterministic; throws nothing. */
export function posterOf(items: readonly WallItem[], options: PosterOptions, words: PosterWords): Poster {
  const { size, privacy, ground } = options;
  const palette = palettes[ground];
  const of = (answer: WallItem['answer']) => items.filter((one) => one.answer === answer).length;
  const counts = options.counts ? ([of('no'), of('yes')] as const) : null;
  const told = keptPrivate(items, privacy, words.kinds);
  const bandHeight = size.height * bandPart;
  const fit = fitWall(told, options.nailHolds, size.width, size.height - bandHeight);
  const unit = Math.min(fit.scale, largestUnit);
  const [width, height] = [size.width / unit, size.height / unit];
  const band = bandHeight / unit;
  const { layout } = fit;
  const origin = { x: (width - layout.width) / 2, y: Math.max(0, (height - band - layout.height) * 0.4) };
  const wall = new PosterWall(layout, options, words, palette);
  const pieces = [
    piece(0, 0, width, height, groundMarks(width, height, palette)),
    ...wall.pieces(-origin.x, width - origin.x).map((one) => shifted(one, origin)),
    piece(
      0,
      height - band,
      width,
      height,
      bandMarks({ ...options, counts, items: told, top: height - band, width, band }, words, palette),
    ),
  ];
  const named = showsKinds(privacy);
  return {
    size,
    width,
    height,
    unit,
    layout,
    origin,
    palette,
    pieces,
    nameSize: named ? nameUnits * unit * pointsPerMm : null,
  };
}

const piece = (left: number, top: number, right: number, bottom: number, marks: readonly Mark[]): Piece => ({
  left,
  top,
  right,
  bottom,
  marks,
});

function shifted(one: Piece, { x, y }: { x: number; y: number }): Piece {
  const moved: Mark = { kind: 'group', x, y, angle: 0, scale: 1, pivot: { x: 0, y: 0 }, marks: one.marks };
  return piece(one.left + x, one.top + y, one.right + x, one.bottom + y, [moved]);
}

/** The wall's own pieces, in its own coordinates. */
class PosterWall {
  readonly #layout: WallLayout;
  readonly #options: PosterOptions;
  readonly #words: PosterWords;
  readonly #palette: Palette;

  constructor(layout: WallLayout, options: PosterOptions, words: PosterWords, palette: Palette) {
    this.#layout = layout;
    this.#options = options;
    this.#words = toldWords(words, options.privacy);
    this.#palette = palette;
  }

  pieces(left: number, right: number): Piece[] {
    const { rails, headings, frames, bentNail, piles } = this.#layout;
    const [words, palette] = [this.#words, this.#palette];
    return [
      ...frames.map((frame) => {
        const [reach, middle] = [70 * frame.scale, frame.top + (frameSize.height * frame.scale) / 2];
        const marks = haloMarks(frame, palette);
        return piece(frame.x - reach, middle - reach, frame.x + reach, middle + reach, marks);
      }),
      ...rails.map((top) => piece(left, top - 3, right, top + 16, railMarks(left, right, top, palette))),
      ...headings.map((heading) => {
        const top = rails[heading.rail] ?? 0;
        const half = Math.max(70, (heading.right - heading.left) / 2);
        return piece(heading.x - half, top, heading.x + half, top + 13, headingMarks(heading, top, words, palette));
      }),
      ...frames.map((frame) => {
        const [half, bottom] = [31 * frame.scale, frame.top + (frameSize.height + 4) * frame.scale];
        return piece(frame.x - half, frame.top - 2, frame.x + half, bottom, frameMarks(frame, words, palette));
      }),
      ...(bentNail
        ? [
            piece(
              bentNail.x - 26,
              bentNail.y - 8,
              bentNail.x + 26,
              bentNail.y + 34,
              bentNailMarks(bentNail, words, palette),
            ),
          ]
        : []),
      ...piles.flatMap((pile) => this.#pile(pile)),
    ];
  }

  #pile(pile: Pile): Piece[] {
    const [words, palette] = [this.#words, this.#palette];
    const tabs = showsKinds(this.#options.privacy) ? pile.tabs : [];
    const head = pile.slips.length > 0 || pile.support === 'nail' ? supportMarks(pile, palette) : [];
    return [
      ...tabs.map((tab) => piece(tab.x, tab.y, tab.x + 11, tab.y + 4, tabMarks(tab, palette))),
      ...pile.slips.toReversed().map((slip) => {
        const marks = [
          ...(this.#dated() ? monthMarks(slip, pile.x, words, palette) : []),
          this.#slip(slip, slip === pile.slips[0]),
        ];
        return piece(slip.x - 82, slip.y - 14, slip.x + 58, slip.y + 56, marks);
      }),
      piece(pile.x - 6, pile.y - 6, pile.x + 14, pile.y + 14, head),
    ];
  }

  #dated(): boolean {
    return showsKinds(this.#options.privacy);
  }

  #slip(slip: PlacedSlip, top: boolean): Mark {
    const { privacy, quotes } = this.#options;
    const face = slipFace(slip.item, this.#words, quotes && privacy === 'names');
    const told = showsKinds(privacy) ? face : { ...face, mark: null, date: '' };
    return slipMarks(slip, told, this.#words, this.#palette, top);
  }
}

/** Where days are not told, a frame and the bent nail name the year or nothing. */
function toldWords(words: PosterWords, privacy: Privacy): PosterWords {
  if (showsKinds(privacy)) return words;
  const nailGave: WallWords['nailGave'] = (on) => [...words.nailGave(null), ...(on ? [on.slice(0, 4)] : [])];
  return { ...words, fullDate: (on) => on.slice(0, 4), nailGave, undated: privacy === 'counts' ? '' : words.undated };
}

/** The pieces of which something lies in a box of the poster, u. */
export function piecesIn(pieces: readonly Piece[], left: number, top: number, right: number, bottom: number): Piece[] {
  return pieces.filter((one) => one.left < right && one.right > left && one.top < bottom && one.bottom > top);
}

/** The poster in rough shapes: for a map of how its tiles go together. */
export function posterSketch({ layout, origin, width, height, palette }: Poster): Mark[] {
  const { x, y } = origin;
  return [
    ...groundMarks(width, height, palette),
    ...layout.rails.map((top) => box(0, y + top, width, 13, palette.rail)),
    ...layout.frames.map((frame) =>
      box(
        x + frame.x - (frameSize.width * frame.scale) / 2,
        y + frame.top,
        frameSize.width * frame.scale,
        frameSize.height * frame.scale,
        palette.gold,
      ),
    ),
    ...layout.piles.map((pile) =>
      box(x + pile.x - 50, y + pile.y - 9, 100, pile.bottom - pile.y + 9, palette.papers.writing),
    ),
  ];
}
