/** What every figure owes: words, a list behind it, a table, and copies that another program can open. */
import type { Locator, Page } from '@playwright/test';
import papaparse from 'papaparse';
import { beforeAll, expect, test, vi } from 'vitest';
import { workbenchForTests } from '../../workbench/for-tests.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 120_000 });

const bench = workbenchForTests();

/** The figures of each part when there is something to go by, with the odds asked for. */
const figures = {
  lines: ['Hope, purpose, self-worth', 'Before and after a yes'],
  waiting: ['How long answers take', 'How long answers take: By kind'],
  after: [
    'How soon the sting halves',
    'Letter by letter: Job',
    'The sting at each no, in their order',
    'Self-worth at a no',
  ],
  asks: ['Whose wish it was', 'How far you reached', 'Sting by tag', 'Sting by kind'],
  year: ['Asks and answers, 2026', 'A year in pixels: Hope, 2026'],
  odds: ['The chance of a yes: All attempts', 'The chance of a yes: By kind', 'The chance of a yes: By pursuit'],
} as const;
const parts = Object.keys(figures) as (keyof typeof figures)[];

/** An empty page without a policy, where files are opened as any other program would. */
let outside: Page;

/** Names in the journal that a spreadsheet would run. */
function dangerousNames(): void {
  const journal = window.workbench.journal?.journal;
  if (!journal) return;
  journal.changeSettings({ showOdds: true });
  const pursuit = journal.addPursuit({ title: '=HYPERLINK("http://x")' });
  const kind = journal.addKind({ name: '=1+1', paper: 'work' });
  for (const day of ['01', '02', '03', '04', '05', '06'])
    journal.addAttempt({
      ...{ kind, toWhom: '@SUM(A1)', what: '+1', tags: ['=SUM(A1)'], pursuit },
      ...{ sentOn: `2026-10-${day}` as never, answer: 'no', answeredOn: `2026-10-1${day.slice(1)}` as never },
      ratings: { sting: Number(day) },
    });
}

async function kept(page: Page, figure: Locator, format: string): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: new RegExp(`^${format} `) }).click();
  const file = await download;
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** The size of a picture, as a browser that decodes it sees it, and how many of its colours differ. */
function pictureSeen(base64: string): Promise<{ width: number; height: number; colours: number }> {
  return outside.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(200, 100).getContext('2d')!;
    context.drawImage(picture, 0, 0, 200, 100);
    const pixels = new Uint32Array(context.getImageData(0, 0, 200, 100).data.buffer);
    return { width: picture.width, height: picture.height, colours: new Set(pixels).size };
  }, base64);
}

/** What an XML parser makes of an SVG file. */
function svgSeen(text: string) {
  return outside.evaluate((source) => {
    const file = new DOMParser().parseFromString(source, 'image/svg+xml');
    const root = file.documentElement;
    return {
      root: root.tagName,
      faults: file.querySelectorAll('parsererror').length,
      title: root.querySelector('title')?.textContent ?? '',
      marks: root.querySelectorAll('path, rect, circle, ellipse').length,
      // Text without its font inside would look another way elsewhere.
      fonts: source.includes('@font-face'),
      addresses: [...source.matchAll(/(?:href|url\()\s*=?\s*["']?(?!data:|#)(https?:[^"')]+)/g)].map(([, url]) => url),
      size: [Number.parseFloat(root.getAttribute('width')!), Number.parseFloat(root.getAttribute('height')!)],
    };
  }, text);
}

/** Shows every row of the table. */
async function rowsOf(figure: Locator): Promise<{ head: string[]; rows: string[][] }> {
  await figure.getByText('As a table', { exact: true }).click();
  await figure.locator('tbody tr').first().waitFor();
  const more = figure.locator('details[open] > button.link');
  while ((await more.count()) > 0) await more.click();
  return figure.locator('table').evaluate((table: HTMLTableElement) => {
    const texts = (row: HTMLTableRowElement) => [...row.cells].map(({ textContent }) => textContent.trim());
    return {
      head: texts(table.tHead!.rows[0]!),
      rows: [...table.tBodies[0]!.rows].map(texts),
      headers: [...table.tHead!.rows[0]!.cells].every(({ scope }) => scope === 'col'),
    };
  });
}

/** A cell that is a number may begin with a minus; any other one that begins so would be run. */
const wouldRun = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);

async function owesNothing(page: Page, figure: Locator): Promise<string> {
  const { head, rows } = await rowsOf(figure);
  expect(head.every((name) => name !== '')).toBe(true);
  expect(rows.length).toBeGreaterThan(0);

  const csv = await kept(page, figure, 'CSV');
  expect(csv.name).toMatch(/^nailwall-[\p{L}\p{N}-]+\.csv$/u);
  const [first, ...others] = papaparse.parse<string[]>(
    csv.bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimEnd(),
  ).data;
  expect(first).toEqual(head);
  expect(others).toHaveLength(rows.length);
  expect(others.flat().filter(wouldRun)).toEqual([]);

  const svg = await svgSeen((await kept(page, figure, 'SVG')).bytes.toString('utf8'));
  expect(svg).toMatchObject({ root: 'svg', faults: 0, fonts: true, addresses: [] });
  expect(svg.marks).toBeGreaterThan(2);
  expect(Math.min(...svg.size)).toBeGreaterThan(40);

  const png = await pictureSeen((await kept(page, figure, 'PNG')).bytes.toString('base64'));
  expect(png.width).toBeGreaterThanOrEqual(2000);
  expect(png.width / png.height).toBeCloseTo(svg.size[0]! / svg.size[1]!, 1);
  expect(png.colours).toBeGreaterThan(3);
  return svg.title;
}

beforeAll(async () => {
  outside = await bench.page('empty');
  await outside.goto('about:blank');
});

test.each(parts)('%s: each figure has words, what it rests on, a table, and three copies', async (part) => {
  const page = await bench.page(part === 'lines' ? 'rich' : 'search');
  await page.evaluate(dangerousNames);
  await page.evaluate((hash) => (location.hash = hash), `#/insights/${part}`);
  await page.locator('.insights h1').waitFor();
  const drawings = ':is(svg[role="img"], canvas)';
  await page.locator(`.insights figure ${drawings}`).first().waitFor();
  // A drawing that stands in no figure would have nothing of all this.
  expect(await page.locator(`.insights ${drawings}`).count()).toBe(
    await page.locator(`.insights figure ${drawings}`).count(),
  );
  const titles: string[] = [];
  for (const figure of await page.locator('.insights figure').all()) {
    const drawing = figure.locator(drawings);
    expect(await drawing.count()).toBe(1);
    const label = (await drawing.getAttribute('aria-label')) ?? '';
    expect(label.length).toBeGreaterThan(20);
    expect((await figure.locator('figcaption').innerText()).length).toBeGreaterThan(20);
    const around = figure.locator('xpath=ancestor-or-self::*[self::section or self::li or self::figure]');
    expect(await around.getByText(/^Rests on \d/).count()).toBeGreaterThan(0);
    titles.push(await owesNothing(page, figure));
  }
  expect(titles).toEqual(figures[part]);
  await page.context().close();
});

test.each(parts)('%s: what is too thin to be drawn is said in words', async (part) => {
  const page = await bench.page('thin', { hash: `#/insights/${part}` });
  await page.evaluate(() => window.workbench.journal?.journal.changeSettings({ showOdds: true }));
  await page.locator('.insights h1').waitFor();
  const said = await page.locator('.insights').innerText();
  expect(said).not.toMatch(/NaN|undefined|Infinity|null/);
  for (const section of await page.locator('.insights section').all()) {
    if ((await section.locator('svg[role="img"], canvas').count()) > 0) continue;
    expect((await section.locator('p').allInnerTexts()).join(' ').length).toBeGreaterThan(20);
  }
  await page.context().close();
});
