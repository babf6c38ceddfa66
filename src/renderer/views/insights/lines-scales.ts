import { type CalendarDate, fromDayNumber } from '#core/base';
import type { Measure } from '#core/insights';
import type { ScaleOptionsByType } from 'chart.js';
import type { Palette } from './palette.ts';
import { monthStarts } from './time-ticks.ts';

type Linear = { type: 'linear' } & Partial<ScaleOptionsByType<'linear'>>;

const typed = (size: number) => ({ family: "'Courier Prime', monospace", size });

/** Chart.js types demand every option of a nested object; here only those that differ from its defaults are given. */
const partial = (options: object): Linear => ({ type: 'linear', ...options });

export function timeScale(palette: Palette, month: (date: CalendarDate) => string): Linear {
  return partial({
    grid: { display: false },
    border: { display: false },
    afterBuildTicks: (axis: { ticks: { value: number }[]; min: number; max: number; width: number }) => {
      const most = Math.max(2, Math.floor(axis.width / 96));
      axis.ticks = monthStarts(axis.min, axis.max, most).map((value) => ({ value }));
    },
    ticks: {
      color: palette.soft,
      font: typed(12),
      maxRotation: 0,
      padding: 14,
      callback: (value: unknown) => month(fromDayNumber(Number(value))),
    },
  });
}

/** Ratings from 0 to 10, with room for dots at both ends; scales are stacked from the bottom up. */
export function ratingScale(palette: Palette): Linear {
  return partial({
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
  });
}

/** From the bottom up. */
export const stackedMeasures: readonly Measure[] = ['selfWorth', 'purpose', 'hope'];
