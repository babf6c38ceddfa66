import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { crashesBeforeSoftware, GpuCrashes, spareGpu } from '../../../../src/main/hosts/electron/gpu.ts';
import { DoubleApp } from '../../../electron-double/app.ts';

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'nailwall-gpu-')), 'deeper', 'gpu-crashes.json');
});

function start(version = '1.0.0'): DoubleApp {
  const app = new DoubleApp({ packaged: true, locale: 'en', end: () => undefined });
  spareGpu(app, new GpuCrashes(path, version), () => undefined);
  return app;
}

function gone(app: DoubleApp, type: string, reason: string): void {
  app.emit('child-process-gone', {}, { type, reason, exitCode: 1 });
}

test('after three crashes, over any number of starts, the next start draws without the graphics process', () => {
  for (let crash = 0; crash < crashesBeforeSoftware; crash++) {
    const app = start();
    expect(app.hardwareAcceleration).toBe(true);
    gone(app, 'GPU', 'crashed');
  }
  expect(start().hardwareAcceleration).toBe(false);
  expect(start('1.0.1').hardwareAcceleration).toBe(true);
});

test('only the graphics process counts, and only when it failed', () => {
  const app = start();
  for (let i = 0; i < 5; i++) {
    gone(app, 'Utility', 'crashed');
    gone(app, 'GPU', 'clean-exit');
    gone(app, 'GPU', 'killed');
  }
  expect(new GpuCrashes(path, '1.0.0').count()).toBe(0);
});

test('a damaged count is none', () => {
  const crashes = new GpuCrashes(path, '1.0.0');
  crashes.add();
  writeFileSync(path, '{"version":"1.0.0","cra');
  expect(crashes.count()).toBe(0);
  crashes.add();
  expect(crashes.count()).toBe(1);
});
