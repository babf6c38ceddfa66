import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Covers } from '../../../src/core/vault/covers.ts';
import { padmeLength } from '../../../src/core/vault/padding.ts';

test('Padmé never shortens, costs at most 12 %, and keeps few distinct lengths', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 50_000_000 }), (length) => {
      const padded = padmeLength(length);
      expect(padded).toBeGreaterThanOrEqual(length);
      expect(padded).toBeLessThanOrEqual(length * 1.12);
      expect(padmeLength(padded)).toBe(padded);
    }),
  );
  expect(new Set(Array.from({ length: 100_000 }, (_, n) => padmeLength(n))).size).toBeLessThan(300);
});

const name = fc.record({ writer: fc.constantFrom('00'.repeat(8), 'ab'.repeat(8)), seq: fc.nat(40) });

test('covers hold exactly the names put in, whatever the order, and survive their encoding', () => {
  fc.assert(
    fc.property(fc.array(name), fc.array(name), name, (one, two, asked) => {
      const union = Covers.union([Covers.of(one), Covers.of(two)]);
      const decoded = Covers.decode(Covers.union([Covers.of([...two, ...one])]).encode()).covers;
      const expected = [...one, ...two].some(({ writer, seq }) => writer === asked.writer && seq === asked.seq);
      expect([union.has(asked), decoded.has(asked)]).toEqual([expected, expected]);
      expect(decoded.encode()).toEqual(union.encode());
    }),
  );
});

test('covers cut short are refused', () => {
  const bytes = Covers.of([{ writer: 'ab'.repeat(8), seq: 300 }]).encode();
  for (let length = 0; length < bytes.length; length++) {
    expect(() => Covers.decode(bytes.subarray(0, length))).toThrow();
  }
});
