/** A pursuit from its first door to its last sentence, by keyboard alone. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from '../renderer/workbench/opened-page.ts';
import { expect, test } from './fixtures/journey.ts';
import { opened, saved, setUp } from './person-acts.ts';

const title = 'A home for the children’s book';

/** Goes on with the tab key until `target` has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The tab key does not lead to ${String(target)}.`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

// The clipboard of what a person has.
test.use({ person: { browser: 'whole' } });

test('a pursuit is begun, knocked for, waited for, asked about, let go and taken up again', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('3');
  await expect(page.getByText('A pursuit is something wanted')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await tabTo(page, page.getByLabel('New pursuit'));
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Why it matters')).toBeFocused();
  await page.keyboard.type('It should be read.');

  await tabTo(page, page.getByLabel('Next door'));
  for (const name of ['Alder House', 'Gannet', 'Walker']) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }
  const doors = page.getByRole('button', { name: /^Knock: / });
  await expect(doors).toHaveCount(3);
  await tabTo(page, button(page, 'Knock: Alder House'), 'Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(doors.first()).toHaveAccessibleName('Knock: Gannet');
  await expect(doors.first()).toBeFocused();
  await page.keyboard.press('e');
  await page.keyboard.press('Tab');
  await page.keyboard.type('opens in June');
  await page.keyboard.press('Enter');
  await expect(page.getByText('opens in June')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await expect(page.getByText('“Walker” is off the list.')).toBeVisible();
  await press(page, page.getByRole('article').getByRole('button', { name: 'Undo' }));
  await expect(doors).toHaveCount(3);
  // The list has one stop for the tab key: the door that was last upon it.
  await tabTo(page, page.getByRole('article').locator('button[tabindex="0"]', { hasText: 'Knock' }), 'Shift+Tab');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Gannet” is an attempt now, sent today.')).toBeVisible();
  await expect(doors).toHaveCount(2);

  const silent = page.getByRole('region', { name: 'Who has not answered' }).getByRole('listitem');
  await expect(silent).toHaveText(/Gannet/);
  await tabTo(page, silent.getByRole('button', { name: 'I asked again' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Noted: Gannet asked again today.')).toBeVisible();
  await press(page, silent.getByRole('button', { name: 'The answer came' }));
  await press(page, silent.getByRole('button', { name: 'no', exact: true }));
  await expect(page.getByText(/Noted: Gannet, no, today\./)).toBeVisible();

  const asking = page.getByRole('region', { name: 'Ask why' });
  await press(page, asking.getByRole('button', { name: /^Gannet/ }));
  await press(page, button(page, 'Write the letter'));
  const letter = page.getByLabel('The letter');
  await expect(letter).toBeFocused();
  await expect(letter).toHaveValue(/^Dear Gannet,\n\nThank you for your answer about “A home/);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nNil');
  await press(page, button(page, 'Copy'));
  await expect(asking.getByRole('status')).toHaveText('Copied.');
  expect(await axeFindings(page)).toEqual([]);
  await press(page, button(page, 'I have asked'));
  await press(page, button(page, 'A reply came'));
  await expect(page.getByLabel('What they wrote')).toBeFocused();
  await page.keyboard.type('Too quiet for our list.');
  await press(page, button(page, 'Keep it'));
  await expect(asking.getByText(/^asked on .*, reply on /).first()).toBeVisible();

  // From here the quick capture belongs to this pursuit.
  await tabTo(page, button(page, 'All pursuits'), 'Shift+Tab');
  await page.keyboard.press('n');
  const slip = page.getByRole('dialog');
  await expect(slip.getByLabel('Pursuit')).toHaveValue(/.+/);
  await page.keyboard.type('Ostra');
  await page.keyboard.press('Enter');
  await page.keyboard.type('the picture book');
  await page.keyboard.press('Enter');
  await page.keyboard.press('y');
  await page.keyboard.press('Enter');
  await press(page, slip.getByRole('button', { name: /^(Done|Skip)$/ }));
  const way = page.getByRole('region', { name: 'The way' });
  await expect(way.getByRole('link', { name: /^Yes Ostra/ })).toContainText('After 1 no.');
  await expect(way.getByRole('list').getByRole('link', { name: /^Gannet/ })).toBeVisible();

  const wish = page.getByRole('radiogroup', { name: 'Whose wish is it?' });
  await press(page, wish.getByRole('radio').first(), 'ArrowLeft');
  await expect(wish.getByRole('radio', { checked: true })).toHaveText('someone else’s');
  await expect(page.getByText('You wrote that this is someone else’s wish.')).toBeVisible();
  await press(
    page,
    page
      .getByRole('radiogroup', { name: /How much does it matter/ })
      .getByRole('radio')
      .first(),
    '2',
  );
  await press(page, button(page, 'Ask myself'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('It was his dream.');
  await press(page, button(page, 'Keep the answer'));
  await expect(button(page, 'Let it go')).toBeFocused();
  await page.keyboard.press('Enter');
  const last = page.getByLabel('A last sentence');
  await expect(last).toBeFocused();
  await page.keyboard.type('It taught me to draw.');
  await page.keyboard.press('Tab');
  expect(await axeFindings(page)).toEqual([]);
  await saved(page);

  const again = await device.restart();
  await opened(again);
  await again.getByRole('heading', { level: 1 }).click();
  await again.keyboard.press('3');
  const card = again.getByRole('link', { name: new RegExp(title) });
  await expect(card).toContainText('It taught me to draw.');
  await press(again, card);
  await expect(again.getByLabel('A last sentence')).toHaveValue('It taught me to draw.');
  await expect(again.getByRole('list', { name: 'What I answered' })).toContainText('not sure, It was his dream.');
  await press(again, button(again, 'Take it up again'));
  await expect(again.getByRole('radio', { name: 'going', exact: true })).toBeChecked();
  await expect(again.getByRole('list', { name: 'What I answered' })).toContainText('let go, It taught me to draw.');
});
