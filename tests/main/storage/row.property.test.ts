import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRow, encodeRow } from '../../../src/main/storage/row.ts';

const key = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => !text.includes('\0'));
const counter = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const payload = fc.uint8Array({ maxLength: 200, size: 'max' });

test('a row comes back as it was', () => {
  fc.assert(
    fc.property(key, counter, payload, (name, previous, bytes) => {
      expect(decodeRow(name, encodeRow(name, previous, bytes))).toEqual({ state: 'good', previous, payload: bytes });
    }),
  );
});

test('any flipped bit and any cut is damage', () => {
  fc.assert(
    fc.property(key, counter, payload, fc.nat(), fc.boolean(), (name, previous, bytes, at, cut) => {
      const row = encodeRow(name, previous, bytes);
      const index = at % row.length;
      if (!cut) row[index] = (row[index] ?? 0) ^ (1 << (at % 8));
      expect(decodeRow(name, cut ? row.subarray(0, index) : row)).toEqual({ state: 'damaged' });
    }),
  );
});

test('a row under another key is damage', () => {
  fc.assert(
    fc.property(key, key, counter, payload, (name, other, previous, bytes) => {
      fc.pre(name !== other);
      expect(decodeRow(other, encodeRow(name, previous, bytes))).toEqual({ state: 'damaged' });
    }),
  );
});

test('a row of a later form is told from damage', () => {
  const row = encodeRow('update/1', 0, new Uint8Array([1, 2, 3]));
  row[0] = 2;
  row[12] = 99;
  expect(decodeRow('update/1', row)).toEqual({ state: 'newer' });
});
