import { expect, test } from 'vitest';
import { copiedForMs, CopiedWords } from '../../../../src/renderer/state/keys/copied-words.ts';

function clipboard() {
  const state = { text: 'before', refuses: false, later: [] as (() => void)[], front: [] as (() => void)[] };
  const copied = new CopiedWords({
    clipboard: {
      writeText: async (text) => {
        if (state.refuses) throw new DOMException('not in front', 'NotAllowedError');
        state.text = text;
      },
    },
    scheduler: {
      after: (ms, task) => {
        expect(ms).toBe(copiedForMs);
        state.later.push(task);
        return () => void state.later.splice(state.later.indexOf(task), 1);
      },
    },
    onFront: (listener) => {
      state.front.push(listener);
      return () => undefined;
    },
  });
  return { state, copied };
}

test('words that were copied are gone from the clipboard after a minute', async () => {
  const { state, copied } = clipboard();
  expect(await copied.copy('one two')).toBe(true);
  expect(state.text).toBe('one two');
  state.later.shift()?.();
  expect(state.text).toBe('');
});

test('and at once when the person goes on; nothing is emptied that was not filled', async () => {
  const { state, copied } = clipboard();
  await copied.clear();
  expect(state.text).toBe('before');
  await copied.copy('one two');
  await copied.clear();
  expect(state.text).toBe('');
  expect(state.later).toEqual([]);
  state.text = 'something else';
  await copied.clear();
  expect(state.text).toBe('something else');
});

test('a window behind others may not write: it is done when it comes to the front', async () => {
  const { state, copied } = clipboard();
  await copied.copy('one two');
  state.refuses = true;
  await copied.clear();
  expect(state.text).toBe('one two');
  state.refuses = false;
  state.front.shift()?.();
  await Promise.resolve();
  expect(state.text).toBe('');
});

test('a system without a clipboard says so', async () => {
  const copied = new CopiedWords({
    clipboard: undefined,
    scheduler: { after: () => () => undefined },
    onFront: () => () => undefined,
  });
  expect(await copied.copy('one two')).toBe(false);
});
