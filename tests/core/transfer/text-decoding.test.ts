import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../../../src/core/transfer/text-decoding.ts';
import { refusal } from '../journal/opened.ts';
import { bytesOf } from './files.ts';

const utf16 = (text: string, big: boolean, mark = true) => {
  const units = Array.from({ length: (mark ? 1 : 0) + text.length }, (_, i) =>
    `${mark ? '\uFEFF' : ''}${text}`.charCodeAt(i),
  );
  return Uint8Array.from(units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
};
const some = 'Zürich; "naïve" – 日本 😀\r\n';

test.each<[string, Uint8Array, string]>([
  ['UTF-8', bytesOf(some), 'utf-8'],
  ['UTF-8 with a mark', bytesOf(`\uFEFF${some}`), 'utf-8'],
  ['UTF-16 LE', utf16(some, false), 'utf-16le'],
  ['UTF-16 BE', utf16(some, true), 'utf-16be'],
])('%s is told by its bytes', (_name, bytes, encoding) => {
  expect(decodeText(bytes)).toEqual({ text: some, encoding, guessed: false });
});

test('UTF-16 without a mark is told by its zeros', () => {
  const plain = 'company,role\r\nFaber,a book\r\n';
  expect(decodeText(utf16(plain, false, false))).toMatchObject({ text: plain, encoding: 'utf-16le' });
  expect(decodeText(utf16(plain, true, false))).toMatchObject({ text: plain, encoding: 'utf-16be' });
});

test('what is no UTF-8 is taken for Windows-1252, and told', () => {
  const bytes = Uint8Array.from([0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x20, 0x80, 0x20, 0x93, 0x94]);
  expect(decodeText(bytes)).toEqual({ text: 'Zürich € “”', encoding: 'windows-1252', guessed: true });
});

test('a mark that lies, half a unit and binary bytes are refused', () => {
  const unreadable = (more: object) => refusal('transfer/unreadable', more as never);
  expect(() => decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0xff]))).toThrow(
    unreadable({ cause: 'encoding', at: 4 }),
  );
  expect(() => decodeText(Uint8Array.from([0xff, 0xfe, 0x61]))).toThrow(unreadable({ cause: 'encoding', at: 2 }));
  expect(() => decodeText(Uint8Array.from([0x61, 0, 0x62, 0x63, 0]))).toThrow(unreadable({ cause: 'binary' }));
});

test('any text comes back from UTF-8, as the platform encodes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'));
      expect(decodeText(new TextEncoder().encode(`a${text}`)).text).toBe(`a${text}`);
    }),
  );
});

test('which bytes are UTF-8 is decided as the platform decides it', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const valid = (bytes: Uint8Array) => {
    try {
      strict.decode(bytes);
      return true;
    } catch {
      return false;
    }
  };
  const bits = fc.oneof(
    fc.integer({ min: 1, max: 255 }),
    fc.constantFrom(0xe0, 0xed, 0xf0, 0xf4, 0x80, 0x9f, 0xa0, 0xbf),
  );
  fc.assert(
    fc.property(fc.array(bits, { minLength: 1, maxLength: 8 }), (list) => {
      const bytes = Uint8Array.from([0x61, ...list]);
      expect(decodeText(bytes).guessed).toBe(!valid(bytes));
    }),
    { numRuns: 5000 },
  );
});
