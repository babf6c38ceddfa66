/** The guide speaks of the app by the names that stand on its screens. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../src/renderer/messages/en.json' with { type: 'json' };

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../docs/guide.md'), 'utf8');
/** What stands in bold and is no name on a screen: what may have happened to a person, and a key. */
const cases = [
  'The passphrase is forgotten',
  'The passphrase and the words are both lost',
  'The computer is gone',
  'A part of the journal cannot be read',
  'Without the app',
  '?',
];
const texts = new Set(
  Object.values(en).flatMap((value) =>
    typeof value === 'string' ? [value] : value.flatMap(({ match }) => Object.values(match)),
  ),
);
const plain = (text: string) => text.replace(/^“|”$/g, '').replace(/[.:]$/, '');
const shown = new Set([...texts].map(plain));

test('every name in bold in the guide stands on a screen', () => {
  const bold = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name.replace(/\s+/g, ' '));
  expect(bold.length).toBeGreaterThan(80);
  expect(bold.map(plain).filter((name) => !shown.has(name) && !cases.includes(name))).toEqual([]);
});

test('its pictures are there', () => {
  const pictures = [...guide.matchAll(/\]\((pictures\/[^)]+)\)/g)].map(([, file = '']) => file);
  expect(pictures.length).toBeGreaterThan(0);
  for (const file of pictures) {
    const bytes = readFileSync(path.resolve(import.meta.dirname, '../../../docs', file));
    expect(bytes.toString('latin1', 8, 12)).toBe('WEBP');
    expect(bytes.length).toBeLessThan(150_000);
  }
});
