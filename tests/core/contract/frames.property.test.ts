/** Any bytes are a frame of the contract, or a list of records, or refused with a code: never a crash, never a hang. */
import { hasCode } from '#core/base';
import { decodeFrame, decodeRecords, encodeFrame, encodeRecords } from '#core/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** NAILWALL_CASES sets the number of cases, as for every property that is cheap enough to be run often. */
const runs = { numRuns: fc.readConfigureGlobal().numRuns ?? 5000 };

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

const records = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
const change = fc.record({
  at: fc.nat(),
  byte: fc.integer({ min: 0, max: 255 }),
  way: fc.constantFrom('flip', 'cut', 'drop', 'insert'),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function harm(bytes: Uint8Array, { at, byte, way }: Change): Uint8Array {
  const place = at % Math.max(1, bytes.length);
  const put = way === 'flip' || way === 'insert' ? [byte] : [];
  if (way === 'cut') return bytes.slice(0, place);
  return Uint8Array.from([
    ...bytes.subarray(0, place),
    ...put,
    ...bytes.subarray(way === 'insert' ? place : place + 1),
  ]);
}

test('any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      refuses(decodeFrame, bytes);
      refuses(decodeRecords, bytes);
    }),
    runs,
  );
});

test('a frame with a byte flipped, cut, dropped or put in', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.nat(), records, change, (channel, id, argument, how) => {
      refuses(decodeFrame, harm(encodeFrame({ type: 'call', id, channel, argument }), how));
    }),
    runs,
  );
});

test('records come back as they were, and harmed ones are a list or refused', () => {
  fc.assert(
    fc.property(records, change, (list, how) => {
      const bytes = encodeRecords(list);
      expect(decodeRecords(bytes).map((each) => [...each])).toEqual(list.map((each) => [...each]));
      refuses(decodeRecords, harm(bytes, how));
    }),
    runs,
  );
});

test('a record that claims more than there is, within a larger buffer and at its end', () => {
  expect(refuses(decodeRecords, Uint8Array.of(5, 1, 2))).toBe(true);
  expect(refuses(decodeRecords, Uint8Array.of(0x80))).toBe(true);
  expect(refuses(decodeRecords, Uint8Array.of(5, 1, 2, 3, 4, 5).subarray(0, 3))).toBe(true);
  expect(
    refuses(
      decodeRecords,
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
