/** A reminder on the loopback host: the host knows the time, its windows are told. */
import type { Frame } from '#core/contract';
import { expect, test } from 'vitest';
import { nodeClock } from '../../../../src/main/services/index.ts';
import { manualScheduler } from '../../services/manual-scheduler.ts';
import { openPage } from './page.ts';
import { startHost } from './start-host.ts';

const isReminder = (frame: Frame): frame is Extract<Frame, { type: 'event' }> =>
  frame.type === 'event' && frame.channel === 'app.remind';

test('every open window hears that it is time, and nothing more', async () => {
  let now = new Date(2026, 10, 23, 17, 59, 50).getTime();
  const scheduler = manualScheduler();
  const started = await startHost({ clock: { ...nodeClock, now: () => now }, scheduler });
  const [one, other] = [await openPage(started), await openPage(started)];
  expect(await one.call('app.describe')).toMatchObject({ value: { capabilities: { reminders: false } } });
  const plan = { minute: 18 * 60, days: [1], from: null, language: 'de' };
  expect(await one.call('reminder.plan', plan)).toMatchObject({ ok: true });
  now += 10_000;
  scheduler.advance(10_000);
  expect([(await one.until(isReminder)).event, (await other.until(isReminder)).event]).toEqual([{}, {}]);
  expect(started.lines).toEqual([]);
});

test('a plan that is none is refused, and keys for the quick capture are not to be had', async () => {
  const page = await openPage(await startHost());
  for (const plan of [
    { minute: 1440, days: [], from: null, language: 'de' },
    { minute: 1 },
    'at six',
    { words: 'no' },
  ]) {
    expect(await page.call('reminder.plan', plan)).toMatchObject({ ok: false, error: { code: 'input/invalid' } });
  }
  expect(await page.call('captureKeys.read')).toMatchObject({ ok: false, error: { code: 'host/unsupported' } });
});
