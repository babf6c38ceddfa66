/** What the host does for every day: reminders and the keys of the quick capture, in the entry itself on the double. */
import type { ContractTransport } from '#core/contract';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { usualCaptureKeys } from '../../../../src/main/hosts/electron/capture-keys.ts';
import { type Double, launchDouble } from '../../../electron-double/launch.ts';
import { buildStandIn } from './shell.ts';

declare global {
  interface Window {
    readonly nailwall: ContractTransport;
  }
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let out: string;
let dataDir: string;
let double: Double;

beforeAll(async () => {
  out = await buildStandIn();
  dataDir = await mkdtemp(join(tmpdir(), 'nailwall-daily-'));
  double = await launchDouble({ out, dataDir });
  await double.page.locator('body[data-ready]').waitFor();
});

afterAll(async () => {
  await double.kill();
  await rm(out, { recursive: true });
  await rm(dataDir, { recursive: true });
});

const invoke = (channel: string, argument?: unknown) =>
  double.page.evaluate(([name, sent]) => window.nailwall.invoke(name, sent), [channel, argument] as const);

/** The minute of the day that begins next, by the local clock, and how far away it is, ms. */
function nextMinute() {
  const now = new Date();
  const next = new Date(now.getTime() + 60_000);
  return {
    minute: next.getHours() * 60 + next.getMinutes(),
    awayMs: 60_000 - (now.getSeconds() * 1000 + now.getMilliseconds()),
  };
}

test('a reminder says one sentence in the chosen language, and leads back to the window', async () => {
  expect(await invoke('app.describe')).toMatchObject({
    value: { capabilities: { reminders: true, captureKeys: true } },
  });
  await double.electron.minimize();
  const { minute, awayMs } = nextMinute();
  const days = [1, 2, 3, 4, 5, 6, 7];
  expect(await invoke('reminder.plan', { minute, days, from: null, language: 'de' })).toMatchObject({ ok: true });
  expect((await double.recorded()).notices).toEqual([]);
  await double.electron.resume(awayMs + 1000);
  expect((await double.recorded()).notices).toEqual([
    { title: 'Nailwall', body: 'Da ist etwas, das du dir ansehen wolltest.', open: true },
  ]);
  const before = (await double.recorded()).windows[0]?.focused ?? 0;
  await double.electron.clickNotice();
  expect((await double.recorded()).windows[0]?.focused).toBe(before + 1);
  // The next day the person is in the window at that time and needs no telling.
  await double.electron.setFocus(true);
  await double.electron.resume(24 * 3_600_000);
  expect((await double.recorded()).notices).toHaveLength(1);
  await double.electron.setFocus(false);
  await invoke('reminder.plan', null);
  await double.electron.resume(24 * 3_600_000);
  expect((await double.recorded()).notices).toHaveLength(1);
});

test('the keys of the quick capture can be changed, and refused keys change nothing', async () => {
  expect(await invoke('captureKeys.read')).toMatchObject({ value: { keys: usualCaptureKeys, active: true } });
  await double.electron.holdShortcut('Alt+Shift+K');
  expect(await invoke('captureKeys.choose', { keys: 'Alt+Shift+K' })).toMatchObject({
    value: { keys: usualCaptureKeys, active: true, taken: true },
  });
  expect(await invoke('captureKeys.choose', { keys: 'Alt+Shift+J' })).toMatchObject({ value: { taken: false } });
  expect((await double.recorded()).shortcuts).toEqual(['Alt+Shift+J']);
  await invoke('captureKeys.choose', { keys: null });
  expect((await double.recorded()).shortcuts).toEqual([]);
  expect((await double.recorded()).trays).toHaveLength(1);
});
