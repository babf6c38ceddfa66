import { bytesToHex } from '#core/base';
import { isWordsTag, type KeyPair, keyPairOf, PairTags, tagBytes, wordsTag } from '#core/sync';
import { expect, test } from 'vitest';

const keyPair = (fill: number): KeyPair => keyPairOf(new Uint8Array(32).fill(fill));
const [a, b, c] = [keyPair(1), keyPair(2), keyPair(3)];
const day = 86_400_000;
const now = 20_000 * day + 5000;

function tagsOf(own: KeyPair, ...others: KeyPair[]): PairTags {
  const tags = new PairTags(own);
  tags.follow(others.map(({ publicKey }) => publicKey));
  return tags;
}

test('each device recognises the tag that was made for it, and its own never', () => {
  const [ofA, ofB, ofC] = [tagsOf(a, b, c), tagsOf(b, a, c), tagsOf(c, a, b)];
  const announced = ofA.announced(now);
  expect(announced.map(({ length }) => length)).toEqual([tagBytes, tagBytes]);
  expect(announced.map((tag) => ofB.recognise(tag, now))).toEqual([a.publicKey, null]);
  expect(announced.map((tag) => ofC.recognise(tag, now))).toEqual([null, a.publicKey]);
  expect(announced.map((tag) => ofA.recognise(tag, now))).toEqual([null, null]);
});

test('two devices announce different tags for each other, and others the next day', () => {
  const seen = [tagsOf(a, b), tagsOf(b, a)].flatMap((tags) =>
    [now, now + day].map((at) => bytesToHex(tags.announced(at)[0] as Uint8Array)),
  );
  expect(new Set(seen).size).toBe(4);
});

test('clocks may be a day apart, not two', () => {
  const [ofA, ofB] = [tagsOf(a, b), tagsOf(b, a)];
  const tag = ofA.announced(now)[0] as Uint8Array;
  for (const off of [-day, 0, day]) expect(ofB.recognise(tag, now + off)).toEqual(a.publicKey);
  for (const off of [-2 * day, 2 * day]) expect(ofB.recognise(tag, now + off)).toBeNull();
});

test('a key that is no point of the curve is passed over', () => {
  const tags = new PairTags(a);
  tags.follow([new Uint8Array(32).fill(255), b.publicKey]);
  expect(tags.announced(now).length).toBe(1);
});

test('the tag of words is known to whoever knows them', () => {
  const [seed, other] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)];
  expect(isWordsTag(wordsTag(seed, now), seed, now + day)).toBe(true);
  expect(isWordsTag(wordsTag(seed, now), other, now)).toBe(false);
});

// Kept so that another program, or a later one, can be held to the same bytes (docs/formats.md).
test('the tags of known keys on a known day', () => {
  expect(tagsOf(a, b).announced(now).map(bytesToHex)).toEqual(['d66089368fe9b70a898d8dee']);
  expect(bytesToHex(wordsTag(new Uint8Array(32).fill(7), now))).toBe('c5c40a4736cf36844bc7b258');
});
