import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../src/renderer/messages/en.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../../../src/renderer');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('generated'))
  // Comments may name what they like.
  .map((file) => readFileSync(path.join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ''));
const used = new Set(sources.flatMap((text) => [...text.matchAll(/\bm\.(\w+)/g)].map((found) => found[1] ?? '')));
const known = new Set(Object.keys(en).filter((key) => key !== '$schema'));

test('every sentence is said somewhere', () => {
  expect([...known].filter((key) => !used.has(key))).toEqual([]);
});

test('every sentence that is said exists', () => {
  // Only modules that speak are looked at: elsewhere `m` may be something else.
  const speaking = sources.filter((text) => /import (\* as m|\{[^}]*\bm\b[^}]*\})[^;]*(messages|sentences)/.test(text));
  expect(speaking.length).toBeGreaterThan(50);
  const said = speaking.flatMap((text) => [...text.matchAll(/\bm\.(\w+)\b/g)].map((found) => found[1] ?? ''));
  expect([...new Set(said)].filter((key) => !known.has(key))).toEqual([]);
});
