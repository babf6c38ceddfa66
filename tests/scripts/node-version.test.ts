import { expect, test } from 'vitest';
import { isNewEnough, requireNode } from '../../scripts/node-version.mjs';

test.each([
  ['v20.19.0', true],
  ['v20.20.2', true],
  ['v22.0.0', true],
  ['v24.1.0', true],
  ['v20.18.9', false],
  ['v18.99.0', false],
  ['v9.20.0', false],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test('an old Node is refused with the remedy', () => {
  expect(() => requireNode('v18.20.0')).toThrow(
    /needs Node 20\.19 or newer; this is v18\.20\.0\. Install .*nodejs\.org/,
  );
  expect(() => requireNode()).not.toThrow();
});
