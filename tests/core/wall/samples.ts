import { addDays, type CalendarDate } from '#core/base';
import type { Paper } from '#core/journal';
import { papers } from '#core/journal';
import type { WallItem, WallWords } from '#core/wall';
import fc from 'fast-check';

export const day = (text: string) => text as CalendarDate;

const names = [
  'The Harbour Review',
  'Museum of the City',
  'Nordic Residency',
  'Royal College',
  'Book club',
  'Allotment list',
  '朝霧文芸',
  'دار النخيل',
];

/** The same items in every run: `count` slips over `days` days, and a yes after every hundredth. */
export function sampleItems(count: number, days: number, last = day('2026-10-16')): WallItem[] {
  let state = count;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
  const one = (index: number, answer: WallItem['answer']): WallItem => ({
    id: `sample-${String(count)}-${answer}-${String(index)}`,
    answer,
    on: addDays(last, -below(days)),
    mark: papers[below(papers.length)] ?? 'other',
    name: names[below(names.length)] ?? '',
    personal: answer === 'no' && below(5) === 0,
    words: '',
  });
  const slips = Array.from({ length: count }, (_, index) => one(index, below(5) === 0 ? 'quiet' : 'no'));
  return [...slips, ...Array.from({ length: Math.ceil(count / 100) }, (_, index) => one(index, 'yes'))];
}

const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(day('2018-01-01'), days));

/** Items with ids of their own, some without a date. */
export function anyItems(maxLength: number, answers: readonly WallItem['answer'][] = ['no', 'no', 'quiet', 'yes']) {
  const item: fc.Arbitrary<WallItem> = fc.record({
    id: fc.string({ minLength: 16, maxLength: 16, unit: 'grapheme-ascii' }),
    answer: fc.constantFrom(...answers),
    on: fc.option(anyDay, { freq: 12 }),
    mark: fc.constantFrom<Paper>(...papers),
    name: fc.string({ maxLength: 60, unit: 'grapheme' }),
    personal: fc.boolean(),
    words: fc.string({ maxLength: 80 }),
  });
  return fc.uniqueArray(item, { maxLength, selector: ({ id }) => id });
}

export const words: WallWords = {
  date: (on) => on.slice(5),
  fullDate: (on) => on,
  month: (on) => on.slice(5, 7),
  monthYear: (on) => on.slice(0, 7),
  years: (from, to) => (from === to ? String(from) : `${String(from)}–${String(to)}`),
  undated: 'no date',
  count: String,
  yes: 'Yes',
  yeses: (count) => `${String(count)} yes`,
  noAnswer: 'no answer',
  quote: (quoted) => `“${quoted}”`,
  nailGave: (on) => ['the nail gave', on ?? ''],
};
