import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { Ending } from '../../../../src/main/hosts/electron/ending.ts';
import { bringForward, holdUntilSaved } from '../../../../src/main/hosts/electron/lifecycle.ts';
import { DoubleApp } from '../../../electron-double/app.ts';
import { DoublePower } from '../../../electron-double/desktop.ts';
import { DoubleWindow } from '../../../electron-double/window.ts';

let app: DoubleApp;
let power: DoublePower;
let window: DoubleWindow;
let ended: number[];
let release: () => void;

beforeEach(() => {
  ended = [];
  app = new DoubleApp({ packaged: true, locale: 'en', end: (code) => ended.push(code) });
  app.setPath('userData', mkdtempSync(join(tmpdir(), 'nailwall-lifecycle-')));
  power = new DoublePower();
  window = new DoubleWindow({});
  app.windows.add(window);
  window.on('closed', () => app.windowClosed(window));
  const saved = new Promise<void>((resolve) => (release = resolve));
  const ending = new Ending({
    flush: () => saved.then(() => 'flushed'),
    close: () => Promise.resolve(),
    ask: () => Promise.resolve('stay'),
    quit: () => app.quit(),
    log: () => undefined,
  });
  holdUntilSaved(app, power, window, ending);
});

test.each([
  ['quit', () => app.quit()],
  ["the window's button", () => window.close()],
  ['the end of the session', () => expect(window.emitPreventable('query-session-end')).toBe(true)],
  ['a shutdown', () => expect(power.emitPreventable('shutdown')).toBe(true)],
])('%s waits until everything is saved, then ends the process', async (_name, end) => {
  end();
  expect(window.isDestroyed()).toBe(false);
  expect(ended).toEqual([]);
  release();
  await vi.waitFor(() => expect(ended).toEqual([0]));
  expect(window.isDestroyed()).toBe(true);
});

test('a window that hides comes forward', () => {
  window.minimized = true;
  bringForward(window);
  expect(window).toMatchObject({ minimized: false, visible: true, focused: 1 });
  expect(() => bringForward(null)).not.toThrow();
});
