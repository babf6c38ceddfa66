import {
  initialsOf,
  keptPrivate,
  type Mark,
  posterOf,
  type PosterOptions,
  type PosterWords,
  privacies,
  sheets,
  sizeOfGrid,
  svgFile,
  tilePages,
  tilesOf,
  wholePage,
} from '#core/wall';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyItems, sampleItems, words as wallWords } from './samples.ts';

const kinds = {
  writing: 'w-kind',
  work: 'k-kind',
  grant: 'g-kind',
  study: 's-kind',
  people: 'p-kind',
  other: 'o-kind',
};
const words: PosterWords = {
  ...wallWords,
  kinds,
  personal: 'a personal reply',
  counted: (noes, yeses) => [`${String(noes)} no`, `${String(yeses)} yes`],
};
const options: PosterOptions = {
  size: sheets.A2,
  nailHolds: 30,
  privacy: 'names',
  ground: 'plaster',
  title: 'Still sending.',
  line: '',
  counts: false,
  quotes: false,
};
const textsOf = (marks: readonly Mark[]): string[] =>
  marks.flatMap((mark) => {
    if (mark.kind === 'group' || mark.kind === 'window') return textsOf(mark.marks);
    return mark.kind === 'text' ? [mark.text] : [];
  });
const fillsOf = (marks: readonly Mark[]): string[] =>
  marks.flatMap((mark) => {
    if (mark.kind === 'group' || mark.kind === 'window') return fillsOf(mark.marks);
    return mark.kind !== 'text' && typeof mark.fill === 'string' ? [mark.fill] : [];
  });
const allTexts = (items: Parameters<typeof posterOf>[0], more: Partial<PosterOptions>) =>
  textsOf(posterOf(items, { ...options, ...more }, words).pieces.flatMap(({ marks }) => marks));

const secret = sampleItems(200, 2000).map((item, index) => ({
  ...item,
  name: `Confidential ${String(index)}`,
  words: 'unmentionable refusal',
}));

test('what is kept back is in none of a poster’s marks', () => {
  for (const privacy of privacies.filter((one) => one !== 'names')) {
    const told = allTexts(secret, { privacy, quotes: true, counts: true }).join('\n');
    expect(told).not.toContain('onfidential');
    expect(told).not.toContain('unmentionable');
    if (privacy === 'years' || privacy === 'counts') {
      expect(told).not.toMatch(/\d\d-\d\d/);
      for (const kind of Object.values(kinds)) expect(told).not.toContain(kind);
    }
    if (privacy === 'counts') expect(told).not.toMatch(/20[12]\d/);
  }
  expect(allTexts(secret, {}).join('\n')).toContain('Confidential 7');
  expect(allTexts(secret, {}).join('\n')).not.toContain('unmentionable');
});

test('without kinds all paper is of one colour but for its tint, and no tab marks a day', () => {
  const fills = (privacy: PosterOptions['privacy']) =>
    new Set(fillsOf(posterOf(secret, { ...options, privacy }, words).pieces.flatMap(({ marks }) => marks)));
  expect(fills('names')).toContain('#b4842f');
  expect(fills('years')).not.toContain('#b4842f');
  // Tints of one paper keep its hue: red above green above blue, as in the cream of writing.
  const tinted = [...fills('years')].filter((fill) => /^#[c-f]/.test(fill));
  for (const fill of tinted) {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16));
    expect(r >= g && g >= b).toBe(true);
  }
});

test('what a private poster is laid out from holds nothing of what it keeps back', () => {
  fc.assert(
    fc.property(anyItems(40), (items) => {
      for (const { on, name, words: quote, personal, mark } of keptPrivate(items, 'years', kinds)) {
        expect({ name, quote, personal, mark }).toEqual({ name: '', quote: '', personal: false, mark: 'writing' });
        expect(on === null || on.endsWith('-01-01')).toBe(true);
      }
      expect(keptPrivate(items, 'counts', kinds).every(({ on }) => on === null)).toBe(true);
      expect(keptPrivate(items, 'kinds', kinds).every(({ name, mark }) => name === kinds[mark])).toBe(true);
    }),
  );
});

test('initials', () => {
  expect(initialsOf('The Harbour Review')).toBe('T. H. R.');
  expect(initialsOf('St Anne’s Hospital')).toBe('S. A. S. H.');
  expect(initialsOf('朝霧文芸')).toBe('朝.');
  expect(initialsOf('')).toBe('');
  expect(initialsOf('one two three four five six')).toBe('O. T. T. F.');
});

test('no’s and yes’s are counted only when asked for, and no answer is no no', () => {
  const items = sampleItems(50, 100);
  const noes = items.filter(({ answer }) => answer === 'no').length;
  expect(allTexts(items, {})).not.toContain(`${String(noes)} no ·`);
  for (const privacy of privacies) {
    expect(allTexts(items, { counts: true, privacy })).toContain(`${String(noes)} no ·`);
    expect(allTexts(items, { counts: true, privacy })).toContain('1 yes');
  }
});

test('names under four points are noticed', () => {
  expect(posterOf(sampleItems(3000, 5000), { ...options, size: sheets.A4 }, words).nameSize).toBeLessThan(4);
  expect(posterOf(sampleItems(20, 200), { ...options, size: sheets.A4 }, words).nameSize).toBeGreaterThan(7);
  expect(posterOf(sampleItems(20, 200), { ...options, privacy: 'counts' }, words).nameSize).toBeNull();
});

const grids = fc.record({
  sheet: fc.constantFrom('A4' as const, 'Letter' as const),
  orientation: fc.constantFrom('portrait' as const, 'landscape' as const),
  columns: fc.integer({ min: 1, max: 6 }),
  rows: fc.integer({ min: 1, max: 6 }),
});

test('tiles cover the poster, neighbours sharing exactly the overlap', () => {
  fc.assert(
    fc.property(grids, (grid) => {
      const size = sizeOfGrid(grid);
      const tiles = tilesOf(grid);
      expect(tiles).toHaveLength(grid.columns * grid.rows);
      for (const [index, tile] of tiles.entries()) {
        const right = tiles[index + 1];
        if (tile.overlapsRight) expect(tile.x + tile.width - right!.x).toBeCloseTo(10, 9);
        else expect(tile.x + tile.width).toBeCloseTo(size.width, 9);
        const below = tiles[index + grid.columns];
        if (tile.overlapsBelow) expect(tile.y + tile.height - below!.y).toBeCloseTo(10, 9);
        else expect(tile.y + tile.height).toBeCloseTo(size.height, 9);
      }
      expect(tiles.at(-1)!.name).toBe(`${'ABCDEF'[grid.columns - 1]!}${String(grid.rows)}`);
    }),
  );
});

test('every name of a poster stands on at least one of its tiles, and a map comes last', () => {
  const grid = { sheet: 'A4', orientation: 'portrait', columns: 3, rows: 2 } as const;
  const poster = posterOf(secret, { ...options, size: sizeOfGrid(grid) }, words);
  const pages = tilePages(poster, grid, { tile: (name, last) => `${name} of ${last}`, map: 'the map' });
  expect(pages).toHaveLength(7);
  const texts = pages.map(({ marks }) => textsOf(marks));
  expect(texts[0]).toContain('A1 of C2');
  expect(texts[6]).toContain('the map');
  expect(texts[6]!.join()).not.toContain('Confidential');
  const told = new Set(texts.flat());
  for (const text of textsOf(wholePage(poster).marks)) expect(told).toContain(text);
});

test('a grid beyond reason is refused', () => {
  const grid = { sheet: 'A4', orientation: 'portrait', rows: 2 } as const;
  for (const columns of [0, 13, 1.5, NaN]) {
    expect(() => sizeOfGrid({ ...grid, columns })).toThrow(expect.objectContaining({ code: 'input/invalid' }) as Error);
  }
});

test('the SVG file has the sheet’s size and whatever anybody wrote, escaped', () => {
  const poster = posterOf([{ ...sampleItems(1, 1)[0]!, name: '<script>&"' }], { ...options, title: '</svg>' }, words);
  const { size, marks } = wholePage(poster);
  const svg = svgFile(size.width, size.height, marks, '<style></style>');
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="420mm" height="594mm" viewBox="0 0 420 594"/,
  );
  expect(svg).toContain('&lt;script&gt;&amp;&quot;');
  expect(svg.match(/<\/svg>/g)).toHaveLength(1);
});
