import { fromDayNumber } from '#core/base';

/** First days of months (or years), at most `most` of them, as days since 1970-01-01. */
export function monthStarts(min: number, max: number, most: number): readonly number[] {
  const start = fromDayNumber(Math.ceil(min));
  const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1];
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120]) {
    const ticks: number[] = [];
    for (let i = Math.ceil((year * 12 + month) / step) * step; ; i += step) {
      const value = Math.round(Date.UTC(Math.floor(i / 12), i % 12, 1) / 86_400_000);
      if (value > max) break;
      if (value >= min) ticks.push(value);
    }
    if (ticks.length <= most) return ticks;
  }
  return [];
}
