import { bytesToHex, utf8ToBytes } from '#core/base';
import { channelOf, createPairingWords, pairingWordCount, readPairingWords, SealedPairing } from '#core/vault';
import { hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';

const hash = (fill = 1) => new Uint8Array(64).fill(fill);
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

function meet(entropy = createPairingWords(nodeRandom).entropy, [typed, shown] = [hash(), hash()]) {
  return {
    typing: new SealedPairing(entropy, { handshakeHash: typed, role: 1 }, nodeRandom),
    showing: new SealedPairing(entropy, { handshakeHash: shown, role: 2 }, nodeRandom),
  };
}

test('twelve words are shown, and read however they are typed', () => {
  const { words, entropy } = createPairingWords(nodeRandom);
  expect(words).toHaveLength(pairingWordCount);
  expect(readPairingWords(words.join(' '))).toEqual(entropy);
  expect(readPairingWords(words.map((word, at) => `${String(at + 1)}. ${word.toUpperCase()},`).join('\n'))).toEqual(
    entropy,
  );
});

test('a word too few, a word in no list and words that do not belong together are each refused', () => {
  const words = Array.from({ length: 12 }, () => 'abandon');
  const misspelt = code('sync/words-misspelt');
  expect(() => readPairingWords(words.slice(1).join(' '))).toThrow(misspelt);
  expect(() => readPairingWords([...words.slice(1), 'nailwall'].join(' '))).toThrow(misspelt);
  expect(() => readPairingWords(words.join(' '))).toThrow(misspelt);
  expect(readPairingWords([...words.slice(1), 'about'].join(' '))).toEqual(new Uint8Array(16));
});

test('seed and proof are those of the written format, by another implementation of HKDF', () => {
  const entropy = new Uint8Array(16).fill(9);
  const expected = (purpose: string) =>
    bytesToHex(new Uint8Array(hkdfSync('sha256', entropy, new Uint8Array(32), `nailwall/pair/1/${purpose}`, 32)));
  const { seed, proof } = channelOf(entropy);
  expect([bytesToHex(seed), bytesToHex(proof)]).toEqual([expected('seed'), expected('proof')]);
});

test('messages cross in both directions, in order', () => {
  const { typing, showing } = meet();
  for (const text of ['one', 'two', '']) {
    expect(showing.open(typing.seal(utf8ToBytes(text)))).toEqual(utf8ToBytes(text));
    expect(typing.open(showing.seal(utf8ToBytes(text)))).toEqual(utf8ToBytes(text));
  }
});

test('none opens twice, out of turn, at its sender, altered or cut; the right one still opens afterwards', () => {
  const { typing, showing } = meet();
  const [first, second] = [typing.seal(utf8ToBytes('one')), typing.seal(utf8ToBytes('two'))];
  const refused = code('sync/protocol');
  expect(() => showing.open(second)).toThrow(refused);
  expect(() => typing.open(first)).toThrow(refused);
  for (let at = 0; at < first.length; at++) {
    const altered = first.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => showing.open(altered)).toThrow(refused);
  }
  for (const length of [0, 10, 30]) expect(() => showing.open(first.subarray(0, length))).toThrow(refused);
  showing.open(first);
  expect(() => showing.open(first)).toThrow(refused);
  expect(showing.open(second)).toEqual(utf8ToBytes('two'));
});

test('none opens under other words, over another handshake, or with what the host was given', () => {
  const entropy = createPairingWords(nodeRandom).entropy;
  const refused = code('sync/protocol');
  const message = meet(entropy).typing.seal(utf8ToBytes('keys'));
  expect(() => meet().showing.open(message)).toThrow(refused);
  expect(() => meet(entropy, [hash(), hash(2)]).showing.open(message)).toThrow(refused);
  for (const secret of Object.values(channelOf(entropy))) {
    expect(() => meet(secret as Uint8Array).showing.open(message)).toThrow(refused);
  }
});
