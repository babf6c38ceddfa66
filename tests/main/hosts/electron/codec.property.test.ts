import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../../electron-double/in-page/codec.js';

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  fc.uint8Array({ maxLength: 300 }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }).map((parts) => ({ ...parts })),
    fc.record({ $: tie('value') }),
  ),
}));

test('what the contract carries comes through the text unchanged', () => {
  fc.assert(
    fc.property(value, (sent) => {
      expect(unpack(JSON.parse(JSON.stringify(pack(sent))))).toEqual(normal(sent));
    }),
  );
});

test('bytes larger than one call of the encoder come through', () => {
  const bytes = new Uint8Array(1024 * 1024 + 3).map((_, at) => at * 7);
  // Compared as one: an assertion on each of a million bytes takes seconds.
  expect(Buffer.compare(unpack(pack(bytes)) as Uint8Array, bytes)).toBe(0);
});

test('what cannot be cloned is refused, as by Electron', () => {
  expect(() => pack(() => undefined)).toThrow('could not be cloned');
  expect(() => pack({ deep: [Symbol('x')] })).toThrow('could not be cloned');
});

/** JSON has no minus zero. */
function normal(sent: unknown): unknown {
  return Object.is(sent, -0) ? 0 : Array.isArray(sent) ? sent.map(normal) : inObject(sent);
}

function inObject(sent: unknown): unknown {
  if (sent === null || typeof sent !== 'object' || sent instanceof Uint8Array) return sent;
  return Object.fromEntries(Object.entries(sent).map(([key, part]) => [key, normal(part)]));
}
