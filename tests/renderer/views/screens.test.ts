import type { Page } from '@playwright/test';
import { describe, expect, test, vi } from 'vitest';
import { workbenchPassphrase } from '../workbench/fake-keys.svelte.ts';
import { workbenchForTests } from '../workbench/for-tests.ts';
import { axeFindingsInBothLights, narrowInGerman, type PageOptions } from '../workbench/opened-page.ts';
import type { Scene } from '../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 30_000 });

const bench = workbenchForTests();

async function withPage(scene: Scene, options: PageOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page(scene, options);
  await act(page);
  await page.context().close();
}

/** Presses keys one by one; a longer name is one key. */
async function press(page: Page, ...keys: string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
const attempts = (page: Page) => page.evaluate(() => window.workbench.journal?.attempts ?? []);

describe('quick capture', () => {
  test('a bare no takes fewer than twelve key presses, from anywhere, with nothing written before', () =>
    withPage('empty', { hash: '#/attempts' }, async (page) => {
      const count = await press(page, 'n', 'B', 'B', 'C', 'Enter', 'j', 'o', 'b', 'Enter', 'n', 'Enter');
      expect(count).toBeLessThan(12);
      await page.getByText('That’s a no. Rate it if you like; skipping is fine.').waitFor();
      expect(await attempts(page)).toMatchObject([
        { toWhom: 'BBC', what: 'job', answer: 'no', answeredOn: '2026-11-23' },
      ]);
    }));

  test('and seven with what was written before', () =>
    withPage('rich', { hash: '#/attempts' }, async (page) => {
      const before = (await attempts(page)).length;
      await press(page, 'n', 't', 'Enter', 'f', 'Enter', 'n', 'Enter');
      await page.locator('[data-rate]').waitFor();
      const all = await attempts(page);
      expect(all).toHaveLength(before + 1);
      expect(all[0]).toMatchObject({ toWhom: 'Tidewrack', what: 'Four poems about ferries', answer: 'no' });
    }));

  test('on Today the key leads into the slip; a missing line is said and focused', () =>
    withPage('rich', {}, async (page) => {
      await press(page, 'n', 'X');
      await page.keyboard.press('Control+Enter');
      expect(await page.getByRole('alert').textContent()).toContain('Something must stand here');
      expect(
        await page.getByRole('combobox', { name: 'What' }).evaluate((field) => field === document.activeElement),
      ).toBe(true);
    }));

  test('ratings after a no: digits rate, skipping is one press, the next can be written at once', () =>
    withPage('empty', {}, async (page) => {
      await press(page, 'n', 'A', 'Enter', 'b', 'Enter', 'n', 'Enter');
      await press(page, 'Tab', '1', '0', 'Tab', 'Tab', '0');
      expect((await attempts(page))[0]?.ratings).toEqual({ hope: 10, purpose: 0 });
      await page.getByRole('button', { name: 'Done' }).click();
      await page.keyboard.type('next');
      expect(await page.getByRole('combobox', { name: 'To whom' }).inputValue()).toBe('next');
    }));

  test('what is half written is there again after locking', () =>
    withPage('rich', {}, async (page) => {
      await press(page, 'n');
      await page.keyboard.type('Half a na');
      await page.getByRole('button', { name: 'Lock' }).click();
      await page.getByLabel('Passphrase').fill(workbenchPassphrase);
      await page.keyboard.press('Enter');
      expect(await page.getByRole('combobox', { name: 'To whom' }).inputValue()).toBe('Half a na');
    }));
});

describe('find', () => {
  test('a narrow list shows why each slip was found, also where its second line is left out', () =>
    withPage('rich', { hash: '#/attempts?q=harbour', width: 360, height: 740 }, async (page) => {
      await page.locator('mark').first().waitFor({ state: 'attached' });
      const unexplained = await page.locator('[data-rows] a').evaluateAll((slips) =>
        slips
          .filter((slip) => !slip.textContent.includes('Found in their words'))
          .filter((slip) => ![...slip.querySelectorAll('mark')].some((mark) => mark.checkVisibility()))
          .map((slip) => slip.textContent),
      );
      expect(unexplained).toEqual([]);
    }));
});

describe('the door', () => {
  test.each(['passphrase', 'words'])('says nothing of the %s when nothing is typed, and waits in the field', (way) =>
    withPage('locked', {}, async (page) => {
      if (way === 'words') await page.getByRole('button', { name: 'Use the 24 words' }).click();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      expect(await page.evaluate(() => document.activeElement?.matches('input, textarea'))).toBe(true);
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.getByText('That passphrase does not open').count()).toBe(0);
    }),
  );
});

describe('the rating control', () => {
  test('is a group of eleven with its question, nothing chosen, one stop for the tab key, and can be taken back', () =>
    withPage('rich', {}, async (page) => {
      const group = page.getByRole('radiogroup', { name: 'How worthwhile does what you are doing feel?' });
      expect(await group.getByRole('radio').count()).toBe(11);
      expect(await group.getByRole('radio', { checked: true }).count()).toBe(0);
      expect(await group.locator('[tabindex="0"]').count()).toBe(1);
      await group.locator('[tabindex="0"]').focus();
      await press(page, '4', 'ArrowRight');
      expect(await group.getByRole('radio', { checked: true }).textContent()).toBe('5');
      expect(await focused(page)).toBe('5');
      await page.getByRole('button', { name: /take back.*How worthwhile/ }).click();
      expect(await group.getByRole('radio', { checked: true }).count()).toBe(0);
    }));
});

describe('the date field', () => {
  test('takes words, steps by days, and keeps what is no date until it is mended', () =>
    withPage('empty', {}, async (page) => {
      const field = page.getByLabel('Sent on', { exact: true });
      await field.fill('yesterday');
      await page.keyboard.press('Tab');
      expect(await field.inputValue()).toBe('22 Nov 2026');
      await field.press('ArrowDown');
      expect(await field.inputValue()).toBe('21 Nov 2026');
      await field.fill('soonish');
      await page.keyboard.press('Tab');
      expect(await field.inputValue()).toBe('soonish');
      expect(await page.getByRole('alert').textContent()).toContain('Not a day yet');
    }));
});

describe('the list of attempts', () => {
  test('arrows walk it, Enter opens, letters lead to names, the address keeps the place', () =>
    withPage('rich', { hash: '#/attempts' }, async (page) => {
      await press(page, '/');
      await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
      const third = await page.locator('[data-rows] a').nth(2).getAttribute('href');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => location.hash)).toBe(third?.slice(third.indexOf('#')));
      await page.locator('article').waitFor();
      await page.locator('[data-rows] a[tabindex="0"]').focus();
      await press(page, 'k', 'e');
      expect(await focused(page)).toContain('Kestrel Studio');
      await page.goBack();
      await page.getByText('Choose a slip to read it here.').waitFor();
    }));

  test('ten thousand scroll without blanks, and few stand in the page', () =>
    withPage('most', { hash: '#/attempts' }, async (page) => {
      for (const part of [0.5, 0.9, 0.1, 1]) {
        await page.locator('[data-rows]').evaluate((list, part) => (list.scrollTop = list.scrollHeight * part), part);
        // Two frames later, where the eye would see a gap, a slip must stand.
        const covered = await page.locator('[data-rows]').evaluate(async (list) => {
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          const box = list.getBoundingClientRect();
          const points = Array.from({ length: 12 }, (_, i) => box.top + 30 + ((box.height - 120) * i) / 11);
          return points.every((y) =>
            [-8, 0, 8].some((d) => document.elementFromPoint(box.left + 120, y + d)?.closest('a')),
          );
        });
        expect(covered).toBe(true);
      }
      expect(await page.locator('[data-rows] a').count()).toBeLessThan(90);
      await page.locator('[data-rows] a[tabindex="0"]').focus();
      await page.keyboard.press('End');
      expect(
        await page.locator('[data-rows] [aria-posinset="10000"] a').evaluate((a) => a === document.activeElement),
      ).toBe(true);
    }));
});

describe('one attempt', () => {
  test('keeps the words of a refusal folded, and edits in place with undo', () =>
    withPage('rich', { hash: '#/attempts?q=ploughshare' }, async (page) => {
      await page.locator('[data-rows] a').first().click();
      expect(await page.getByText('two of us argued for it').count()).toBe(0);
      await page.getByRole('button', { name: 'Folded. Open it when you like.' }).click();
      expect(await page.getByLabel('Their words').inputValue()).toContain('two of us argued for it');
      await page.getByLabel('What', { exact: true }).fill('Otter');
      await page.getByLabel('What I heard').focus();
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await page.getByLabel('What', { exact: true }).inputValue()).toBe('Otter and the Moon, a picture book');
    }));

  test('takes a reflection in rich text, undone with everything else, and only looking writes nothing', () =>
    withPage('rich', { hash: '#/attempts?q=ploughshare' }, async (page) => {
      await page.locator('[data-rows] a').first().click();
      await page.getByRole('button', { name: 'Write without one' }).click();
      const editor = page.getByRole('textbox', { name: 'What I make of it' });
      await editor.waitFor();
      expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
      await page.keyboard.type('It was **close**. ');
      expect(await editor.locator('strong').textContent()).toBe('close');
      const id = await page.evaluate(() => location.hash.replace(/.*\/|\?.*/g, ''));
      const text = () => page.evaluate((id) => window.workbench.journal?.journal.reflectionText(id), id);
      expect(await text()).toContain('It was close.');
      await editor.evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', '<b onclick="alert(1)">From</b> outside');
        clipboardData.setData('text/plain', 'From outside');
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      expect(await text()).toContain('From outside');
      expect(await editor.locator('strong').count()).toBe(1);
      for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z');
      expect(await text()).toBe('');
      await page.keyboard.press('Control+Shift+z');
      expect(await text()).not.toBe('');
    }));

  test('goes to the bin and comes back', () =>
    withPage('rich', { hash: '#/attempts?q=ploughshare' }, async (page) => {
      await page.locator('[data-rows] a').first().click();
      await page.getByRole('button', { name: 'Put in the bin' }).click();
      expect(await page.locator('[data-rows] a').count()).toBe(0);
      await page.getByRole('button', { name: 'Take it out' }).click();
      await page.getByLabel('To whom', { exact: true }).waitFor();
      // The search hears of it in a moment when nothing else is done.
      await expect.poll(() => page.locator('[data-rows] a').count()).toBe(1);
    }));
});

describe('every screen', () => {
  type Screen = [name: string, scene: Scene, hash: string, ready: (page: Page) => Promise<unknown>];
  const atOnce = () => Promise.resolve();
  const openPursuit = (title: string, also?: 'letter' | 'review') => async (page: Page) => {
    await page.locator('main a', { hasText: title }).first().click();
    const sheet = page.locator('article');
    await sheet.waitFor();
    if (also === 'review') await sheet.locator('button.begin').click();
    if (also !== 'letter') return;
    await sheet.locator('[aria-expanded]').last().click();
    await sheet.locator('.card .button').first().click();
    await sheet.locator('.letter textarea').waitFor();
  };
  const screens: Screen[] = [
    ['welcome', 'first-run', '', atOnce],
    ['unlock', 'locked', '', atOnce],
    ['trouble', 'trouble', '', atOnce],
    ['today', 'rich', '', atOnce],
    ['an empty today', 'empty', '', atOnce],
    ['not saved', 'not-saved', '', atOnce],
    ['attempts', 'rich', '#/attempts', atOnce],
    ['no attempts', 'empty', '#/attempts', atOnce],
    ['an attempt', 'rich', '#/attempts?q=ploughshare', (page) => page.locator('[data-rows] a').first().click()],
    ['a yes', 'rich', '#/attempts?q=ostra', (page) => page.locator('[data-rows] a').first().click()],
    ['no pursuits', 'empty', '#/pursuits', (page) => page.locator('main input').waitFor()],
    ['pursuits', 'pursuits', '#/pursuits', (page) => page.locator('main li a').first().waitFor()],
    ['a pursuit with a letter that asks why', 'pursuits', '#/pursuits', openPursuit('children’s book', 'letter')],
    ['a pursuit that was let go', 'pursuits', '#/pursuits', openPursuit('Tromsø')],
    ['a pursuit of someone else', 'pursuits', '#/pursuits', openPursuit('law degree', 'review')],
    ['a pursuit with thousands of attempts', 'pursuits-many', '#/pursuits', openPursuit('near the sea')],
    ['lines', 'rich', '#/lines', (page) => page.locator('canvas').waitFor()],
    ['thin lines', 'thin', '#/lines', (page) => page.locator('table').waitFor()],
    ['capture', 'rich', '#/attempts', (page) => press(page, 'n')],
    ['the keyboard guide', 'rich', '', (page) => press(page, '?')],
    ['settings', 'rich', '#/settings', (page) => page.locator('h1').waitFor()],
    ['talk to someone', 'rich', '', (page) => page.locator('button.talk').click()],
  ];

  const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
  /** What is seen before there is a journal, whose settings could say in which language. */
  const [open, closed] = [true, false].map((isOpen) =>
    screens.filter(([, scene]) => ['first-run', 'locked', 'trouble'].includes(scene) !== isOpen),
  ) as [Screen[], Screen[]];

  test('axe would find what cannot be read, by day or by lamplight alone', () =>
    withPage('empty', {}, async (page) => {
      await page.evaluate(() => {
        const [byDay, byLamplight] = [document.createElement('p'), document.createElement('p')];
        byDay.style.background = byLamplight.style.background = 'light-dark(#fff, #111)';
        byDay.style.color = '#bbb';
        byLamplight.style.color = '#444';
        byDay.textContent = byLamplight.textContent = 'Words';
        document.querySelector('main')?.append(byDay, byLamplight);
      });
      const findings = await axeFindingsInBothLights(page);
      expect(findings.filter((finding) => finding.startsWith('color-contrast'))).toHaveLength(1);
      expect(findings.filter((finding) => finding.startsWith('by lamplight, color-contrast'))).toHaveLength(1);
    }));

  test.each(open)('%s: axe finds nothing in either light; at 360 px in German nothing is too wide', (...screen) => {
    const [, scene, hash, ready] = screen;
    return withPage(scene, { hash }, async (page) => {
      await ready(page);
      expect(await axeFindingsInBothLights(page)).toEqual([]);
      await narrowInGerman(page);
      expect(await width(page)).toBeLessThanOrEqual(360);
    });
  });

  test.each(closed)('%s: axe finds nothing in either light', (_name, scene, hash) =>
    withPage(scene, { hash }, async (page) => expect(await axeFindingsInBothLights(page)).toEqual([])),
  );

  test.each(closed)('%s: at 360 px in German nothing is too wide', (_name, scene, hash) =>
    withPage(scene, { hash, language: 'de', width: 360, height: 740 }, async (page) =>
      expect(await width(page)).toBeLessThanOrEqual(360),
    ),
  );

  test('follows a change of language and light at once', () =>
    withPage('rich', {}, async (page) => {
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('radio', { name: 'Deutsch' }).click();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
      await page.getByRole('radio', { name: 'Lampenlicht' }).click();
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
      await page.getByRole('link', { name: 'Versuche' }).waitFor();
    }));

  test('single letters are text, not shortcuts, once that is turned off', () =>
    withPage('rich', {}, async (page) => {
      await press(page, '?');
      await page.getByRole('checkbox', { name: 'Single keys are shortcuts' }).uncheck();
      await press(page, 'Escape', '2');
      expect(await page.evaluate(() => location.hash)).toBe('');
    }));

  test('where something is not right yet, the keys stand in the first field of which that is said', () =>
    withPage('first-run', {}, async (page) => {
      const stands = (label: RegExp) =>
        expect
          .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent))
          .toMatch(label);
      await page.getByRole('button', { name: 'Go on' }).press('Enter');
      await stands(/^Passphrase/);
      await page.keyboard.type(workbenchPassphrase);
      await page.getByRole('button', { name: 'Go on' }).press('Enter');
      await stands(/^The same once more/);
      await page.keyboard.type(workbenchPassphrase);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'I have them on paper' }).press('Enter');
      const [first] = await page.getByText(/^Word \d+$/).allTextContents();
      await page.getByRole('button', { name: 'Open the journal' }).press('Enter');
      await stands(new RegExp(`^${first ?? ''}$`));
    }));

  test('the recovery sheet prints as ink on white on one page, by lamplight too', () =>
    withPage('first-run', { theme: 'dark' }, async (page) => {
      await page.getByLabel('No passphrase on this computer').check();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const seen = await page.evaluate(() => ({
        paper: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.querySelector('.word') ?? document.body).color,
        buttons: [...document.querySelectorAll('button')].filter((button) => button.checkVisibility()).length,
      }));
      expect(seen).toEqual({ paper: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', buttons: 0 });
      const pdf = await page.pdf({ format: 'A4', printBackground: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    }));
});
