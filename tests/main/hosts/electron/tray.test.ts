import { beforeEach, expect, test } from 'vitest';
import { openTray } from '../../../../src/main/hosts/electron/tray.ts';
import { wordsFor } from '../../../../src/main/hosts/electron/words.ts';
import { type DoubleImage, DoubleMenus, DoubleTray } from '../../../electron-double/desktop.ts';

let done: string[];
let log: string[];
let trays: DoubleTray[];

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
});

function open(locale = 'en') {
  const act = (name: string) => () => void done.push(name);
  const nativeImage = { createFromDataURL: (url: string): DoubleImage => ({ url }) };
  return openTray(
    { Tray, Menu: new DoubleMenus(), nativeImage },
    wordsFor(locale),
    { capture: act('capture'), show: act('show'), lock: act('lock'), quit: act('quit') },
    (line) => log.push(line),
  );
}

test('the tray reaches capture, window, lock and quit', () => {
  open();
  for (const label of ['Log a no…', 'Open Nailwall', 'Lock', 'Quit']) trays[0]?.menu?.press(label);
  trays[0]?.emit('click');
  expect(done).toEqual(['capture', 'show', 'lock', 'quit', 'show']);
  expect(trays[0]?.toolTip).toBe('Nailwall');
});

test('German desktops get German words', () => {
  open('de-AT');
  expect(trays[0]?.menu?.items.map(({ label }) => label)).toContain('Ein Nein festhalten …');
});

test('a desktop without a tray is no failure', () => {
  trays.push = () => {
    throw new Error('no tray here');
  };
  expect(() => open()()).not.toThrow();
  expect(log).toHaveLength(1);
});

test('it is taken away at the end', () => {
  open()();
  expect(trays[0]?.destroyed).toBe(true);
});
