import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { corePackages, modules, packageHomes } from '../../scripts/import-table.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const code = (text: string) => `\`${text}\``;

test('docs/architecture.md prints the table that the gate enforces', () => {
  const rows = modules.map(
    ({ path: place, holds, imports }) => `| ${code(place)} | ${holds} | ${imports.map(code).join(', ') || 'nothing'} |`,
  );
  const printed = read('docs/architecture.md')
    .split('\n')
    .filter((line) => line.startsWith('| `src/'))
    .map((line) => line.replaceAll(/ +/g, ' '));
  expect(printed).toEqual(rows);
});

test("docs/architecture.md names core's packages and the packages with one home", () => {
  const text = read('docs/architecture.md').replaceAll(/\s+/g, ' ');
  expect(text).toContain(corePackages.map(code).join(', '));
  for (const { package: name, homes } of packageHomes) {
    expect(text).toContain(`${code(name)} is imported only in ${homes.map(code).join(', ')}`);
  }
});

test.each(modules.filter(({ path: place }) => place.startsWith('src/core/') && existsSync(path.join(root, place))))(
  '$path says in a README what it is for',
  ({ path: place }) => {
    expect(existsSync(path.join(root, place, 'README.md'))).toBe(true);
    expect(existsSync(path.join(root, place, 'index.ts'))).toBe(true);
  },
);

test('every file of code belongs to a module', () => {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .map((file) => `src/${file.split(path.sep).join('/')}`);
  const homeless = files.filter((file) => !modules.some(({ path: p }) => file === p || file.startsWith(`${p}/`)));
  expect(homeless).toEqual([]);
});
