import { beforeEach, expect, test } from 'vitest';
import { captureShortcut, offerCapture } from '../../../../src/main/hosts/electron/capture.ts';
import { wordsFor } from '../../../../src/main/hosts/electron/words.ts';
import { type DoubleImage, DoubleMenus, DoubleShortcuts, DoubleTray } from '../../../electron-double/desktop.ts';

let done: string[];
let log: string[];
let trays: DoubleTray[];
let globalShortcut: DoubleShortcuts;

class Tray extends DoubleTray {
  constructor(image: DoubleImage) {
    super(image);
    trays.push(this);
  }
}

beforeEach(() => {
  done = [];
  log = [];
  trays = [];
  globalShortcut = new DoubleShortcuts();
});

function offer(locale = 'en') {
  const act = (name: string) => () => void done.push(name);
  const nativeImage = { createFromDataURL: (url: string): DoubleImage => ({ url }) };
  return offerCapture(
    { globalShortcut, Tray, Menu: new DoubleMenus(), nativeImage },
    wordsFor(locale),
    { capture: act('capture'), show: act('show'), lock: act('lock'), quit: act('quit') },
    (line) => log.push(line),
  );
}

test('the shortcut and the tray reach capture, window, lock and quit', () => {
  offer();
  globalShortcut.press(captureShortcut);
  for (const label of ['Log a no…', 'Open Nailwall', 'Lock', 'Quit']) trays[0]?.menu?.press(label);
  trays[0]?.emit('click');
  expect(done).toEqual(['capture', 'capture', 'show', 'lock', 'quit', 'show']);
  expect(trays[0]?.toolTip).toBe('Nailwall');
});

test('German desktops get German words', () => {
  offer('de-AT');
  expect(trays[0]?.menu?.items.map(({ label }) => label)).toContain('Ein Nein festhalten …');
});

test('a shortcut that is taken, or a desktop without a tray, is no failure', () => {
  globalShortcut.taken.add(captureShortcut);
  trays.push = () => {
    throw new Error('no tray here');
  };
  expect(offer).not.toThrow();
  expect(log).toHaveLength(2);
});

test('both are taken back at the end', () => {
  offer()();
  expect(globalShortcut.accelerators).toEqual([]);
  expect(trays[0]?.destroyed).toBe(true);
});
