import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeIfStale } from '../../scripts/made-from.mjs';

let folder = '';
let made = 0;
let breaks = false;
const at = (...parts: string[]) => path.join(folder, ...parts);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nailwall-made-'));
  mkdirSync(at('src'));
  writeFileSync(at('src', 'a.ts'), 'one');
  made = 0;
  breaks = false;
});
afterEach(() => rmSync(folder, { recursive: true }));

const product = {
  inputs: ['src', 'absent.json'],
  stamp: 'out/made-from',
  outputs: ['out/app.js'],
  make: async () => {
    mkdirSync(at('out'), { recursive: true });
    // As a bundler does, which empties its folder.
    rmSync(at('out', 'made-from'), { force: true });
    writeFileSync(at('out', 'app.js'), '');
    if (breaks) throw new Error('broken off');
    made += 1;
  },
};
const ask = () => makeIfStale(product, folder);

test('is made once from the same sources', async () => {
  await ask();
  await ask();
  expect(made).toBe(1);
});

test.each<[string, () => void]>([
  ['a source changes', () => writeFileSync(at('src', 'a.ts'), 'two')],
  ['a source is added', () => writeFileSync(at('src', 'b.ts'), '')],
  ['what was absent is there', () => writeFileSync(at('absent.json'), '{}')],
  ['an output is gone', () => rmSync(at('out', 'app.js'))],
  ['the stamp is gone', () => rmSync(at('out', 'made-from'))],
])('is made anew when %s', async (_, change) => {
  await ask();
  change();
  await ask();
  await ask();
  expect(made).toBe(2);
});

test('what was broken off is not taken for made', async () => {
  await ask();
  writeFileSync(at('src', 'a.ts'), 'two');
  breaks = true;
  await expect(ask()).rejects.toThrow('broken off');
  breaks = false;
  // Even when the sources are as they were before.
  writeFileSync(at('src', 'a.ts'), 'one');
  await ask();
  expect(made).toBe(2);
});
