import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isInstalled } from '../../scripts/dependencies.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/yjs': { version: '13.6.33' },
    'node_modules/only-on-macos': { version: '1.0.0', optional: true },
    'node_modules/only-for-some': { version: '1.0.0', devOptional: true },
  },
};
const installed = (packages: Record<string, { version: string }>) => ({ packages });

test('what is installed is what was asked for', () => {
  expect(isInstalled(wanted, installed({ 'node_modules/yjs': { version: '13.6.33' } }))).toBe(true);
});

test.each([
  ['nothing is installed', null],
  ['the note of what is installed is empty', {}],
  ['a package is missing', installed({})],
  ['a package has another version', installed({ 'node_modules/yjs': { version: '13.6.32' } })],
  [
    'a package that may be missing has another version',
    installed({ 'node_modules/yjs': { version: '13.6.33' }, 'node_modules/only-on-macos': { version: '0.9.0' } }),
  ],
])('it must be installed again when %s', (_, present) => {
  expect(isInstalled(wanted, present)).toBe(false);
});

test("npm's own note of this very installation is understood", () => {
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const note = read('node_modules/.package-lock.json') as Parameters<typeof isInstalled>[1];
  expect(isInstalled(read('package-lock.json') as typeof note, note)).toBe(true);
});
