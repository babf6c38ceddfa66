/** Typing into a reflection, in a journal of 5,000 with reflections, against a plain page that can be written on. */
import type { Page } from '@playwright/test';
import { percentile, type Result } from '../../scripts/bench-report.mjs';
import { buildShippedWorkbench, shippedWorkbenchFolder } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';

const sentence = 'It was close, and I would send it again, with the second chapter first. ';
/** Fast for a person, ms. */
const betweenKeys = 60;
const rounds = 5;
/** A frame that lasts longer than one and a half of a screen with 60 in a second has left one out, ms. */
const lateMs = 25;

interface Typed {
  /** From each key to the end of the frame that has its letter, ms. */
  readonly keys: readonly number[];
  /** How long each frame lasted, ms. */
  readonly frames: readonly number[];
}

/** Types the sentence where the focus is. */
async function typeIn(page: Page): Promise<Typed> {
  await page.bringToFront();
  await page.evaluate(() => {
    const typed = { keys: [] as number[], frames: [] as number[], isOver: false };
    Object.assign(window, { typed });
    let before = performance.now();
    const frame = (): void => {
      const now = performance.now();
      typed.frames.push(now - before);
      before = now;
      if (!typed.isOver) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const onKey = ({ timeStamp }: KeyboardEvent): void => {
      if (typed.isOver) return removeEventListener('keydown', onKey, { capture: true });
      requestAnimationFrame(() => setTimeout(() => typed.keys.push(performance.now() - timeStamp)));
    };
    addEventListener('keydown', onKey, { capture: true });
  });
  await page.keyboard.type(sentence, { delay: betweenKeys });
  return page.evaluate(() => {
    const { typed } = window as unknown as { typed: { keys: number[]; frames: number[]; isOver: boolean } };
    typed.isOver = true;
    // The first began before anything was typed.
    return { keys: typed.keys, frames: typed.frames.slice(1) };
  });
}

/** A reflection that is open, and a page with nothing but a field; the focus is in each. */
async function open(bench: Workbench): Promise<{ ours: Page; plain: Page }> {
  const ours = await bench.page('wordy', { hash: '#/attempts' });
  ours.setDefaultTimeout(600_000);
  await ours.locator('[data-rows] a').first().click();
  await ours.locator('article h2').waitFor();
  await ours.locator('[contenteditable="true"]').first().click();
  const plain = await ours.context().newPage();
  await plain.setContent('<div contenteditable="true" style="font-size: 18px; min-height: 5em"></div>');
  await plain.locator('div').click();
  return { ours, plain };
}

export async function measure(): Promise<readonly Result[]> {
  await buildShippedWorkbench();
  const bench = await Workbench.open(shippedWorkbenchFolder, 'whole');
  try {
    const pages = await open(bench);
    const all: Record<'ours' | 'plain', Typed[]> = { ours: [], plain: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const which of ['ours', 'plain'] as const) {
        const typed = await typeIn(pages[which]);
        // The first warms both.
        if (round > 0) all[which].push(typed);
      }
    }
    const keys = (which: 'ours' | 'plain') => all[which].flatMap((typed) => typed.keys);
    const late = (which: 'ours' | 'plain') => {
      const frames = all[which].flatMap((typed) => typed.frames);
      return (100 * frames.filter((ms) => ms > lateMs).length) / frames.length;
    };
    const note = 'a letter into a reflection among 5,000; plain: a page with nothing but a field';
    const n = keys('ours').length;
    const share = (name: string, at: number): Result => ({
      ...{ name, unit: 'ms', n, note: `key press to the end of its frame, ${note}` },
      value: percentile(keys('ours'), at),
      baseline: percentile(keys('plain'), at),
    });
    return [
      share('typing.p50', 0.5),
      share('typing.p95', 0.95),
      {
        ...{ name: 'typing.late', unit: '%', n: all.ours.flatMap(({ frames }) => frames).length },
        note: `frames that lasted over ${String(lateMs)} ms, ${note}`,
        value: late('ours'),
        baseline: late('plain'),
      },
    ];
  } finally {
    await bench.end();
  }
}
