import { lettersOf, namedLetters, nameLetters } from '#core/vault';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const;

test('letters are named and no longer named, in one step, and only when something changes', () => {
  const vault = new Y.Doc();
  let updates = 0;
  vault.on('update', () => void updates++);
  nameLetters(vault, new Map([[a, 10]]), []);
  nameLetters(vault, new Map([[a, 10]]), [b]);
  expect(updates).toBe(1);
  nameLetters(vault, new Map([[b, 20]]), [a, b]);
  expect(updates).toBe(2);
  expect([...namedLetters(vault)]).toEqual([[b, 20]]);
});

test('whatever else stands there is left out and left alone', () => {
  const vault = new Y.Doc();
  const junk: [string, unknown][] = [
    ['x', 1],
    ['A'.repeat(64), 1],
    [a, -1],
    [b, 'many'],
    ['c'.repeat(64), 1.5],
    ['d'.repeat(64), new Uint8Array(1)],
  ];
  for (const [key, value] of junk) lettersOf(vault).set(key, value);
  expect(namedLetters(vault).size).toBe(0);
  nameLetters(vault, new Map([['e'.repeat(64), 5]]), []);
  expect(lettersOf(vault).size).toBe(junk.length + 1);
});
