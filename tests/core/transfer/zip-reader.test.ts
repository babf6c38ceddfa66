import { readSource, sourceOf } from '#core/transfer';
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
const read = (zip: Uint8Array) => readSource(sourceOf(zip));

test('a Day One zip: its journals are read one after the other, its photos are not', async () => {
  const zip = zipSync({
    'Journal.json': dayOne,
    'Other.json': [dayOne, { level: 0 }],
    'photos/a.jpeg': new Uint8Array(9),
  });
  expect(await read(zip)).toMatchObject({
    type: 'entries',
    preset: { id: 'day-one' },
    drafts: [{ row: 1 }, { row: 2 }],
  });
});

test('a file that unpacks to more than it declares is stopped there', async () => {
  const zip = zipSync({ 'a.json': new Uint8Array(30_000_000) });
  new DataView(zip.buffer).setUint32(find(zip, central) + 24, 1000, true);
  const [file] = await listZip(sourceOf(zip));
  expect(file?.size).toBe(1000);
  await expect(unpack(sourceOf(zip), file!, 1_000_000)).rejects.toEqual(
    refusal('transfer/too-large', { what: 'unpacked', limit: 1000 }),
  );
});

test('a file that declares too much is not even begun, and all files together have one limit', async () => {
  const zip = zipSync({ 'a.json': dayOne });
  new DataView(zip.buffer).setUint32(find(zip, central) + 24, 200 * 1024 * 1024, true);
  await expect(read(zip)).rejects.toEqual(refusal('transfer/too-large'));
  const two = zipSync({ 'a.json': [dayOne, { level: 0 }], 'b.json': [dayOne, { level: 0 }] });
  const last = two.length - 22 - (46 + 6);
  new DataView(two.buffer).setUint32(last + 24, 100 * 1024 * 1024 - 1, true);
  const limit = 100 * 1024 * 1024 - dayOne.length;
  await expect(read(two)).rejects.toEqual(refusal('transfer/too-large', { what: 'unpacked', limit }));
});

test('a flipped byte of the content is noticed', async () => {
  const zip = zipSync({ 'a.json': [dayOne, { level: 0 }] });
  zip[60]! ^= 1;
  await expect(read(zip)).rejects.toEqual(damaged);
});

test('encrypted and strangely packed files, and cut ones, are refused', async () => {
  const changed = (at: number, value: number) => {
    const zip = zipSync({ 'a.json': dayOne });
    zip[find(zip, central) + at] = value;
    return zip;
  };
  await expect(read(changed(8, 1))).rejects.toEqual(damaged);
  await expect(read(changed(10, 99))).rejects.toEqual(damaged);
  const whole = zipSync({ 'a.json': dayOne });
  for (let length = 4; length < whole.length; length++) {
    await expect(read(whole.slice(0, length))).rejects.toEqual(damaged);
  }
});

test('a zip without any diary is of no known kind', async () => {
  await expect(read(zipSync({ 'a.txt': dayOne }))).rejects.toEqual(refusal('transfer/unknown-format'));
});
