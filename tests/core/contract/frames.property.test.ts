/** Any bytes are a frame of the contract, or a list of records, or refused with a code: never a crash, never a hang. */
import { concatBytes, fromDayNumber, hasCode, utf8ToBytes } from '#core/base';
import { decodeFrame, decodeRemoved, encodeFrame, encodeRemoved } from '#core/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes, changes, fuzz, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';

const runs = fuzzRuns(5000);

/** True when it was refused as it has to be. Anything but that refusal is thrown on. */
function refuses(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): boolean {
  try {
    decode(bytes);
    return false;
  } catch (error) {
    if (hasCode(error, 'input/invalid')) return true;
    throw error;
  }
}

const list = fc.array(anyBytes(40), { maxLength: 6, size: 'max' });
const day = fc.nat(20_000).map(fromDayNumber);
const records = fc.array(fc.record({ removedOn: day, record: anyBytes(40) }), { maxLength: 6, size: 'max' });
const argument = fc.oneof(list, fc.anything({ withTypedArray: false, withBigInt: false, maxDepth: 3 }));

test('any bytes', { timeout: fuzzTimeout }, () => {
  fuzz(
    anyBytes(200),
    (bytes) => {
      refuses(decodeFrame, bytes);
      refuses(decodeRemoved, bytes);
    },
    runs,
  );
});

test('a frame with bytes flipped, cut, dropped or put in', { timeout: fuzzTimeout }, () => {
  const call = fc.record({
    type: fc.constant('call' as const),
    id: fc.nat(),
    channel: fc.string({ maxLength: 20 }),
    argument,
  });
  fuzz(fc.tuple(call, changes), ([frame, how]) => refuses(decodeFrame, harm(encodeFrame(frame), how)), runs);
});

test('records come back as they were, and harmed ones are a list or refused', { timeout: fuzzTimeout }, () => {
  fuzz(
    fc.tuple(records, changes),
    ([list, how]) => {
      const bytes = encodeRemoved(list);
      expect(decodeRemoved(bytes)).toEqual(list);
      refuses(decodeRemoved, harm(bytes, how));
    },
    runs,
  );
});

test('a record that claims more than there is, within a larger buffer and at its end', () => {
  const day = Uint8Array.of(10, ...utf8ToBytes('2024-05-01'));
  expect(refuses(decodeRemoved, concatBytes(day, Uint8Array.of(2, 1, 2)))).toBe(false);
  expect(refuses(decodeRemoved, Uint8Array.of(2, 48, 49, 2, 1, 2))).toBe(true);
  expect(refuses(decodeRemoved, concatBytes(day, Uint8Array.of(5, 1, 2)))).toBe(true);
  expect(refuses(decodeRemoved, concatBytes(day, Uint8Array.of(0x80)))).toBe(true);
  expect(refuses(decodeRemoved, concatBytes(day, Uint8Array.of(5, 1, 2, 3, 4, 5)).subarray(0, 14))).toBe(true);
  expect(
    refuses(
      decodeRemoved,
      Uint8Array.from({ length: 12 }, () => 0xff),
    ),
  ).toBe(true);
});

test('lists within lists, and lists that claim to be long, take no memory to speak of', () => {
  const before = process.memoryUsage().rss;
  expect(
    refuses(
      decodeFrame,
      new Uint8Array(4_000_000).fill(117).map((byte, at) => (at % 2 ? 1 : byte)),
    ),
  ).toBe(true);
  expect(refuses(decodeFrame, Uint8Array.of(117, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 127))).toBe(true);
  expect(refuses(decodeFrame, Uint8Array.of(119, 0xff, 0xff, 0xff, 0xff, 0x0f))).toBe(true);
  expect(refuses(decodeFrame, Uint8Array.of(116, 0xff, 0xff, 0xff, 0xff, 0x0f))).toBe(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
});
