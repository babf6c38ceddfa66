import type { ContractTransport } from '#core/contract';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { backupNamedIn } from '../../../../src/main/hosts/electron/opened-backup.ts';
import { type Double, launchDouble, runDouble } from '../../../electron-double/launch.ts';
import { buildStandIn } from './shell.ts';

declare global {
  interface Window {
    readonly nailwall: ContractTransport;
    readonly state: { heard: [string, unknown[]][]; failed: string | null; silent: boolean };
  }
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

test.each([
  [[], null],
  [['--demo'], null],
  [['/a/letter.pdf'], null],
  [['/a/b.nailwall-backup'], '/a/b.nailwall-backup'],
  [['b.nailwall-backup'], '/typed/here/b.nailwall-backup'],
  [['--data-dir', '/d', 'one.nailwall-backup', '/two.nailwall-backup'], '/two.nailwall-backup'],
  [['--something=x.nailwall-backup'], null],
])('%j names %s', (argv, path) => {
  expect(backupNamedIn(argv, '/typed/here')).toBe(path);
});

describe('a backup that is opened with the app', () => {
  let out: string;
  let double: Double;

  beforeAll(async () => {
    out = await buildStandIn();
  });
  afterAll(() => rm(out, { recursive: true }));
  afterEach(() => double.kill());

  const newFolder = () => mkdtemp(join(tmpdir(), 'nailwall-host-'));
  async function launch(file: string): Promise<string> {
    const dataDir = await newFolder();
    double = await launchDouble({ out, dataDir, args: [file] });
    await double.page.locator('body[data-ready]').waitFor();
    return dataDir;
  }
  const heard = () => double.page.evaluate(() => window.state.heard);
  const handed = () =>
    double.page.evaluate(async () => {
      const reply = await window.nailwall.invoke('backups.handed', undefined);
      return (reply as { value: { name: string; file: { transfer: string; bytes: number } } | null }).value;
    });
  const bytesOf = (transfer: string) =>
    double.page.evaluate(async (transfer) => {
      const reply = await window.nailwall.invoke('replica.pullChunk', { transfer, index: 0 });
      return Object.values((reply as { value: Record<string, number> }).value);
    }, transfer);

  test('waits for the window, once, from the command line and from a second start', async () => {
    const folder = await newFolder();
    const [first, second] = ['one.nailwall-backup', 'two.nailwall-backup'].map((name) => join(folder, name));
    await writeFile(first ?? '', 'the first');
    await writeFile(second ?? '', 'the second');
    const dataDir = await launch(first ?? '');
    const one = await handed();
    expect(one).toMatchObject({ name: 'one.nailwall-backup', file: { bytes: 9 } });
    expect(Buffer.from(await bytesOf(one?.file.transfer ?? '')).toString()).toBe('the first');
    expect(await handed()).toBeNull();

    const again = await runDouble({ out, dataDir, args: [second ?? ''] });
    expect(again.code).toBe(0);
    await vi.waitFor(async () => expect(await heard()).toEqual([['app.backup', [{}]]]));
    expect(await handed()).toMatchObject({ name: 'two.nailwall-backup' });
    // Starting it again with no file has none to tell of.
    await runDouble({ out, dataDir });
    expect(await handed()).toBeNull();
    expect(await heard()).toHaveLength(1);
  });

  test('that is gone meanwhile is told by code', async () => {
    await launch(join(await newFolder(), 'gone.nailwall-backup'));
    const reply = await double.page.evaluate(() => window.nailwall.invoke('backups.handed', undefined));
    expect(reply).toMatchObject({ ok: false, error: { code: 'storage/failed' } });
  });
});
