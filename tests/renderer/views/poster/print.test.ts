import type { Page } from '@playwright/test';
import { expect, test, vi } from 'vitest';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { choose } from './acts.ts';
import { insidePdf, pageBoxes, type Poppler, printed, readByPoppler } from './pdf.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 180_000 });

const bench = workbenchForTests();

/** Families that the app brings along. */
const own = ['Newsreader', 'CourierPrime', 'NotoSansJP', 'NotoNaskhArabic', 'NotoEmoji'];
const scripts = {
  newest: 'Museum of Many Scripts',
  diacritics: 'Łódź Review',
  cjk: '朝霧文芸',
  cyrillic: 'Издательство «Волна»',
  arabic: 'دار النخيل',
  emoji: 'A. 🕊',
} as const;

/** Hangs a slip of each name, and one in bold, for which fallbacks have no face of their own. */
async function hangScripts(page: Page): Promise<void> {
  await page.evaluate((names) => {
    const { journal } = window.workbench.journal!;
    for (const toWhom of names) {
      const shared = { toWhom, what: 'x', kind: 'book', answer: 'no', answeredOn: '2026-11-20' as never } as const;
      journal.addAttempt(shared);
      journal.addAttempt({ ...shared, tone: 'personal' });
    }
  }, Object.values(scripts));
}

function expectOwnFonts({ fonts }: Poppler): void {
  for (const font of fonts) expect(font).toMatchObject({ embedded: true, subset: true, type3: false });
  for (const family of own) {
    expect(
      fonts.some(({ name }) => name.includes(family)),
      family,
    ).toBe(true);
  }
  // None of the machine's: another one would print something else.
  expect(fonts.filter(({ name }) => !own.some((family) => name.includes(family)))).toEqual([]);
}

test('text can be selected in every script, and fonts are embedded in part', async () => {
  const page = await bench.page('rich');
  await hangScripts(page);
  await choose(page, { sheet: 'A2', title: 'Still sending.', counts: true });
  const read = await readByPoppler(await printed(page));
  if (!read) return;
  // Poppler adds marks of direction, and gaps between Arabic letters that do not join.
  const plain = (text: string) => text.replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  const text = plain(read.text);
  expect(['Still sending.', ...Object.values(scripts)].filter((name) => !text.includes(plain(name)))).toEqual([]);
  expectOwnFonts(read);
  await page.context().close();
});

test('a poster of five thousand slips is one page of outlines and text, under 20 MB', async () => {
  const page = await bench.page('many');
  await hangScripts(page);
  await choose(page, { sheet: 'A2', title: 'Still sending.', counts: true });
  const pdf = await printed(page);
  expect(pdf.length).toBeLessThan(20 * 2 ** 20);
  const boxes = pageBoxes(pdf);
  expect(boxes).toHaveLength(1);
  expect(boxes[0]!.width).toBeCloseTo(420, 0);
  expect(boxes[0]!.height).toBeCloseTo(594, 0);
  expect(insidePdf(pdf).includes('/Subtype /Image')).toBe(false);
  const read = await readByPoppler(pdf);
  if (!read) return;
  expect(read.text).toContain('Still sending.');
  expectOwnFonts(read);
  await page.context().close();
});
