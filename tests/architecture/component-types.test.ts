import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { type Module, modules } from '../../scripts/import-table.mjs';

/**
 * The gate reads components as Svelte compiles them, which is without their imports of types. Those obey the same
 * table, so they are read here.
 */
const root = path.resolve(import.meta.dirname, '../..');

interface ImportNode {
  readonly type: string;
  readonly importKind?: string;
  readonly source?: { readonly value: string };
}

/** What a component imports for its types, as paths under the project's root; packages are left out. */
function typeImports(file: string, source: string): readonly string[] {
  const { instance, module } = parse(source, { modern: true });
  const nodes = [instance, module].flatMap((script) => (script?.content.body ?? []) as readonly ImportNode[]);
  return nodes
    .filter(({ type, importKind }) => type === 'ImportDeclaration' && importKind === 'type')
    .map(({ source }) => source?.value ?? '')
    .filter((specifier) => /^[.#]/.test(specifier))
    .map((specifier) =>
      specifier.startsWith('#') ? `src/${specifier.slice(1)}` : path.posix.join(path.posix.dirname(file), specifier),
    );
}

const within = (place: string, folder: string) => place === folder || place.startsWith(`${folder}/`);
const belongs = (place: string, pattern: string) =>
  pattern.endsWith('/*') ? place.startsWith(pattern.slice(0, -1)) : within(place, pattern);

/** The part of a module that `file` may always import from: all of it, or its own folder where folders stand apart. */
function ownPart({ path: place, apart }: Module, file: string): string {
  return apart ? `${place}/${file.slice(place.length + 1).split('/')[0] ?? ''}` : place;
}

function forbidden(file: string, source: string): readonly string[] {
  const module = modules.find(({ path: place }) => within(file, place));
  if (!module) return typeImports(file, source);
  const allowed = [ownPart(module, file), ...module.imports];
  return typeImports(file, source).filter((place) => !allowed.some((pattern) => belongs(place, pattern)));
}

test('a component that imports a forbidden type is noticed', () => {
  const script = (specifier: string) => `<script lang="ts">\n  import type { A } from '${specifier}';\n</script>\n`;
  const view = 'src/renderer/views/today/Planted.svelte';
  expect(forbidden(view, script('#core/vault'))).toEqual(['src/core/vault']);
  expect(forbidden(view, script('../wall/other.ts'))).toEqual(['src/renderer/views/wall/other.ts']);
  expect(forbidden(view, script('#core/journal'))).toEqual([]);
  expect(forbidden(view, script('./today.ts'))).toEqual([]);
});

test('components import types only from where the table allows', () => {
  const components = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.svelte'))
    .map((file) => `src/${file.split(path.sep).join('/')}`);
  const offences = components.flatMap((file) =>
    forbidden(file, readFileSync(path.join(root, file), 'utf8')).map((place) => `${file} imports ${place}`),
  );
  expect(offences).toEqual([]);
});
