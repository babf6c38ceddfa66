import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAddress, parseAddress, places } from '../../../src/renderer/state/route.svelte.ts';

test('every place can be written into an address and read from it again', () => {
  const query = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  );
  const id = fc.option(fc.stringMatching(/^[\w-]{1,24}$/));
  fc.assert(
    fc.property(fc.constantFrom(...places), id, query, (place, id, query) => {
      expect(parseAddress(formatAddress({ place, id, query }))).toEqual({ place, id, query });
    }),
  );
});

test.each(['', '#', '#/', '#/nowhere', '#token=abc', '#/%E0%A4%A'])('"%s" leads to Today', (hash) => {
  expect(parseAddress(hash).place).toBe('today');
});

test('a broken id is taken as it stands', () => {
  expect(parseAddress('#/attempts/%E0%A4%A')).toEqual({ place: 'attempts', id: '%E0%A4%A', query: {} });
});
