import { expect, test } from './fixtures/journey.ts';
import { listed, log, opened, saved, setUp } from './person-acts.ts';

const names = ['Harbour Review', 'Alder House'];

test('nothing is missing after the window lost its copy', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  for (const toWhom of names) await log(page, { toWhom, what: 'A story' });
  await saved(page);
  await device.quit();
  device.forgetWindowCopy();
  const again = await device.start();
  await opened(again);
  await listed(again, names);
});

test('nothing is missing after the host lost its copy, and the host has it again afterwards', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  for (const toWhom of names) await log(page, { toWhom, what: 'A story' });
  await saved(page);
  await device.quit();
  device.forgetHostCopy();
  const again = await device.start();
  await opened(again);
  await listed(again, names);
  await saved(again);
  await device.quit();
  device.forgetWindowCopy();
  const third = await device.start();
  await opened(third);
  await listed(third, names);
});

test('only when both copies are gone is there nothing', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  await device.quit();
  device.forgetWindowCopy();
  device.forgetHostCopy();
  const again = await device.start();
  await expect(again.getByRole('button', { name: 'Go on' })).toBeVisible();
});

test('what was saved survives a power cut', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  device.forgive(/./);
  await device.kill();
  device.forgetWindowCopy();
  const again = await device.start();
  await opened(again);
  await listed(again, ['Harbour Review']);
});

test('a window copy that is wiped while it is open is told, and nothing is missing', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  // As the browser does when its person clears its data, or the disk runs short.
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: device.origin, storageTypes: 'indexeddb' });
  await session.detach();
  await expect(page.getByText('This copy is not being kept.')).toBeVisible();
  await log(page, { toWhom: 'Alder House', what: 'A story' });
  await saved(page);
  await listed(page, names);
  const again = await device.restart();
  await opened(again);
  await listed(again, names);
  await expect(again.getByText('This copy is not being kept.')).toHaveCount(0);
});
