import { fromDayNumber, type CalendarDate } from '#core/base';
import {
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  type ScaleOptionsByType,
} from 'chart.js';
import { type Lines, type Measure, measures, pulseMedian } from '../../state/lines.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

export interface LinesWords {
  /** The names of the measures, in their order. */
  readonly names: readonly string[];
  readonly month: (date: CalendarDate) => string;
  readonly theme: 'light' | 'dark';
}

const palettes = {
  light: {
    hope: '#16467f',
    purpose: '#c05a00',
    selfWorth: '#3d7f71',
    ink: '#2a2520',
    soft: '#564b3c',
    line: '#e2d8c3',
    rug: '#8a7f6c',
    gold: '#b4842f',
    ground: '#f7f0e0',
  },
  dark: {
    hope: '#5aa2e0',
    purpose: '#f2a65a',
    selfWorth: '#9be0c8',
    ink: '#efe6d8',
    soft: '#b3a695',
    line: '#3a322b',
    rug: '#8d8171',
    gold: '#e3be6e',
    ground: '#211c18',
  },
} as const;
type Palette = (typeof palettes)['light' | 'dark'];

const typed = (size: number) => ({ family: "'Courier Prime', monospace", size });

/** Draws the three panels; `cursor` says on which day the keys stand. The chart is the caller's to destroy. */
export function drawLines(
  canvas: HTMLCanvasElement,
  lines: Lines,
  words: LinesWords,
  cursor: () => number | null,
): Chart {
  const palette = palettes[words.theme];
  const narrow = (canvas.parentElement?.clientWidth ?? 0) < 640;
  const days = [...lines.moments.map((moment) => moment.day), ...lines.yeses.map((yes) => yes.day)];
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const room = Math.max(7, (to - from) * 0.02);
  const config: ChartConfiguration<'line'> = {
    type: 'line',
    data: { datasets: measures.flatMap((measure) => dataset(lines, measure, palette)) },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 18, right: narrow ? 8 : 104, bottom: 0, left: 0 } },
      scales: {
        x: xScale(from - room, to + room, words, palette),
        // Scales are stacked from the bottom up.
        selfWorth: yScale(palette, 'selfWorth'),
        purpose: yScale(palette, 'purpose'),
        hope: yScale(palette, 'hope'),
      },
    },
    plugins: [marks(lines, words, palette, narrow, cursor)],
  };
  return new Chart(canvas, config);
}

function dataset(
  lines: Lines,
  measure: Measure,
  palette: Palette,
): ChartConfiguration<'line'>['data']['datasets'][number][] {
  const of = (pulse: boolean) =>
    lines.moments.flatMap((moment) => {
      const y = moment.values[measure];
      return y === null || (moment.from === 'pulse') !== pulse ? [] : [{ x: moment.day, y }];
    });
  const shared = { yAxisID: measure, showLine: false, borderColor: palette[measure], clip: false as const };
  return [
    { ...shared, data: of(true), pointRadius: 3.1, pointBackgroundColor: palette[measure], pointBorderWidth: 0 },
    // At an answer: an open ring, for such moments are chosen by what happened.
    { ...shared, data: of(false), pointRadius: 3.4, pointBackgroundColor: palette.ground, pointBorderWidth: 1.4 },
  ];
}

function xScale(min: number, max: number, words: LinesWords, palette: Palette) {
  const scale: Partial<ScaleOptionsByType<'linear'>> & { type: 'linear' } = {
    type: 'linear',
    min,
    max,
    grid: { display: false } as never,
    border: { display: false } as never,
    afterBuildTicks: (axis: { ticks: { value: number }[]; min: number; max: number; width: number }) => {
      axis.ticks = monthStarts(axis.min, axis.max, Math.max(2, Math.floor(axis.width / 90)));
    },
    ticks: {
      color: palette.soft,
      font: typed(12),
      maxRotation: 0,
      padding: 14,
      callback: (value: unknown) => words.month(fromDayNumber(Number(value))),
    } as never,
  } as never;
  return scale as never;
}

function yScale(palette: Palette, _measure: Measure) {
  return {
    type: 'linear',
    stack: 'panels',
    stackWeight: 1,
    min: -1,
    max: 11,
    offset: false,
    border: { display: false },
    grid: { color: palette.line, drawTicks: false },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = [0, 5, 10].map((value) => ({ value }));
    },
    ticks: { color: palette.soft, font: typed(12), padding: 8 },
  } as never;
}

/** First days of months (or years), at most `most` of them. */
export function monthStarts(min: number, max: number, most: number): { value: number }[] {
  const start = fromDayNumber(Math.ceil(min));
  const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1];
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120]) {
    const ticks: { value: number }[] = [];
    for (let i = Math.ceil((year * 12 + month) / step) * step; ; i += step) {
      const value = Math.round(Date.UTC(Math.floor(i / 12), i % 12, 1) / 86_400_000);
      if (value > max) break;
      if (value >= min) ticks.push({ value });
    }
    if (ticks.length <= most) return ticks;
  }
  return [];
}

/** Medians, names at the lines, no's as a rug, yes's as gold pins: drawn here, for a plugin for it slowed every update. */
function marks(
  lines: Lines,
  words: LinesWords,
  palette: Palette,
  narrow: boolean,
  cursor: () => number | null,
): Plugin<'line'> {
  return {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      const { ctx, chartArea, scales } = chart;
      const x = (day: number) => scales['x']?.getPixelForValue(day) ?? 0;
      ctx.save();
      drawRug(
        ctx,
        lines.noes.map((no) => x(no.day)),
        chartArea,
        palette,
      );
      for (const yes of lines.yeses) drawPin(ctx, x(yes.day), chartArea, palette);
      measures.forEach((measure, index) => {
        const scale = scales[measure];
        if (!scale) return;
        const median = pulseMedian(lines.moments, measure);
        const y = scale.getPixelForValue(median ?? 5);
        ctx.fillStyle = ctx.strokeStyle = palette[measure];
        if (median !== null) {
          ctx.lineWidth = 1.2;
          ctx.setLineDash([2, 4]);
          ctx.beginPath();
          ctx.moveTo(chartArea.left, y);
          ctx.lineTo(chartArea.right, y);
          ctx.stroke();
          ctx.setLineDash([]);
        }
        ctx.font = "600 16px 'Newsreader', serif";
        ctx.textBaseline = 'middle';
        ctx.textAlign = 'left';
        const name = words.names[index] ?? '';
        if (narrow) ctx.fillText(name, chartArea.left + 4, scale.getPixelForValue(10.6) + 2);
        else ctx.fillText(name, chartArea.right + 12, y);
      });
      ctx.restore();
    },
    afterDatasetsDraw: (chart) => {
      const day = cursor();
      if (day === null) return;
      const { ctx, chartArea, scales } = chart;
      const x = scales['x']?.getPixelForValue(day) ?? 0;
      ctx.save();
      ctx.strokeStyle = palette.ink;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}

interface Area {
  readonly top: number;
  readonly bottom: number;
}

function drawRug(ctx: CanvasRenderingContext2D, xs: readonly number[], { bottom }: Area, palette: Palette): void {
  ctx.strokeStyle = palette.rug;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const x of xs) {
    ctx.moveTo(x, bottom + 1);
    ctx.lineTo(x, bottom + 10);
  }
  ctx.stroke();
}

function drawPin(ctx: CanvasRenderingContext2D, x: number, { top, bottom }: Area, palette: Palette): void {
  ctx.strokeStyle = ctx.fillStyle = palette.gold;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x, top - 8);
  ctx.lineTo(x, bottom);
  ctx.stroke();
  ctx.fillRect(x - 5, top - 14, 10, 10);
}
