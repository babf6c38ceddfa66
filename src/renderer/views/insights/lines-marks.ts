import type { Measure } from '#core/insights';
import type { Chart, Plugin, Scale } from 'chart.js';
import type { Drawing, Panel } from '../../state/insights/lines-drawing.ts';
import type { Palette } from './palette.ts';

/** What the plugin draws, asked for at every drawing. */
export interface MarksSource {
  readonly drawing: Drawing;
  readonly palette: Palette;
  readonly names: readonly string[];
  readonly narrow: boolean;
  /** The day on which the keys stand. */
  readonly cursor: number | null;
}

/** More pins than this would stand before the lines like a fence: then only their heads are drawn. */
export const mostWholePins = 24;

/** No colour stands alone: each measure has its own stroke. */
export const dashes: Readonly<Record<Measure, readonly [number, number] | null>> = {
  hope: null,
  purpose: [14, 4],
  selfWorth: [5, 3],
};

/** Bands, curves, names, no's as a rug, yes's as gold pins: drawn here, for a plugin for it slowed every update. */
export function marks(source: () => MarksSource): Plugin<'line'> {
  return {
    id: 'marks',
    beforeDraw: ({ ctx, width, height }) => {
      // A copy kept as a picture has paper behind it.
      ctx.save();
      ctx.fillStyle = source().palette.ground;
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
    beforeDatasetsDraw: (chart) => {
      chart.ctx.save();
      drawMarks(chart, source());
      chart.ctx.restore();
    },
    afterDatasetsDraw: (chart) => {
      const { cursor, palette } = source();
      if (cursor !== null) drawCursor(chart, cursor, palette);
    },
  };
}

function drawMarks(chart: Chart, { drawing, palette, names, narrow }: MarksSource): void {
  const { ctx, chartArea, scales } = chart;
  const x = (day: number) => scales['x']?.getPixelForValue(day) ?? 0;
  strokes(ctx, drawing.noes.map(x), chartArea.bottom, palette);
  const few = drawing.yeses.length <= mostWholePins;
  for (const yes of drawing.yeses) drawPin(ctx, x(yes), chartArea, few, palette);
  drawing.panels.forEach((panel, i) => {
    const y = scales[panel.measure];
    if (!y) return;
    ctx.fillStyle = ctx.strokeStyle = palette[panel.measure];
    for (const stretch of panel.stretches) drawStretch(ctx, stretch, x, y, dashes[panel.measure]);
    if (panel.median !== null) drawMedian(ctx, y.getPixelForValue(panel.median), chartArea);
    ctx.font = "600 16px 'Newsreader', serif";
    ctx.textBaseline = 'middle';
    const [left, top] = narrow
      ? [chartArea.left + 4, y.getPixelForValue(10.6) + 2]
      : [chartArea.right + 12, y.getPixelForValue(panel.end)];
    ctx.fillText(names[i] ?? '', left, top);
  });
}

function drawStretch(
  ctx: CanvasRenderingContext2D,
  points: Panel['stretches'][number],
  x: (day: number) => number,
  y: Scale,
  dash: readonly [number, number] | null,
): void {
  const at = (value: number) => y.getPixelForValue(value);
  ctx.globalAlpha = 0.18;
  ctx.beginPath();
  for (const { day, upper } of points) ctx.lineTo(x(day), at(upper));
  for (const { day, lower } of points.toReversed()) ctx.lineTo(x(day), at(lower));
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2.2;
  ctx.lineJoin = 'round';
  ctx.setLineDash(dash ? [...dash] : []);
  ctx.beginPath();
  for (const { day, level } of points) ctx.lineTo(x(day), at(level));
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawMedian(ctx: CanvasRenderingContext2D, y: number, { left, right }: { left: number; right: number }): void {
  ctx.lineWidth = 1.2;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

function strokes(ctx: CanvasRenderingContext2D, xs: readonly number[], bottom: number, palette: Palette): void {
  ctx.strokeStyle = palette.rug;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const x of xs) {
    ctx.moveTo(x, bottom + 1);
    ctx.lineTo(x, bottom + 10);
  }
  ctx.stroke();
}

function drawPin(
  ctx: CanvasRenderingContext2D,
  x: number,
  { top, bottom }: { top: number; bottom: number },
  whole: boolean,
  palette: Palette,
): void {
  ctx.strokeStyle = ctx.fillStyle = palette.gold;
  ctx.lineWidth = whole ? 1.6 : 1;
  ctx.beginPath();
  ctx.moveTo(x, top - 8);
  ctx.lineTo(x, whole ? bottom : top);
  ctx.stroke();
  if (whole) ctx.fillRect(x - 5, top - 14, 10, 10);
  else ctx.fillRect(x - 1.5, top - 14, 3, 7);
}

function drawCursor({ ctx, chartArea, scales }: Chart, day: number, palette: Palette): void {
  const x = scales['x']?.getPixelForValue(day) ?? 0;
  ctx.save();
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.restore();
}
