// @ts-check
/**
 * `npm run pictures`: the pictures of README and guide, taken of the demonstration journal into docs/pictures. Its day, its
 * chance and so its ids are fixed, so that two runs show the same; what a browser draws may still differ between versions.
 */
import { chromium, expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildIfStale } from './build.mjs';
import { inProject } from './project.mjs';
import { runScript, Stop } from './stop.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @typedef {object} Shot
 * @property {string} name
 * @property {string} hash
 * @property {'light' | 'dark'} [theme]
 * @property {(page: Page) => Promise<unknown>} act  until what is to be seen is there
 */

const folder = inProject('docs', 'pictures');
/** The demonstration ends on the day it is opened. */
const day = '2026-11-23T10:00:00';
const size = { width: 1200, height: 760 };
const largestBytes = 150_000;
const readyLine = /Nailwall is ready: (http:\S+)/;

/** For the page, which has other names than this script: as text. */
const isPosterDrawn = `(() => {
  const canvas = document.querySelector('.sheet-view canvas');
  const middle = canvas?.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
  return middle !== undefined && middle.data[3] !== 0;
})()`;
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** @type {readonly Shot[]} */
const shots = [
  { name: 'today', hash: '#/today', act: (page) => page.getByRole('heading').first().waitFor() },
  {
    name: 'attempt',
    hash: '#/attempts?answer=no',
    act: async (page) => {
      await page.locator('[data-rows] a').nth(1).click();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
    },
  },
  {
    name: 'find',
    hash: '#/attempts?q=analyst',
    act: async (page) => {
      await page.locator('mark').first().waitFor();
      await page.locator('[data-rows] a').first().click();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
    },
  },
  { name: 'insights', hash: '#/insights', act: (page) => page.locator('canvas').first().waitFor() },
  { name: 'wall', hash: '#/wall', act: (page) => page.locator('.scroller text').first().waitFor() },
  {
    name: 'wall-dark',
    hash: '#/wall?view=whole',
    theme: 'dark',
    act: (page) => page.locator('canvas').first().waitFor(),
  },
  { name: 'poster', hash: '#/poster', act: (page) => expect.poll(() => page.evaluate(isPosterDrawn)).toBe(true) },
];

/**
 * Chance that is the same in every run (mulberry32), in place of the browser's: a row of its own for each length, so that ids
 * do not hang on when something was sealed.
 */
function fixChance() {
  /** @type {Map<number, number>} */
  const states = new Map();
  crypto.getRandomValues = (array) => {
    const bytes = new Uint8Array(/** @type {ArrayBufferView} */ (array).buffer);
    let state = states.get(bytes.length) ?? 14 + bytes.length;
    for (let at = 0; at < bytes.length; at++) {
      state = (state + 0x6d2b79f5) | 0;
      let value = Math.imul(state ^ (state >>> 15), 1 | state);
      value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
      bytes[at] = value ^ (value >>> 14);
    }
    states.set(bytes.length, state);
    return array;
  };
}

/** Starts the demonstration. Resolves to the address of its window and to what ends it. */
async function startDemo() {
  const entry = inProject('out', 'main', 'loopback.js');
  const host = spawn(process.execPath, [entry, '--demo', '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {string} */
  const address = await new Promise((resolve, reject) => {
    let said = '';
    host.stdout.on('data', (/** @type {Buffer} */ piece) => {
      said += piece.toString('utf8');
      const found = readyLine.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    host.once('exit', () => reject(new Stop('The demonstration did not start.', said)));
  });
  return { address, end: () => host.kill('SIGTERM') };
}

/**
 * As WebP, whose quality gives way until the file is small enough.
 * @param {Page} page
 */
async function picture(page) {
  const browser = await page.context().newCDPSession(page);
  for (let quality = 92; quality >= 50; quality -= 6) {
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality });
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length <= largestBytes) return bytes;
  }
  throw new Stop(`A picture stays larger than ${String(largestBytes)} bytes.`, 'Show less in it.');
}

/** @param {Page} page */
async function settle(page) {
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.waitForLoadState('networkidle');
  await page.evaluate(twoFrames);
}

/**
 * @param {Page} page
 * @param {Shot} shot
 */
async function take(page, { name, hash, theme = 'light', act }) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await act(page);
  await settle(page);
  const bytes = await picture(page);
  writeFileSync(path.join(folder, `${name}.webp`), bytes);
  console.log(`docs/pictures/${name}.webp  ${String(Math.round(bytes.length / 1000))} kB`);
}

await runScript(async () => {
  await buildIfStale();
  mkdirSync(folder, { recursive: true });
  const demo = await startDemo();
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
  try {
    const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'UTC' });
    const page = await context.newPage();
    await page.clock.setFixedTime(day);
    await page.addInitScript(fixChance);
    await page.goto(demo.address);
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    for (const shot of shots) await take(page, shot);
  } finally {
    await browser.close();
    demo.end();
  }
  return 0;
});
