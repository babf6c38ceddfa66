import { asCoded, bytesToHex, type Bytes } from '#core/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { decodeIndex, encodeIndex, type FolderIndex } from '../../../src/main/transports/folder/folder-index.ts';
import { openFile, sealFile } from '../../../src/main/transports/folder/sealed-file.ts';
import { anyBytes, changes, fuzz, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';
import { freshKeyPair } from './network.ts';

const key = { epoch: '0102030405060708', key: new Uint8Array(32).fill(4) };
const keyPair = freshKeyPair();
const place = { networkKey: keyPair.publicKey, name: 'index' };
const known = ['sync/forged-file', 'sync/newer-version'];

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytesToHex);
const count = fc.nat({ max: 2 ** 50 });
const pairs = fc.array(fc.tuple(hash, count), { maxLength: 20 }).map((entries) => new Map(entries));
const anIndex: fc.Arbitrary<FolderIndex> = fc.record({
  number: count,
  content: count,
  changes: fc.array(fc.record({ number: count, bytes: count, hash }), { maxLength: 20 }),
  letters: pairs,
  seen: pairs,
  fingerprint: hash,
});

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return asCoded(error).code;
  }
}

test('an index is read as it was written', () => {
  fc.assert(
    fc.property(anIndex, (index) => {
      expect(decodeIndex(encodeIndex(index))).toEqual(index);
    }),
  );
});

test('cut anywhere, or with something behind it, it is none', () => {
  fc.assert(
    fc.property(anIndex, fc.nat(), (index, at) => {
      const bytes = encodeIndex(index);
      expect(known).toContain(codeOf(() => decodeIndex(bytes.slice(0, at % bytes.length))));
      expect(known).toContain(codeOf(() => decodeIndex(new Uint8Array([...bytes, 0]))));
    }),
  );
});

test('any bytes are an index or a forged one, in bounded time', { timeout: fuzzTimeout }, () => {
  const some = fc.oneof(
    anyBytes(400),
    fc.tuple(anIndex, changes).map(([index, how]) => harm(encodeIndex(index), how)),
  );
  fuzz(some, (bytes) => expect([null, ...known]).toContain(codeOf(() => decodeIndex(bytes))), fuzzRuns(500, 0.5));
});

test(
  'any bytes are no file of this device; its own, altered anywhere, are not either',
  { timeout: fuzzTimeout },
  () => {
    const open = (file: Bytes) => codeOf(() => openFile(file, place, [key]));
    fuzz(
      fc.tuple(anyBytes(300), fc.nat()),
      ([body, at]) => {
        const file = sealFile(body, 'index', keyPair, key, nodeRandom);
        expect(openFile(file, place, [key])).toEqual(body);
        expect(known).toContain(open(body));
        const altered = file.slice();
        const bit = at % (file.length * 8);
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(known).toContain(open(altered));
      },
      fuzzRuns(100, 0.1),
    );
  },
);
