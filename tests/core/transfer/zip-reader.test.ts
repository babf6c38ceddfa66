import { readImport } from '#core/transfer';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { listZip, unpack } from '../../../src/core/transfer/zip-reader.ts';
import { refusal } from '../journal/opened.ts';
import { bytesOf } from './files.ts';

const damaged = refusal('transfer/unreadable', { cause: 'zip' });
const dayOne = bytesOf(
  JSON.stringify({
    metadata: { version: '1.0' },
    entries: [{ creationDate: '2024-01-15T12:00:00Z', timeZone: 'UTC', text: 'x' }],
  }),
);

/** Where a signature stands in a zip. */
function find(zip: Uint8Array, signature: number): number {
  const view = new DataView(zip.buffer, zip.byteOffset);
  for (let at = 0; at + 4 <= zip.length; at++) if (view.getUint32(at, true) === signature) return at;
  throw new Error('not there');
}
const central = 0x02014b50;

test('a Day One zip: its journals are read one after the other, its photos are not', () => {
  const zip = zipSync({
    'Journal.json': dayOne,
    'Other.json': [dayOne, { level: 0 }],
    'photos/a.jpeg': new Uint8Array(9),
  });
  expect(readImport(zip)).toMatchObject({
    type: 'entries',
    preset: { id: 'day-one' },
    drafts: [{ row: 1 }, { row: 2 }],
  });
});

test('a file that unpacks to more than it declares is stopped there', () => {
  const zip = zipSync({ 'a.json': new Uint8Array(30_000_000) });
  new DataView(zip.buffer).setUint32(find(zip, central) + 24, 1000, true);
  const [file] = listZip(zip);
  expect(file?.size).toBe(1000);
  expect(() => unpack(zip, file!, 1_000_000)).toThrow(refusal('transfer/too-large', { what: 'unpacked', limit: 1000 }));
});

test('a file that declares too much is not even begun, and all files together have one limit', () => {
  const zip = zipSync({ 'a.json': dayOne });
  new DataView(zip.buffer).setUint32(find(zip, central) + 24, 200 * 1024 * 1024, true);
  expect(() => readImport(zip)).toThrow(refusal('transfer/too-large'));
  const two = zipSync({ 'a.json': [dayOne, { level: 0 }], 'b.json': [dayOne, { level: 0 }] });
  const last = two.length - 22 - (46 + 6);
  new DataView(two.buffer).setUint32(last + 24, 100 * 1024 * 1024 - 1, true);
  const limit = 100 * 1024 * 1024 - dayOne.length;
  expect(() => readImport(two)).toThrow(refusal('transfer/too-large', { what: 'unpacked', limit }));
});

test('a flipped byte of the content is noticed', () => {
  const zip = zipSync({ 'a.json': [dayOne, { level: 0 }] });
  zip[60]! ^= 1;
  expect(() => readImport(zip)).toThrow(damaged);
});

test('encrypted and strangely packed files, and cut ones, are refused', () => {
  const changed = (at: number, value: number) => {
    const zip = zipSync({ 'a.json': dayOne });
    zip[find(zip, central) + at] = value;
    return zip;
  };
  expect(() => readImport(changed(8, 1))).toThrow(damaged);
  expect(() => readImport(changed(10, 99))).toThrow(damaged);
  const whole = zipSync({ 'a.json': dayOne });
  for (let length = 4; length < whole.length; length++) {
    expect(() => readImport(whole.slice(0, length))).toThrow(damaged);
  }
});

test('a zip without any diary is of no known kind', () => {
  expect(() => readImport(zipSync({ 'a.txt': dayOne }))).toThrow(refusal('transfer/unknown-format'));
});
