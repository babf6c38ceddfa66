import type { Page } from '@playwright/test';
import { printed, readByPoppler } from '../renderer/views/poster/pdf.ts';
import { expect, test } from './fixtures/journey.ts';
import { listed, log, saved, setUp, unlock } from './person-acts.ts';

const first = 'lantern harbour seven';
const second = 'orchard window eleven';

const slip = (page: Page) => page.getByRole('button', { name: 'Write it down' });
const door = (page: Page) => page.getByLabel('Passphrase', { exact: true });

async function openKeys(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'What opens the journal' })).toBeVisible();
}

async function typeNew(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('The new passphrase').fill(passphrase);
  await page.getByLabel('The same once more').fill(passphrase);
  await page.getByRole('button', { name: 'Use this passphrase' }).click();
}

async function openByWords(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Use the 24 words' }).click();
  await page.getByLabel('The 24 words, in their order').fill(words.join(' '));
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Types what the labels ask for ("Word 7"). */
async function typeAsked(page: Page, words: readonly string[]): Promise<void> {
  for (const field of await page.getByLabel(/^Word \d+$/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await field.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
  }
}

const wordsShown = (page: Page) =>
  page.getByRole('list', { name: 'The 24 words in their order' }).locator('.word').allTextContents();

test('the passphrase is changed by who knows it; the old one is refused, the new one opens', async ({ device }) => {
  const page = await device.start();
  await setUp(page, first);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await openKeys(page);
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await page.getByLabel('The present passphrase').fill('not this one at all');
  await typeNew(page, second);
  await expect(page.getByText('That is not the present passphrase. Nothing was changed.')).toBeVisible();
  await page.getByLabel('The present passphrase').fill(first);
  await page.getByRole('button', { name: 'Use this passphrase' }).click();
  await expect(page.getByText('The new passphrase opens the journal from now on.')).toBeVisible();
  await saved(page);
  const again = await device.restart();
  await door(again).fill(first);
  await again.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(again.getByText('That passphrase does not open this journal.')).toBeVisible();
  await unlock(again, second);
  await listed(again, ['Harbour Review']);
});

test('asking for it is turned off and on again on this computer', async ({ device }) => {
  const page = await device.start();
  await setUp(page, first);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await openKeys(page);
  await page.getByRole('button', { name: 'Stop asking on this computer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop asking on this computer' });
  await dialog.getByLabel('The present passphrase').fill(first);
  await dialog.getByRole('button', { name: 'Stop asking on this computer' }).click();
  await expect(page.getByText('From now on the journal opens by itself on this computer.')).toBeVisible();
  await saved(page);
  const open = await device.restart();
  await expect(slip(open)).toBeVisible();
  await expect(open.getByRole('button', { name: 'Lock', exact: true })).toHaveCount(0);
  await openKeys(open);
  await open.getByRole('button', { name: 'Ask for a passphrase here' }).click();
  const asking = open.getByRole('dialog', { name: 'Ask for a passphrase here' });
  await asking.getByLabel('Passphrase', { exact: true }).fill(first);
  await asking.getByRole('button', { name: 'Ask for a passphrase here' }).click();
  await expect(open.getByText('From now on this computer asks for the passphrase.')).toBeVisible();
  await saved(open);
  const shut = await device.restart();
  await expect(door(shut)).toBeVisible();
  await unlock(shut, first);
  await listed(shut, ['Harbour Review']);
});

test('a passphrase that was forgotten: the 24 words open, and a new one is chosen', async ({ device }) => {
  const page = await device.start();
  const words = await setUp(page, first);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  const again = await device.restart();
  await openByWords(again, [...words.slice(1), ...words.slice(0, 1)]);
  await expect(again.getByRole('alert')).toBeVisible();
  await again.getByLabel('The 24 words, in their order').fill(words.join(' '));
  await again.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(slip(again)).toBeVisible();
  await openKeys(again);
  await again.getByRole('button', { name: 'Choose a passphrase' }).click();
  await typeNew(again, second);
  await expect(again.getByText('This passphrase opens the journal from now on')).toBeVisible();
  await saved(again);
  const third = await device.restart();
  await unlock(third, second);
  await listed(third, ['Harbour Review']);
});

test('the sheet is printed, tried out, and replaced by a new one', async ({ device }) => {
  const page = await device.start();
  const words = await setUp(page, first);
  await openKeys(page);
  await expect(page.getByText('Last tried out on')).toBeVisible();
  await page.getByRole('button', { name: 'Try the sheet out' }).click();
  await typeAsked(page, [...words].reverse());
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('Not every word fits.')).toBeVisible();
  await typeAsked(page, words);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('They fit. The sheet opens this journal.')).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();

  await page.getByRole('button', { name: 'Make new words' }).click();
  await page.getByLabel('The present passphrase').fill(first);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'Print the sheet' })).toBeVisible();
  const fresh = await wordsShown(page);
  expect(fresh).toHaveLength(24);
  const pdf = await printed(page, 'Print the sheet');
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const read = await readByPoppler(pdf);
  if (read) {
    expect(read.text).toContain('Nailwall: the recovery sheet');
    for (const [index, word] of fresh.entries()) expect(read.text).toMatch(new RegExp(`\\b${index + 1}\\s+${word}\\b`));
    expect(read.text).not.toContain('Settings');
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Nailwall: the recovery sheet' })).toBeVisible();
  await expect(page.getByText(fresh[0] ?? '', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print the sheet' })).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: 'I have them on paper' }).click();
  await typeAsked(page, fresh);
  await page.getByRole('button', { name: 'Use these words' }).click();
  await expect(page.getByText('From now on these words open the journal.')).toBeVisible();
  await saved(page);
  const again = await device.restart();
  await openByWords(again, words);
  await expect(again.getByRole('alert')).toBeVisible();
  await again.getByLabel('The 24 words, in their order').fill(fresh.join(' '));
  await again.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(slip(again)).toBeVisible();
});

test('it locks by keys from anywhere, and keeps what was half typed', async ({ device }) => {
  const page = await device.start();
  await setUp(page, first);
  await page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' }).fill('Half a name');
  await page.keyboard.press('Control+Shift+L');
  await expect(door(page)).toBeVisible();
  await expect(page.getByText('Half a name')).toHaveCount(0);
  await unlock(page, first);
  await expect(page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' })).toHaveValue('Half a name');
});

test('it locks when the window is left alone for as long as was chosen @loopback', async ({ device }) => {
  const page = await device.start();
  await page.clock.install();
  await setUp(page, first);
  await openKeys(page);
  await page.getByLabel('Lock when this window is left alone for').selectOption({ label: '5 minutes' });
  await saved(page);
  for (let minute = 0; minute < 4; minute++) {
    await page.clock.runFor('00:30');
    await page.clock.runFor('00:30');
  }
  await expect(page.getByRole('heading', { name: 'What opens the journal' })).toBeVisible();
  await page.mouse.move(40, 40);
  await page.clock.runFor('04:00');
  await expect(page.getByRole('heading', { name: 'What opens the journal' })).toBeVisible();
  await page.clock.runFor('01:10');
  await expect(door(page)).toBeVisible();
  await unlock(page, first);
});

for (const [how, act] of [
  ['the computer goes to sleep', 'suspend'],
  ['its screen is locked', 'lockScreen'],
  ['it is left alone', 'idle'],
] as const) {
  test(`it locks when ${how}, and what was half typed is kept @double`, async ({ device }) => {
    const page = await device.start();
    await setUp(page, first);
    await page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' }).fill('Half a name');
    if (act === 'idle') await device.machine.setIdle('idle');
    else await device.machine[act]();
    await expect(door(page)).toBeVisible();
    await expect(page.getByText('Half a name')).toHaveCount(0);
    if (act === 'idle') await device.machine.setIdle('active');
    await unlock(page, first);
    await expect(page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' })).toHaveValue('Half a name');
  });
}

/** What a screen reader finds in the window. */
async function heard(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value ?? ''));
}

test('nothing can be read while another window is in front, once that was chosen', async ({ device }) => {
  const page = await device.start();
  await setUp(page, first);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  const cover = page.getByRole('dialog', { name: 'Covered' });
  const leave = () => page.evaluate(() => window.dispatchEvent(new Event('blur')));
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await leave();
  await expect(cover).toHaveCount(0);
  await comeBack();
  await openKeys(page);
  await page.getByRole('checkbox', { name: 'Cover everything while another window is in front' }).check();
  await listed(page, ['Harbour Review']);
  expect((await heard(page)).join('\n')).toMatch(/Harbour/);
  await leave();
  await expect(cover).toBeVisible();
  const covers = await cover.evaluate((sheet) => {
    const { left, top, right, bottom } = sheet.getBoundingClientRect();
    const whole = left <= 0 && top <= 0 && right >= innerWidth && bottom >= innerHeight;
    const [, alpha = '1'] = /rgba\(.*, ([\d.]+)\)/.exec(getComputedStyle(sheet).backgroundColor) ?? [];
    const onTop = document.elementFromPoint(innerWidth / 2, innerHeight / 2) === sheet;
    return { whole, opaque: Number(alpha) === 1, onTop };
  });
  expect(covers).toEqual({ whole: true, opaque: true, onTop: true });
  expect((await heard(page)).join('\n')).not.toMatch(/Harbour|Write/);
  await comeBack();
  await expect(cover).toBeHidden();
  await saved(page);
  const again = await device.restart();
  await unlock(again, first);
  await again.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(again.getByRole('dialog', { name: 'Covered' })).toBeVisible();
});
