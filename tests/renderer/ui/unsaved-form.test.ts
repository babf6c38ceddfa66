/** What stands in a field must not get into the browser's own files; see src/renderer/ui/unsaved-form.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../src/renderer');
const components = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'));

/** The opening tags of `name` in every component; a `>` within braces belongs to the tag. */
function tags(name: string): readonly { readonly file: string; readonly tag: string }[] {
  const pattern = new RegExp(`<${name}\\b(?:[^>{]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*>`, 'g');
  return components.flatMap((file) => {
    const found = readFileSync(path.join(root, file), 'utf8').match(pattern) ?? [];
    return found.map((tag) => ({ file, tag }));
  });
}

test.each(['textarea', 'select'])('every %s belongs to the form that is not saved', (name) => {
  const found = tags(name);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(({ tag }) => !tag.includes('form={unsavedForm}'))).toEqual([]);
});

test('every input but a box or a radio says by itself that it is not to be saved', () => {
  const found = tags('input').filter(({ tag }) => !/type="(?:checkbox|radio)"/.test(tag));
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter(({ tag }) => !/\bautocomplete\b|\{autocomplete\}/.test(tag))).toEqual([]);
});
