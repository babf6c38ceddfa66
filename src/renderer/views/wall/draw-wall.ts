/** The whole wall on one canvas, in as much detail as the size of a strip allows. */
import {
  bentNailMarks,
  chosenMarks,
  frameMarks,
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
import type { Camera, Window } from './camera.ts';

export interface Look {
  readonly palette: Palette;
  readonly words: WallWords;
  readonly quotes: boolean;
  /** Slips whose strips slide out. */
  readonly chosen: ReadonlySet<string>;
}

/** Marks of slips in the ink of the moment: the same ones are drawn at every step of a zoom. */
let kept = new WeakMap<PlacedSlip, GroupMark>();
let keptFor: Pick<Look, 'palette' | 'words' | 'quotes'> | null = null;

function marksOf(slip: PlacedSlip, top: boolean, { palette, words, quotes }: Look): GroupMark {
  if (keptFor?.palette !== palette || keptFor.words !== words || keptFor.quotes !== quotes) {
    kept = new WeakMap();
    keptFor = { palette, words, quotes };
  }
  let marks = kept.get(slip);
  if (!marks) kept.set(slip, (marks = slipMarks(slip, slipFace(slip.item, words, quotes), words, palette, top)));
  return marks;
}

/** Below this many device px a strip is a bar, below the second a bar with a line of ink, above it text. */
const barBelow = 3;
const lineBelow = 7;
const stripHeight = 6.8;

interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly look: Look;
  /** What is in the window, u. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly detail: 'bar' | 'line' | 'text';
}

/** Draws what the camera sees; `ratio` is device px a px. */
export function drawWall(
  context: CanvasRenderingContext2D,
  layout: WallLayout,
  camera: Camera,
  window: Window,
  ratio: number,
  look: Look,
): void {
  const unit = camera.scale * ratio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(unit, 0, 0, unit, -camera.x * unit, -camera.y * unit);
  const strip = stripHeight * unit;
  const scene: Scene = {
    context,
    look,
    left: camera.x,
    right: camera.x + window.width / camera.scale,
    top: camera.y,
    bottom: camera.y + window.height / camera.scale,
    detail: strip < barBelow ? 'bar' : strip < lineBelow ? 'line' : 'text',
  };
  drawAround(scene, layout);
  for (const pile of layout.piles) {
    if (pile.x + 90 > scene.left && pile.x - 90 < scene.right && pile.bottom > scene.top) drawPile(scene, pile);
  }
}

function drawAround({ context, look, left, right }: Scene, layout: WallLayout): void {
  const { palette, words } = look;
  const seen = ({ x }: { x: number }) => x + 200 > left && x - 200 < right;
  const frames = layout.frames.filter(seen);
  paintMarks(
    context,
    frames.flatMap((frame) => haloMarks(frame, palette)),
  );
  for (const rail of layout.rails) paintMarks(context, railMarks(left - 1, right + 1, rail, palette));
  for (const heading of layout.headings) {
    if (heading.right > left && heading.left < right) {
      paintMarks(context, headingMarks(heading, layout.rails[heading.rail] ?? 0, words, palette));
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
  for (const slip of pile.slips) {
    if (look.chosen.has(slip.item.id)) {
      paintMarks(context, [chosenMarks(slip, slipFace(slip.item, look.words), palette)]);
    }
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
  const { palette } = look;
  const face = slipFace(slip.item, look.words);
  const over = outlines[slip.outline]?.over ?? 0;
  context.save();
  context.translate(slip.x, slip.y);
  context.rotate((slip.angle * Math.PI) / 180);
  context.translate(-pierce.x, -pierce.y);
  context.fillStyle = tinted(palette.papers[face.paper], -0.3);
  context.fillRect(0.8, 40, 100, 18 + over + 1.2);
  context.fillStyle = tinted(palette.papers[face.paper], slip.tint);
  context.fillRect(0, 0, 100, 58);
  if (detail === 'line') {
    context.fillStyle = palette.ink;
    context.globalAlpha = face.style === 'bold' ? 0.62 : face.style === 'italic' ? 0.28 : 0.42;
    context.fillRect(4.6, 52.4, 3, 2.6);
    context.fillRect(10.6, 52.6, Math.min(62, face.name.length * 2.2), 2.2);
    context.globalAlpha *= 0.7;
    context.fillRect(80, 52.8, 15, 1.8);
  }
  context.restore();
}
