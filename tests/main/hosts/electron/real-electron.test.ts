import { _electron } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStandIn } from './shell.ts';

const electron = fileURLToPath(new URL('../../../../node_modules/electron/', import.meta.url));
const pathFile = join(electron, 'path.txt');
const binary = existsSync(pathFile) ? join(electron, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
const isThere = binary !== null && existsSync(binary);

if (!isThere) process.stdout.write('Not covered: real Electron (its binary is not in node_modules/electron/dist).\n');

test('it is said whether real Electron was covered', () => {
  expect(isThere).toBe(binary !== null && existsSync(binary));
});

describe.runIf(isThere)('real Electron', () => {
  let out: string;
  beforeAll(async () => {
    out = await buildStandIn();
  }, 60_000);
  afterAll(() => rm(out, { recursive: true }));

  test('opens its window, answers the page and ends after saving', { timeout: 60_000 }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'nailwall-real-'));
    const app = await _electron.launch({
      executablePath: binary ?? '',
      args: [
        join(out, 'main', 'index.js'),
        '--data-dir',
        dataDir,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    const page = await app.firstWindow();
    await page.locator('body[data-ready]').waitFor();
    const reply = await page.evaluate(() => window.nailwall.invoke('app.describe', undefined));
    expect(reply).toMatchObject({ ok: true, value: { kind: 'electron' } });
    expect(page.url()).toBe('app://nailwall/');
    await app.close();
  });
});
