import { expect, test } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';

const bench = workbenchForTests();

test('doors of a pursuit that was let go are told and not offered; taken up again, they are', async () => {
  const page = await bench.page('pursuits', { hash: '#/pursuits' });
  await page.getByRole('link', { name: 'Six weeks in Tromsø' }).click();
  const doors = page.getByRole('region', { name: 'Doors that stayed on the list' });
  await doors.getByText('Polar Museum').waitFor();
  await doors.getByText('has a guest room').waitFor();
  expect(await doors.locator('button, input').count()).toBe(0);

  await page.getByRole('button', { name: 'Take it up again' }).click();
  await page.getByRole('button', { name: 'Knock: Polar Museum' }).waitFor();
  await page.context().close();
});
