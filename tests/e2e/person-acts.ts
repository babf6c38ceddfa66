/** What a person does in the window, by the names they see. */
import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Asked {
  readonly toWhom: string;
  readonly what: string;
  readonly answer?: 'no' | 'yes' | 'waiting';
  /** Hope, purpose and self-worth, 0-10. */
  readonly ratings?: readonly [number, number, number];
}

const questions = [/how hopeful/i, /how worthwhile/i, /how good do you feel about yourself/i];

/**
 * Makes the window take this for a slow computer. What a passphrase is wrapped with is fitted to take a second here; on
 * a slow one it is the least that is allowed (`argon2Floor`), and a journey pays for that with a fraction of a second
 * at every opening. The function returned ends it.
 */
async function asSlowComputer(page: Page): Promise<() => Promise<void>> {
  const clock = await page.evaluateHandle(() => {
    const { now } = Date;
    const begin = now();
    Date.now = () => begin + (now() - begin) * 50;
    return now;
  });
  return () => page.evaluate((now) => void (Date.now = now), clock);
}

/**
 * Sets up a journal; returns the 24 recovery words. Deriving keys from a passphrase takes its time at every opening: a
 * journey that is not about getting in sets up without one (`null`). `fitted`: the passphrase is wrapped as on this very
 * computer.
 */
export async function setUp(
  page: Page,
  passphrase: string | null,
  { fitted = false } = {},
): Promise<readonly string[]> {
  const quickAgain = fitted ? () => Promise.resolve() : await asSlowComputer(page);
  if (passphrase === null) await page.getByRole('radio', { name: /No passphrase/ }).check();
  else {
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('The same once more').fill(passphrase);
  }
  await page.getByRole('button', { name: 'Go on' }).click();
  const words = await page
    .getByRole('list', { name: 'The 24 words in their order' })
    .locator('.word')
    .allTextContents();
  expect(words).toHaveLength(24);
  await page.getByRole('button', { name: 'I have them on paper' }).click();
  for (const field of await page.getByLabel(/^Word \d+$/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await field.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Open the journal' }).click();
  await expect(page.getByRole('button', { name: 'Write it down' })).toBeVisible({ timeout: 30_000 });
  await quickAgain();
  return words;
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await opened(page);
}

/** Waits for a journal that is open, or that opens by itself because nothing is asked for on this computer. */
export async function opened(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Write it down' })).toBeVisible({ timeout: 30_000 });
}

/** Writes an attempt down on Today, rates it when ratings are given, and goes back to the empty slip. */
export async function log(page: Page, { toWhom, what, answer = 'no', ratings }: Asked): Promise<void> {
  const slip = page.locator('[data-capture]');
  await slip.getByRole('combobox', { name: 'To whom' }).fill(toWhom);
  await slip.getByRole('combobox', { name: 'What', exact: true }).fill(what);
  await slip.getByText(answer, { exact: true }).click();
  await slip.getByRole('button', { name: 'Write it down' }).click();
  for (const [index, rating] of (ratings ?? []).entries()) {
    const question = questions[index] ?? '';
    const scale = page.locator('[data-rate]').getByRole('radiogroup', { name: question });
    await scale.getByRole('radio', { name: String(rating), exact: true }).click();
  }
  await page
    .locator('[data-rate]')
    .getByRole('button', { name: /^(Done|Skip)$/ })
    .click();
  await expect(slip.getByRole('combobox', { name: 'To whom' })).toBeVisible();
}

/** Waits until the window says that everything is on the host's disk. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
}

export async function openAttempts(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Attempts' }).click();
}

/** To whom the attempts in the list went, sorted. */
export async function listed(page: Page, expected: readonly string[]): Promise<void> {
  await openAttempts(page);
  for (const name of expected) await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
}

/** The rows of the table behind the lines: date, what it comes from, ratings. */
export async function linesTable(page: Page): Promise<readonly string[]> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Insights' }).click();
  await expect(page.locator('figure').first()).toBeVisible();
  await page.locator('figure details summary').first().click();
  return page.locator('table tbody tr').allTextContents();
}

/** Whether the chart shows anything in the colour of hope. */
export async function dotsDrawn(page: Page): Promise<boolean> {
  return page
    .locator('figure canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue, alpha] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0];
        if (alpha > 200 && blue > red + 60 && blue > green + 30) return true;
      }
      return false;
    });
}

/** Lets go of a file over the middle of the window, as the browser tells it. */
export async function dropFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.locator('main').evaluate(
    (target, file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(file.bytes)], file.name));
      const options = { bubbles: true, cancelable: true, dataTransfer };
      for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, options));
    },
    { name, bytes: [...Buffer.from(content)] },
  );
}

/** Where files are brought in and taken out. */
export async function openTransfer(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Bring in and take out' }).click();
}

/** A real job search of 447 applications. */
export const jobSearch = path.resolve(import.meta.dirname, '../fixtures/job-search-2023.csv');

/** Brings it in, from the page that is open for that. */
export async function bringInJobSearch(page: Page): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(jobSearch);
  await page.getByRole('button', { name: 'Bring in 447 entries' }).click();
  await expect(page.getByText('447 entries are in the journal.')).toBeVisible();
}

export interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Presses what hands a file to the browser to keep. */
export async function kept(page: Page, button: string): Promise<Kept> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export const takeOut = (page: Page, what: string): Promise<Kept> => kept(page, `Save: ${what}`);
