/** The daily use at the screen: the card of questions, settings that apply at once, reminders in the window, prompts. */
import type { Page } from '@playwright/test';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { axeFindings, type PageOptions, Workbench } from '../workbench/opened-page.ts';
import type { Scene } from '../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
  return () => bench.close();
}, 300_000);
afterEach(() => expect(bench.faults.splice(0)).toEqual([]));

async function withPage(scene: Scene, options: PageOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page(scene, options);
  await act(page);
  await page.context().close();
}

const checkIns = (page: Page) => page.evaluate(() => window.workbench.journal?.checkIns ?? []);
const settings = (page: Page) => page.evaluate(() => window.workbench.journal?.settings);

test('the card is answered by keys alone, says only names, and is put away and opened again', () =>
  withPage('asking', {}, async (page) => {
    const card = page.getByRole('region', { name: 'How are things today?' });
    expect(await card.getByRole('radiogroup').count()).toBe(4);
    expect(await card.textContent()).not.toContain('Salt, an essay');
    const harbour = card.getByRole('radiogroup', { name: /The Harbour Review/ });
    await harbour.locator('[tabindex="0"]').focus();
    await page.keyboard.press('7');
    expect((await checkIns(page)).at(-1)).toMatchObject({ day: 1, sting: 7, on: '2026-11-23' });
    await card.getByRole('button', { name: /^skip: Tidewrack/ }).press('Enter');
    await card.getByText('Tidewrack: skipped.').waitFor();
    await page.keyboard.press('Enter');
    expect(await card.getByRole('radiogroup', { name: /Tidewrack/ }).count()).toBe(1);
    await card.getByRole('button', { name: 'Done' }).press('Enter');
    await card.getByText('Written down for today.').waitFor();
    expect(await card.getByRole('radiogroup').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await harbour.getByRole('radio', { checked: true }).textContent()).toBe('7');
    expect(await axeFindings(page)).toEqual([]);
  }));

test('after a third low answer the ways to talk stand below, once', () =>
  withPage('asking', {}, async (page) => {
    const worth = page.getByRole('radiogroup', { name: /about yourself as a person/ });
    await worth.getByRole('radio', { name: '1', exact: true }).click();
    const talk = page.getByRole('region', { name: 'Talk to someone' });
    await talk.getByRole('link', { name: 'findahelpline.com' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await talk.getByRole('button', { name: 'Close' }).click();
    await worth.getByRole('radio', { name: '0', exact: true }).click();
    expect(await talk.count()).toBe(0);
  }));

test('settings apply at once: questions off, kinds, numbers, days and time of reminders', () =>
  withPage('asking', { hash: '#/settings' }, async (page) => {
    await page.getByRole('checkbox', { name: 'Ask again after a no' }).uncheck();
    await page.getByRole('checkbox', { name: 'Shame' }).check();
    const holds = page.getByLabel('One nail holds');
    await holds.fill('0');
    expect(await page.getByRole('alert').textContent()).toContain('A whole number from 1 to 200.');
    await holds.fill('14');
    await page.getByLabel('A kind of your own').fill('Grant panel');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Take Grant panel off the list' }).click();
    await page.getByRole('button', { name: 'Put it back' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Remind me to look in' }).check();
    await page.getByRole('button', { name: 'Monday' }).click();
    await page.getByLabel('At', { exact: true }).fill('08:30');
    await page.getByRole('button', { name: 'Not for a week' }).click();
    expect(await settings(page)).toMatchObject({
      ...{ checkIns: false, extraRatings: ['shame'], nailHolds: 14, reminders: true },
      ...{ reminderDays: [1, 7], reminderMinute: 510, remindersFrom: '2026-11-30' },
    });
    expect(await axeFindings(page)).toEqual([]);
    await page.evaluate(() => (location.hash = '#/today'));
    await page.getByRole('button', { name: 'Write it down' }).waitFor();
    expect(await page.getByRole('region', { name: 'How are things today?' }).count()).toBe(0);
  }));

test('keys of the whole desktop: others can be chosen, taken ones are said in words', () =>
  withPage('empty', { hash: '#/settings' }, async (page) => {
    await page.getByRole('button', { name: 'Other keys' }).click();
    await page.keyboard.press('Control+Alt+k');
    await page.getByText('Another program has Ctrl+Alt+K. Ctrl+Alt+N still works.').waitFor();
    await page.getByRole('button', { name: 'Other keys' }).click();
    await page.keyboard.press('Control+Alt+j');
    await page.getByText('Ctrl+Alt+J', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Write down from any program' }).uncheck();
    await page.getByText('Ctrl+Alt+J', { exact: true }).waitFor({ state: 'detached' });
  }));

test('a reminder in the window is one sentence in the app’s language, and none for whoever is in it', () =>
  withPage('empty', { language: 'de' }, async (page) => {
    await page.context().grantPermissions(['notifications']);
    const shown = await page.evaluate(async () => {
      const made: unknown[] = [];
      const { Notification } = window;
      window.Notification = new Proxy(Notification, {
        construct: (target, args: [string, NotificationOptions]) => {
          made.push([args[0], args[1].body]);
          return new target(...args);
        },
      });
      const remind = async (focused: boolean) => {
        document.hasFocus = () => focused;
        window.workbench.remindRequests++;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      };
      await remind(true);
      await remind(false);
      return made;
    });
    expect(shown).toEqual([['Nailwall', 'Da ist etwas, das du dir ansehen wolltest.']]);
  }));

test('one prompt is offered; another one, or none; the one taken stays with the reflection', () =>
  withPage('rich', { hash: '#/attempts?q=ploughshare' }, async (page) => {
    await page.locator('[data-rows] a').first().click();
    const question = page.locator('.offer .question');
    const first = await question.textContent();
    await page.getByRole('button', { name: 'Another one' }).press('Enter');
    const second = await question.textContent();
    expect(second).not.toBe(first);
    await page.getByRole('button', { name: 'Write with it' }).press('Enter');
    await page.getByRole('textbox', { name: 'What I make of it' }).waitFor();
    expect(await page.locator('.taken').textContent()).toContain(second?.trim());
    expect(await axeFindings(page)).toEqual([]);
  }));

test('reach and tags are written down with the slip', () =>
  withPage('empty', {}, async (page) => {
    await page.getByRole('combobox', { name: 'To whom' }).fill('Alder House');
    await page.getByRole('combobox', { name: 'What', exact: true }).fill('a book');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('radio', { name: '4', exact: true }).click();
    await page.getByRole('combobox', { name: 'Add a tag' }).fill('agent');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.locator('[data-rate]').waitFor();
    const [written] = await page.evaluate(() => window.workbench.journal?.attempts ?? []);
    expect(written).toMatchObject({ stretch: 4, tags: ['agent'] });
  }));
