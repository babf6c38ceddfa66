import { expect, test } from 'vitest';
import { strengthOf } from '../../../src/renderer/state/passphrase.ts';

test.each([
  ['', 'none'],
  ['seven77', 'too-short'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'fair'],
  ['abcdefghijklmnop', 'fair'],
  ['password', 'fair'],
  ['lamp harbour nine oak', 'good'],
  ['lamp harbour nine oak velvet', 'strong'],
  ['q7#Vt!xL0p&z', 'strong'],
])('"%s" is %s', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});

test('counts characters as people do', () => {
  expect(strengthOf('🌊🌊🌊🌊')).toBe('too-short');
});
