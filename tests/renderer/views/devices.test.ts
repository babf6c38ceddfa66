/** The screen about devices, and the way to it, by keyboard, narrow and in both lights. */
import { expect, test, vi } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';
import { axeFindingsInBothLights, narrowInGerman } from '../workbench/opened-page.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

const bench = workbenchForTests();
const open = (hash = '#/devices') => bench.page('devices', { hash });
const called = 'window.workbench.sync.called';

test('the first thing said is whether everything is everywhere, and why not', async () => {
  const page = await open();
  const answer = page.getByRole('region', { name: 'Is everything on all your devices?' });
  await answer.getByText('Not yet. Something is waiting to cross.').waitFor();
  await answer.getByText('The files of 2 letters are not on this device yet.').waitFor();
  await page.getByText('Waiting until it is met: 3 changes and 1 letter (420 kB).').waitFor();
  await page.getByText('The other device cannot be reached just now.').waitFor();
  await page.getByText('Coming from there: 2 letters (8.3 MB).').waitFor();
  const crossing = page.getByLabel('Letter on its way here: 3.1 MB of 9 MB.');
  expect(await crossing.evaluate((bar: HTMLProgressElement) => bar.position)).toBeCloseTo(3.1 / 9);
  await page.getByText('This computer is not connected to the internet.').waitFor();
  await page.getByRole('link', { name: 'Not everything is on all your devices yet' }).waitFor();
  await answer.getByRole('button', { name: 'Look for the others now' }).click();
  expect(await page.evaluate(called)).toEqual(['retry']);
  await page.context().close();
});

test('a device that is off makes no yes, and no no either: what is from here is there', async () => {
  const page = await open();
  await page.evaluate(() => {
    const { sync } = window.workbench;
    if (!sync) return;
    const off = sync.devices[3];
    if (off?.live) {
      sync.devices = [...sync.devices.slice(0, 1), { ...off, live: { ...off.live, state: 'away', upToDate: false } }];
    }
    sync.state = { ...sync.state, missing: { letters: 0, letterBytes: 0 } };
  });
  await page.getByText('Everything from here is on the others.').waitFor();
  await page.getByRole('link', { name: 'Not known just now whether everything is on all your devices' }).waitFor();
  await page.context().close();
});

test('a device that was removed says that alone, and nothing of what would cross', async () => {
  const page = await open();
  const answer = page.locator('.answer');
  await answer.getByRole('button', { name: 'Look for the others now' }).waitFor();
  await page.evaluate(() => (window.workbench.sync!.wasRemoved = true));
  await answer.getByText('This device was removed from the journal on another one.').waitFor();
  expect(await answer.getByRole('status').count()).toBe(1);
  expect(await answer.getByRole('button').count()).toBe(0);
  expect(await answer.textContent()).not.toMatch(/Everything is on|waiting to cross/);
  await page.context().close();
});

test('a device is renamed, given an address and removed by keys alone; a wrong address is said and stays', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Show words here' }).click();
  await page.evaluate(() => window.workbench.sync?.pairing?.meet('done', 'give-ours'));
  await page.getByRole('heading', { name: 'Laptop has been added' }).waitFor();
  await page.getByRole('button', { name: 'Rename: Laptop' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('Travel laptop');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Travel laptop' }).waitFor();
  await page.locator('button:focus', { hasText: 'Rename' }).waitFor();
  await page.evaluate(() => window.workbench.sync?.rename(window.workbench.sync.devices[0]?.id ?? '', 'Desk'));
  const own = page.getByLabel('What this device is called');
  await page.getByRole('button', { name: 'Address of Travel laptop' }).press('Enter');
  await page.getByLabel('Its address').fill('nowhere');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('alert').textContent()).toContain('An address is a name or number');
  await page.getByLabel('Its address').fill('10.0.0.2:47000');
  await page.keyboard.press('Enter');
  await page.getByLabel('Its address').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove: Travel laptop' }).press('Enter');
  await page.getByText('What it has already stays readable there').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Travel laptop' }).waitFor({ state: 'detached' });
  const done = await page.evaluate<string[]>(called);
  expect(done.slice(1)).toEqual(['rename b Travel laptop', 'rename a Desk', 'setAddress b 10.0.0.2:47000', 'remove b']);
  // Nothing says any more that it has been added.
  await page.getByRole('button', { name: 'Show words here' }).waitFor();
  // The name is the one in the list.
  expect(await own.inputValue()).toBe('Desk');
  const notice = page.locator('[role=status]:focus', { hasText: 'Travel laptop has been removed' });
  await notice.getByText('If whoever has it may know the passphrase, change that as well').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Change the passphrase' }).getByLabel('The present passphrase').waitFor();
  await page.context().close();
});

test('ways are switched where they stand; a folder that is none is refused, one that is one is used', async () => {
  const page = await open();
  await page.getByLabel('Internet', { exact: true }).uncheck();
  await page.getByLabel('Another folder').fill('Sync');
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByText('That is not the whole path of a folder.').waitFor();
  expect(await page.getByLabel('Another folder').inputValue()).toBe('Sync');
  await page.getByLabel('Another folder').fill('/home/robin/Other');
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByText('/home/robin/Other').waitFor();
  expect(await page.evaluate(called)).toEqual([
    'setWay internet false',
    'setFolder /home/robin/Other',
    'setWay folder true',
  ]);
  await page.context().close();
});

test('words are shown, the question is asked, and the answer leads on; the focus goes along', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Show words here' }).click();
  const words = page.getByRole('list', { name: 'The 12 words, in their order' });
  expect(await words.getByRole('listitem').count()).toBe(12);
  await page.getByText('10 minutes left.').waitFor();
  await page.evaluate(() => window.workbench.sync?.pairing?.meet('confirm', 'give-ours'));
  await page.locator('h3:focus', { hasText: 'Add “Laptop”?' }).waitFor();
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.locator('h3:focus', { hasText: 'Laptop and this device' }).waitFor();
  await page.evaluate(() => window.workbench.sync?.pairing?.meet('done', 'give-ours'));
  await page.getByText('The words have done their part.').waitFor();
  await page.context().close();
});

test('with two journals the person chooses, with bringing both together at first', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Show words here' }).click();
  await page.evaluate(() => window.workbench.sync?.pairing?.meet('choose', 'two-journals'));
  await page.getByRole('radio', { name: /Bring both together/ }).press('ArrowDown');
  await page.getByRole('radio', { name: /Bring both together/ }).waitFor();
  expect(await page.getByRole('radio', { name: /This one’s journal on both/ }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Do it' }).click();
  expect(await page.evaluate('window.workbench.sync.pairing.said')).toEqual(['give-ours']);
  await page.context().close();
});

test('too few words are said, and what was typed stays; the end of a pairing is said in a sentence', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Type words here' }).click();
  const field = page.getByLabel('The 12 words, in their order');
  await field.fill('abandon ability nailwall ');
  await page.getByText('Word 3, “nailwall”, is not in the list.').waitFor();
  await page.getByRole('button', { name: 'Find the other device' }).click();
  await page.getByText('The words do not fit together').waitFor();
  await field.fill('abandon nailwall');
  await page.getByRole('button', { name: 'Find the other device' }).click();
  await page.getByText('Word 2, “nailwall”, is not in the list.').waitFor();
  await field.fill('abandon ability nailwall ');
  expect(await field.inputValue()).toBe('abandon ability nailwall ');
  await field.fill(Array.from({ length: 12 }, () => 'abandon').join(' '));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Find the other device' }).click();
  await page.getByRole('heading', { name: 'Looking for the device that shows these words' }).waitFor();
  await page.evaluate(() => window.workbench.sync?.pairing?.fail('sync/pairing-expired'));
  expect(await page.getByRole('alert').textContent()).toContain('The ten minutes for these words are over.');
  await page.getByRole('button', { name: 'Begin again' }).click();
  await page.getByRole('button', { name: 'Show words here' }).waitFor();
  await page.context().close();
});

test('a computer without a journal asks how it is to open, and then for the words', async () => {
  const page = await bench.page('first-run');
  await page.getByRole('button', { name: 'I have a journal on another computer' }).click();
  await page.getByRole('button', { name: 'Type words here' }).click();
  // One way back at a time.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('radio', { name: /With a passphrase of its own/ }).check();
  await page.getByRole('button', { name: 'Show words here' }).click();
  await page
    .getByText(/at least/i)
    .or(page.locator('[aria-invalid="true"]'))
    .first()
    .waitFor();
  expect(await page.evaluate('window.workbench.sync.pairing')).toBe(null);
  await page.getByLabel('Passphrase', { exact: true }).fill('lantern harbour seven');
  await page.getByLabel('The same once more').fill('lantern harbour seven');
  await page.getByRole('button', { name: 'Show words here' }).click();
  await page.getByRole('list', { name: 'The 12 words, in their order' }).waitFor();
  expect(await axeFindingsInBothLights(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await page.context().close();
});

test('on a small screen the rail takes two lines, with the sign of the devices too', async () => {
  const page = await bench.page('devices', { width: 360, language: 'de' });
  const head = page.locator('header');
  await head.getByRole('link', { name: /Geräten/ }).waitFor();
  const tools = await head.getByRole('button').first().boundingBox();
  const places = await head.getByRole('navigation').boundingBox();
  const all = await head.boundingBox();
  expect(tools && tools.y < 12).toBe(true);
  expect(places && places.y + places.height > (all?.height ?? 0) - 4).toBe(true);
  await page.context().close();
});

test('axe finds nothing wrong at any stage, and nothing scrolls sideways when narrow and German', async () => {
  const page = await open();
  const findings: string[] = [];
  const look = async () => findings.push(...(await axeFindingsInBothLights(page)));
  await page.getByRole('heading', { name: 'Workshop' }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Remove: Laptop' }).click();
  await page.getByRole('button', { name: 'Address of Workshop' }).click();
  await page.getByRole('button', { name: 'Type words here' }).click();
  await look();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Show words here' }).click();
  await look();
  await page.evaluate(() => window.workbench.sync?.pairing?.meet('choose', 'two-journals'));
  await look();
  expect(findings).toEqual([]);
  await narrowInGerman(page);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.evaluate(() => window.workbench.sync?.pairing?.meet('looking', 'two-journals'));
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.context().close();
});
