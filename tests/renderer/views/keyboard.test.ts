/** The screens by keys alone: what is done with a mouse is done without one, and the focus is never lost on the way. */
import type { Page } from '@playwright/test';
import { describe, expect, test, vi } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';
import { Keys } from '../workbench/keys-only.ts';
import type { PageOptions } from '../workbench/opened-page.ts';
import type { Scene } from '../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 90_000 });

const bench = workbenchForTests();

async function byKeys(
  scene: Scene,
  options: PageOptions,
  act: (keys: Keys, page: Page) => Promise<void>,
): Promise<void> {
  const page = await bench.page(scene, options);
  await act(new Keys(page), page);
  await page.context().close();
}

/** As long as two busy cores may need. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 10_000 });
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));
const newest = (page: Page) => page.evaluate(() => window.workbench.journal?.attempts[0]);
const openId = (page: Page) => page.evaluate(() => location.hash.replace(/.*\/|\?.*/g, ''));
const opened = (page: Page, id: string) => page.evaluate((one) => window.workbench.journal?.attempt(one), id);

/** Opens the one attempt that is found by a word. */
async function open(keys: Keys, page: Page, word: string): Promise<string> {
  await keys.press('2');
  await page.locator('input[type="search"]').waitFor();
  await keys.press('/');
  await keys.on(/^Find$/);
  await keys.type(word);
  await page.locator('mark').first().waitFor();
  await keys.press('ArrowDown', 'Enter');
  await page.locator('article').waitFor();
  return openId(page);
}

describe.each([
  ['today', 'rich', '', 'main h1, main h2'],
  ['the asking card', 'asking', '', '.asking'],
  ['pursuits', 'pursuits', '#/pursuits', 'main li a'],
  ['insights', 'rich', '#/insights/lines', '.insights canvas'],
  ['the wall', 'rich', '#/wall', 'g[role="button"]'],
  ['the poster', 'rich', '#/poster', 'main canvas'],
  ['settings', 'rich', '#/settings', 'main h1'],
  ['transfer', 'rich', '#/transfer', '#transfer-export'],
  ['the bin', 'rich', '#/bin', 'main h1'],
] as const)('%s', (_name, scene, where, ready) => {
  test('the tab key goes through it in order, each stop is shown, and it comes to an end', () =>
    byKeys(scene, { hash: where }, async (keys, page) => {
      await page.locator(ready).first().waitFor();
      const passed = await keys.through();
      expect(passed.length).toBeGreaterThan(8);
      expect(passed.filter(({ seen }) => !seen).map(({ tag, name }) => `${tag} ${name}`)).toEqual([]);
      expect(passed.filter(({ name, tag }) => name === '' && tag !== 'main')).toEqual([]);
    }));
});

describe('quick capture', () => {
  test('from another screen: a no is written down, rated, and the next envelope sent after it', () =>
    byKeys('rich', { hash: '#/wall' }, async (keys, page) => {
      await page.locator('g[role="button"]').first().waitFor();
      await keys.press('Tab', 'n');
      await keys.on(/To whom/);
      await keys.type('Heron House');
      await keys.press('Enter');
      await keys.type('Salt, an essay');
      await keys.press('Enter');
      await keys.press('n', 'Enter');
      await keys.on(/That’s a no/);
      await keys.press('Tab', '4', 'Tab', 'Tab', '6');
      await soon(async () => (await newest(page))?.ratings).toEqual({ hope: 4, purpose: 6 });
      await keys.to(/Open it/);
      await keys.press('Enter');
      await page.locator('article').waitFor();
      await keys.notLost();
      const first = await openId(page);
      await keys.to(/^Next envelope/);
      await keys.type('Gannet Quarterly');
      await keys.press('Enter');
      await soon(async () => (await newest(page))?.nextOf).toBe(first);
      await keys.notLost();
    }));

  test('Escape closes the sheet, keeps what was typed, and gives the focus back', () =>
    byKeys('rich', { hash: '#/pursuits' }, async (keys, page) => {
      await page.locator('main input').waitFor();
      await keys.to(/^Wall$/);
      await keys.press('n');
      await keys.on(/To whom/);
      await keys.type('Half');
      await keys.press('Escape');
      // The first closes what is offered, if anything is.
      if ((await page.locator('dialog').count()) > 0) await keys.press('Escape');
      await keys.on(/^Wall$/);
      await keys.press('n');
      await keys.on(/To whom/);
      expect(await page.locator('dialog input').first().inputValue()).toBe('Half');
    }));

  test('what is pressed right after Escape is not lost with the sheet', () =>
    byKeys('rich', { hash: '#/pursuits' }, async (keys, page) => {
      await page.locator('main input').waitFor();
      await keys.press('n');
      await keys.on(/To whom/);
      // Both keys in one task of the page, closer together than fingers can be.
      await page.evaluate(() => {
        document.querySelector('dialog')?.requestClose();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', bubbles: true }));
        return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      });
      expect(await page.locator('dialog[open]').count()).toBe(1);
    }));
});

describe('one attempt', () => {
  test('an event is added and taken out, and the keys stay in the history', () =>
    byKeys('rich', {}, async (keys, page) => {
      const id = await open(keys, page, 'ploughshare');
      const events = async () => (await opened(page, id))?.events.length;
      const before = (await events()) ?? 0;
      await keys.to(/^Add something that happened/i);
      await keys.press('Enter');
      await keys.notLost();
      await keys.to(/^Add$/);
      await keys.press('Enter');
      await soon(events).toBe(before + 1);
      await keys.notLost();
      await keys.to(/^(Remove:)/, 'Shift+Tab');
      await keys.press('Enter');
      await soon(events).toBe(before);
      await keys.notLost();
    }));

  test('its answer changes by its letter, and the words stay folded until they are opened', () =>
    byKeys('rich', {}, async (keys, page) => {
      const id = await open(keys, page, 'gannet');
      await keys.to(/^waiting$/);
      await keys.press('n');
      await soon(async () => (await opened(page, id))?.answer).toBe('no');
      await keys.on(/^no$/);
    }));

  test('folded words are opened and folded again, and the keys go with them', () =>
    byKeys('rich', {}, async (keys, page) => {
      await open(keys, page, 'ploughshare');
      await keys.to(/^Folded/);
      await keys.press('Enter');
      await keys.on(/Their words/);
      await keys.to(/^Fold/);
      await keys.press('Enter');
      await keys.on(/^Folded/);
    }));

  test('a reflection is begun without one’s leaving the keys', () =>
    byKeys('rich', {}, async (keys, page) => {
      const id = await open(keys, page, 'ploughshare');
      await keys.to(/^Write without one/);
      await keys.press('Enter');
      await keys.on(/What I make of it/);
      await keys.type('It was close.');
      const text = () => page.evaluate((one) => window.workbench.journal?.journal.reflectionText(one), id);
      await soon(text).toBe('It was close.');
    }));

  test('a letter is opened, closed by Escape, taken out and put back', () =>
    byKeys('rich', {}, async (keys, page) => {
      await open(keys, page, 'ploughshare');
      // Choosing a file is the browser’s own window; what comes after is done by keys.
      const file = { name: 'No.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Robin, no.') };
      await page.locator('[data-takes-files] input').setInputFiles([file]);
      await page.locator('[data-takes-files] li').waitFor();
      await keys.to(/^Open No\.txt/);
      await keys.press('Enter');
      await page.locator('dialog').waitFor();
      await keys.press('Escape');
      await keys.on(/^Open No\.txt/);
      await keys.press('Tab', 'Enter');
      await soon(() => page.locator('[data-takes-files] li').count()).toBe(0);
      await keys.notLost();
      await keys.on(/^Undo/);
      await keys.press('Enter');
      await page.locator('[data-takes-files] li').waitFor();
      await keys.notLost();
    }));

  test('it goes to the bin and comes back', () =>
    byKeys('rich', {}, async (keys, page) => {
      await open(keys, page, 'ploughshare');
      await keys.to(/^Put in the bin/);
      await keys.press('Enter');
      await keys.on(/^Take it out/);
      await keys.press('Enter');
      await page.getByLabel('To whom', { exact: true }).waitFor();
      await keys.notLost();
    }));
});

describe('finding', () => {
  test('a filter is chosen and taken off again', () =>
    byKeys('rich', { hash: '#/attempts' }, async (keys, page) => {
      await page.locator('[data-rows] a').first().waitFor();
      await keys.press('/');
      await keys.to(/^Filter/);
      await keys.press('Enter');
      await keys.press('Tab');
      await keys.to(/^Answer/);
      await keys.press('y');
      await soon(() => hash(page)).toContain('answer=yes');
      await keys.to(/^Remove the filter.*yes/i);
      await keys.press('Enter');
      await soon(() => hash(page)).not.toContain('answer=yes');
      await keys.notLost();
    }));

  test('rows of the table are chosen, changed together, and the change is taken back', () =>
    byKeys('rich', { hash: '#/attempts?view=table' }, async (keys, page) => {
      await page.locator('table a').first().waitFor();
      await keys.press('/', 'ArrowDown');
      await keys.notLost();
      await keys.press('ArrowDown', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
      await page.getByText('3 chosen').waitFor();
      await keys.to(/bin/i, 'Shift+Tab');
      await keys.press('Enter');
      await keys.on(/^Undo/);
      await keys.press('Enter');
      await keys.notLost();
      const binned = () => page.evaluate(() => window.workbench.journal?.journal.attempts().length);
      await soon(binned).toBe(120);
    }));

  test('a card of the board is moved to another answer and lies under the keys there', () =>
    byKeys('rich', { hash: '#/attempts?view=board' }, async (keys, page) => {
      await page.locator('.board a').first().waitFor();
      await keys.press('/', 'ArrowDown');
      const card = await keys.notLost();
      await keys.press('ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft');
      await keys.on(new RegExp(card.name.slice(0, 8)));
      await keys.press('Shift+ArrowRight');
      await page.locator('dialog').waitFor();
      await keys.press('Escape');
      await keys.on(new RegExp(card.name.slice(0, 8)));
      await keys.press('m');
      await page.locator('dialog').waitFor();
      await keys.press('q');
      await keys.to(/^Write it down/);
      await keys.press('Enter');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await keys.on(new RegExp(card.name.slice(0, 8)));
    }));
});

describe('the wall', () => {
  test('arrows and letters lead to a slip, Enter opens its letter, Escape comes back to it', () =>
    byKeys('rich', { hash: '#/wall' }, async (keys, page) => {
      await page.locator('g[role="button"]').first().waitFor();
      await keys.to(/^No (answer )?from/);
      await keys.press('ArrowDown', 'ArrowLeft', 'k', 'e');
      await keys.on(/Kestrel Studio/);
      await keys.press('Enter');
      await page.locator('article h2').waitFor();
      await keys.on(/Kestrel Studio/);
      await keys.press('Escape');
      await page.locator('article h2').waitFor({ state: 'detached' });
      await keys.on(/Kestrel Studio/);
    }));
});

describe('insights', () => {
  test('the stretch of time changes by its buttons and on the chart, and the last step leaves the keys near', () =>
    byKeys('rich', { hash: '#/insights/lines' }, async (keys, page) => {
      await page.locator('.insights canvas').waitFor();
      await keys.to(/^All$/);
      await keys.press('ArrowLeft');
      await soon(() => hash(page)).toContain('range=year');
      await keys.on(/^1 year$/);
      await keys.to(/^Earlier$/);
      await keys.press('Enter');
      await soon(() => hash(page)).toContain('back=1');
      // Nothing lies before: the button can be pressed no more.
      await keys.on(/^Later$/);
      await keys.to(/point by point/);
      await keys.press('-');
      await soon(() => hash(page)).toContain('range=all');
      await keys.press('+', '+');
      await soon(() => hash(page)).toContain('range=quarter');
      await keys.press('PageUp');
      await soon(() => hash(page)).toContain('back=1');
      await keys.press('PageDown');
      await soon(() => page.getByRole('button', { name: 'Later' }).isDisabled()).toBe(true);
      await keys.press('End');
      await page.locator('.spoken [aria-live]', { hasText: '2026' }).waitFor();
      await keys.on(/point by point/);
    }));

  test('a table is opened, and its last rows are reached', () =>
    byKeys('rich', { hash: '#/insights/lines' }, async (keys, page) => {
      await page.locator('.insights canvas').waitFor();
      await keys.to(/^As a table$/);
      await keys.press('Enter');
      await page.locator('.insights table').waitFor();
      await keys.to(/^Show the next/);
      await keys.press('Enter');
      await soon(() => page.locator('.insights tbody tr').count()).toBeGreaterThan(100);
      await keys.notLost();
    }));
});

describe('the card that asks', () => {
  test('it waits while the slip asks how an answer felt', () =>
    byKeys('asking', {}, async (keys, page) => {
      await page.locator('.asking').waitFor();
      await keys.press('n');
      await keys.type('Heron House');
      await keys.press('Enter');
      await keys.type('Salt');
      await keys.press('Enter', 'n', 'Enter');
      await keys.on(/That’s a no/);
      await soon(() => page.getByRole('region', { name: 'How are things today?' }).count()).toBe(0);
      await keys.to(/^Skip$/);
      await keys.press('Enter');
      await page.getByRole('region', { name: 'How are things today?' }).waitFor();
    }));

  test('what is asked is rated, left out, asked again, and the card put away and opened', () =>
    byKeys('asking', {}, async (keys, page) => {
      await page.locator('.asking').waitFor();
      await keys.to(/^1|The Harbour Review|^0/);
      await keys.press('6');
      await keys.notLost();
      await keys.to(/^skip/);
      await keys.press('Enter');
      await keys.on(/after all/i);
      await keys.press('Enter');
      await keys.notLost();
      await keys.to(/^(Done|Not today)$/);
      await keys.press('Enter');
      await keys.notLost();
      await keys.press('Enter');
      await keys.notLost();
    }));
});

describe('pursuits', () => {
  test('where a question stands is said once, and a way without an answer says that it has none', () =>
    byKeys('pursuits', { hash: '#/pursuits' }, async (keys, page) => {
      await page.locator('main li a').first().waitFor();
      await keys.to(/children’s book/);
      await keys.press('Enter');
      const asking = page.getByRole('region', { name: 'Ask why' });
      await asking.getByRole('button', { name: /^Kite Audio/ }).press('Enter');
      await asking.getByRole('button', { name: 'A reply came' }).waitFor();
      expect(await asking.getByText(/^asked on/).count()).toBe(1);
      const id = await page.evaluate(() => {
        const { journal } = window.workbench;
        const pursuit = journal?.journal.addPursuit({ title: 'A choir' });
        if (pursuit) journal?.journal.addAttempt({ pursuit, toWhom: 'Bach-Verein', what: 'a place' });
        return pursuit ?? '';
      });
      await page.evaluate((to) => (location.hash = `#/pursuits/${to}`), id);
      await page.getByText('A yes or a no stands here once it has come.').waitFor();
    }));

  test('a door that was taken out comes back under the keys', () =>
    byKeys('pursuits', { hash: '#/pursuits' }, async (keys, page) => {
      await page.locator('main li a').first().waitFor();
      await keys.to(/children’s book/);
      await keys.press('Enter');
      await page.locator('article').waitFor();
      await keys.to(/^Knock: Ostra/);
      await keys.press('ArrowDown', 'Delete');
      await keys.on(/Bologna/);
      await keys.to(/^Undo/);
      await keys.press('Enter');
      await keys.on(/library’s reading hour/);
    }));
});
