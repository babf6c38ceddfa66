import { coded } from '#core/base';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../../../src/main/services/index.ts';
import { describeFault, redactText } from '../../../src/main/services/redaction.ts';
import { homedir } from 'node:os';
import { clockAt } from '../storage/folder.ts';

const dataFolder = `${homedir()}/.local/share/nailwall`;

function lineFor(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog((line) => lines.push(line), clockAt('2024-05-01'), dataFolder));
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

test('a renderer reports by code and place; anything else is replaced', () => {
  expect(lineFor((log) => log.report('storage/full', 'storage/indexeddb'))).toBe(
    '2024-05-01T12:00:00.000Z renderer storage storage/full',
  );
  expect(lineFor((log) => log.report('They said no because', 'Dear Anna'))).toBe(
    '2024-05-01T12:00:00.000Z renderer elsewhere unknown-code',
  );
});

test('law: no word of a report gets through that is not ours', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (code, where) => {
      expect(lineFor((log) => log.report(`~${code}`, `~${where}`))).toMatch(/Z renderer elsewhere unknown-code$/);
    }),
  );
});

test('an unexpected error shows its kind and place, never its message', () => {
  const line = lineFor((log) => log.fault(new TypeError('cannot read "my worst rejection"'), 'host'));
  expect(line).toMatch(/ host bug \(TypeError /);
  expect(line).not.toContain('rejection');
  expect(line).not.toContain(homedir());
});

test('a message of several lines cannot pose as frames', () => {
  const error = new Error('first\n    at secretWords (dear-anna.ts:1:1)\nlast');
  expect(lineFor((log) => log.fault(error, 'host'))).not.toMatch(/secretWords|dear-anna/);
});

test('facts keep numbers and names, and lose text', () => {
  const error = coded('storage/failed', { system: 'EIO', bytes: 12, file: 'Letter to Anna.pdf' });
  expect(describeFault(error, 'storage', [])).toBe('storage storage/failed system=EIO bytes=12 file=<text>');
});

test('folders, keys and line breaks are taken out', () => {
  const text = `${homedir()}/x 00112233445566778899aabbccddeeff Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6\nsecond`;
  expect(redactText(text, [[homedir(), '~']])).toBe('~/x <hex> <base64> second');
});
