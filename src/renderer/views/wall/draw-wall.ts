/** A part of the whole wall on a canvas, in as much detail as the size of a strip allows. */
import {
  bentNailMarks,
  frameMarks,
  frameSize,
  type GroupMark,
  haloMarks,
  headingMarks,
  monthMarks,
  outlines,
  type Palette,
  pierce,
  type Pile,
  type PlacedSlip,
  railMarks,
  slipFace,
  slipMarks,
  slipsBetween,
  supportMarks,
  tabMarks,
  tinted,
  type WallLayout,
  type WallWords,
} from '#core/wall';
import { paintMarks } from '../../state/wall-canvas.ts';

export interface Look {
  readonly palette: Palette;
  readonly words: WallWords;
  readonly quotes: boolean;
}

/** What a slip is from afar: paper, its shadow, and a line of ink as dark and as long as its name. */
interface Bar {
  readonly shade: string;
  readonly paper: string;
  readonly ink: number;
  readonly length: number;
}

/** Looks of slips in the ink of the moment: the same ones are drawn at every step of a zoom. */
let kept = { marks: new WeakMap<PlacedSlip, GroupMark>(), bars: new WeakMap<PlacedSlip, Bar>() };
let keptFor: Look | null = null;

function keptUnder({ palette, words, quotes }: Look): typeof kept {
  if (keptFor?.palette !== palette || keptFor.words !== words || keptFor.quotes !== quotes) {
    kept = { marks: new WeakMap(), bars: new WeakMap() };
    keptFor = { palette, words, quotes };
  }
  return kept;
}

function marksOf(slip: PlacedSlip, top: boolean, look: Look): GroupMark {
  const { marks: known } = keptUnder(look);
  const { palette, words, quotes } = look;
  let marks = known.get(slip);
  if (!marks) known.set(slip, (marks = slipMarks(slip, slipFace(slip.item, words, quotes), words, palette, top)));
  return marks;
}

function barOf(slip: PlacedSlip, look: Look): Bar {
  const { bars } = keptUnder(look);
  let bar = bars.get(slip);
  if (!bar) {
    const { paper, style, name } = slipFace(slip.item, look.words);
    const colour = look.palette.papers[paper];
    bar = {
      shade: tinted(colour, -0.3),
      paper: tinted(colour, slip.tint),
      ink: style === 'bold' ? 0.62 : style === 'italic' ? 0.28 : 0.42,
      length: Math.min(62, name.length * 2.2),
    };
    bars.set(slip, bar);
  }
  return bar;
}

/** Below this many device px a strip is a bar, below the second a bar with a line of ink, above it text. */
const barBelow = 3;
const lineBelow = 7;
const stripHeight = 6.8;
/** How far beyond its own place something may reach, u: light around frames, words of a heading, slips. */
const reach = { frame: 200, rail: 20, pile: 90 } as const;

export interface Part {
  /** Of the part's upper left corner, u. */
  readonly x: number;
  readonly y: number;
  /** u. */
  readonly width: number;
  readonly height: number;
}

interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly look: Look;
  /** What is drawn, u. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly detail: 'bar' | 'line' | 'text';
}

/** Draws a part of the wall with its upper left corner in the canvas's own, at `unit` device px a u. */
export function drawWall(
  context: CanvasRenderingContext2D,
  layout: WallLayout,
  part: Part,
  unit: number,
  look: Look,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(unit, 0, 0, unit, -part.x * unit, -part.y * unit);
  const strip = stripHeight * unit;
  const scene: Scene = {
    context,
    look,
    left: part.x,
    right: part.x + part.width,
    top: part.y,
    bottom: part.y + part.height,
    detail: strip < barBelow ? 'bar' : strip < lineBelow ? 'line' : 'text',
  };
  drawAround(scene, layout);
  for (const pile of layout.piles) if (isNear(scene, pile)) drawPile(scene, pile);
}

function isNear({ left, right, top, bottom }: Scene, pile: Pile): boolean {
  const { x, y } = pile;
  return x + reach.pile > left && x - reach.pile < right && pile.bottom + reach.rail > top && y - reach.rail < bottom;
}

function drawAround({ context, look, left, right, top, bottom }: Scene, layout: WallLayout): void {
  const { palette, words } = look;
  const frames = layout.frames.filter(
    ({ x, top: above, scale }) =>
      x + reach.frame > left &&
      x - reach.frame < right &&
      above + (frameSize.height + 40) * scale > top &&
      above - 40 * scale < bottom,
  );
  const seen = (rail: number) => rail + 2 * reach.rail > top && rail - reach.rail < bottom;
  paintMarks(
    context,
    frames.flatMap((frame) => haloMarks(frame, palette)),
  );
  for (const rail of layout.rails.filter(seen)) paintMarks(context, railMarks(left - 1, right + 1, rail, palette));
  for (const heading of layout.headings) {
    const rail = layout.rails[heading.rail] ?? 0;
    const half = Math.max(reach.frame, (heading.right - heading.left) / 2);
    if (heading.x + half > left && heading.x - half < right && seen(rail)) {
      paintMarks(context, headingMarks(heading, rail, words, palette));
    }
  }
  paintMarks(
    context,
    frames.flatMap((frame) => frameMarks(frame, words, palette)),
  );
  if (layout.bentNail) paintMarks(context, bentNailMarks(layout.bentNail, words, palette));
}

function drawPile(scene: Scene, pile: Pile): void {
  const { context, look, detail } = scene;
  const { palette } = look;
  paintMarks(
    context,
    pile.tabs.flatMap((tab) => tabMarks(tab, palette)),
  );
  const [first, last] = slipsBetween(pile, scene.top, scene.bottom);
  for (let index = last - 1; index >= first; index--) {
    const slip = pile.slips[index];
    if (!slip) continue;
    if (detail === 'text' || index === 0) drawSlip(scene, pile, slip, index === 0);
    else drawBar(scene, slip);
  }
  if (pile.slips.length > 0 || pile.support === 'nail') paintMarks(context, supportMarks(pile, palette));
}

function drawSlip({ context, look, detail }: Scene, pile: Pile, slip: PlacedSlip, top: boolean): void {
  const { palette, words } = look;
  paintMarks(context, [marksOf(slip, top, look)]);
  if (detail === 'text') paintMarks(context, monthMarks(slip, pile.x, words, palette));
}

/** Paper, the shadow at its edge and, if there is room, a line of ink as long as the name. */
function drawBar({ context, look, detail }: Scene, slip: PlacedSlip): void {
  const bar = barOf(slip, look);
  const over = outlines[slip.outline]?.over ?? 0;
  context.save();
  context.translate(slip.x, slip.y);
  context.rotate((slip.angle * Math.PI) / 180);
  context.translate(-pierce.x, -pierce.y);
  context.fillStyle = bar.shade;
  context.fillRect(0.8, 40, 100, 18 + over + 1.2);
  context.fillStyle = bar.paper;
  context.fillRect(0, 0, 100, 58);
  if (detail === 'line') {
    context.fillStyle = look.palette.ink;
    context.globalAlpha = bar.ink;
    context.fillRect(4.6, 52.4, 3, 2.6);
    context.fillRect(10.6, 52.6, bar.length, 2.2);
    context.globalAlpha *= 0.7;
    context.fillRect(80, 52.8, 15, 1.8);
  }
  context.restore();
}
