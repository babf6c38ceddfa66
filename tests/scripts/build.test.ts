import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from '../../scripts/build.mjs';

let folder = '';
const at = (...parts: string[]) => path.join(folder, ...parts);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nailwall-build-'));
  mkdirSync(at('src', 'core'), { recursive: true });
  writeFileSync(at('src', 'core', 'a.ts'), 'one');
  writeFileSync(at('package.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the same files have the same fingerprint', () => {
  expect(fingerprint(folder)).toBe(fingerprint(folder));
  expect(fingerprint(folder)).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[string, () => void]>([
  ['a changed source', () => writeFileSync(at('src', 'core', 'a.ts'), 'two')],
  ['a new source', () => writeFileSync(at('src', 'core', 'b.ts'), '')],
  ['a renamed source', () => renameSync(at('src', 'core', 'a.ts'), at('src', 'core', 'b.ts'))],
  ['a moved source', () => renameSync(at('src', 'core', 'a.ts'), at('src', 'a.ts'))],
  ['a deleted source', () => rmSync(at('src', 'core', 'a.ts'))],
  ['another package.json', () => writeFileSync(at('package.json'), '{ }')],
  ['a new lock file', () => writeFileSync(at('package-lock.json'), '{}')],
  ['a new configuration', () => writeFileSync(at('electron.vite.config.ts'), '')],
])('%s changes it', (_, change) => {
  const before = fingerprint(folder);
  change();
  expect(fingerprint(folder)).not.toBe(before);
});

test.each<[string, string[]]>([
  ['what is generated', ['src', 'renderer', 'messages', 'generated', 'en.js']],
  ['a test', ['tests', 'a.test.ts']],
  ['the output', ['out', 'main', 'index.js']],
])('%s does not change it', (_, parts) => {
  mkdirSync(at(...parts.slice(0, -1)), { recursive: true });
  const before = fingerprint(folder);
  writeFileSync(at(...parts), 'x');
  expect(fingerprint(folder)).toBe(before);
});
