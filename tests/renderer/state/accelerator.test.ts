import { expect, test } from 'vitest';
import { acceleratorOf, keysOf } from '../../../src/renderer/state/accelerator.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (code: string, key: string, held: Partial<typeof none> = {}) =>
  acceleratorOf({ ...none, ...held, code, key } as KeyboardEvent);

test.each([
  ['KeyN', 'n', { ctrlKey: true, altKey: true }, 'Control+Alt+N'],
  ['KeyN', 'N', { metaKey: true, shiftKey: true }, 'Super+Shift+N'],
  // What Alt makes of the key does not count, what another layout prints on it does.
  ['KeyN', 'ñ', { altKey: true }, 'Alt+N'],
  ['KeyZ', 'y', { ctrlKey: true }, 'Control+Y'],
  ['Digit1', '!', { altKey: true, shiftKey: true }, 'Alt+Shift+1'],
  ['F9', 'F9', {}, 'F9'],
  ['Space', ' ', { ctrlKey: true }, 'Control+Space'],
])('%s as %s', (code, key, held, accelerator) => {
  expect(press(code, key, held)).toBe(accelerator);
});

test.each([
  ['KeyN', 'n', {}],
  ['KeyN', 'N', { shiftKey: true }],
  ['ControlLeft', 'Control', { ctrlKey: true }],
  ['Enter', 'Enter', { ctrlKey: true }],
])('%s as %s belongs to whatever is being written', (code, key, held) => {
  expect(press(code, key, held)).toBeNull();
});

test('keys are shown one by one by the names they have here', () => {
  expect(keysOf('CommandOrControl+Alt+N', { CommandOrControl: 'Strg' })).toEqual(['Strg', 'Alt', 'N']);
  expect(keysOf('F9', {})).toEqual(['F9']);
});
