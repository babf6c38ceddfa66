import { expect, test } from 'vitest';
import { CaptureKeysChoice, usualKeys } from '../../../src/renderer/state/capture-keys.svelte.ts';
import { usualCaptureKeys } from '../../../src/main/hosts/electron/capture-keys.ts';
import { FakeSession } from '../workbench/fake-session.svelte.ts';

function key(code: string, name: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const calls = { preventDefault: () => undefined, stopPropagation: () => undefined };
  return { ...none, ...calls, code, key: name, ...held } as KeyboardEvent;
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function choosing() {
  const choice = new CaptureKeysChoice(new FakeSession('empty').captureKeys);
  await choice.read();
  choice.listening = true;
  return choice;
}

test('window and host mean the same keys by the usual ones', () => {
  expect(usualKeys).toBe(usualCaptureKeys);
});

test('keys are taken as they are pressed; modifiers alone wait for more', async () => {
  const choice = await choosing();
  choice.press(key('ControlLeft', 'Control', { ctrlKey: true }));
  expect(choice.listening).toBe(true);
  choice.press(key('KeyJ', 'j', { ctrlKey: true, altKey: true }));
  await settled();
  expect(choice).toMatchObject({ keys: 'Control+Alt+J', active: true, taken: null, listening: false });
});

test('what another program has is said, and the old keys stay', async () => {
  const choice = await choosing();
  choice.press(key('KeyK', 'k', { ctrlKey: true, altKey: true }));
  await settled();
  expect(choice).toMatchObject({ keys: usualKeys, active: true, taken: 'Control+Alt+K' });
});

test('a letter alone is not taken; Escape and Tab leave everything as it is', async () => {
  const choice = await choosing();
  choice.press(key('KeyJ', 'j'));
  expect(choice).toMatchObject({ unfit: true, listening: true });
  choice.press(key('Escape', 'Escape'));
  expect(choice.listening).toBe(false);
  choice.listening = true;
  choice.press(key('Tab', 'Tab'));
  await settled();
  expect(choice).toMatchObject({ keys: usualKeys, listening: false });
});

test('they can be turned off', async () => {
  const choice = await choosing();
  await choice.choose(null);
  expect(choice).toMatchObject({ keys: null, active: false, taken: null });
});
