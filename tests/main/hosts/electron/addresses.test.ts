import { expect, test } from 'vitest';
import { isOwnAddress, isOwnBlob } from '../../../../src/main/hosts/electron/addresses.ts';

test.each(['app://nailwall/', 'app://nailwall', 'app://nailwall/index.html?x#y', 'APP://nailwall/'])(
  '%s is ours',
  (a) => {
    expect(isOwnAddress(a)).toBe(true);
  },
);

test.each([
  'app://nailwall.evil/',
  'app://nailwal/',
  'app://nailwall:1/',
  'app://nailwall@evil/',
  'app://user@nailwall/',
  'app:nailwall',
  'https://nailwall/',
  'https://evil/app://nailwall/',
  'file:///app://nailwall/',
  'javascript:alert(1)',
  'blob:app://nailwall/1',
  'about:blank',
  '',
])('%s is not', (address) => {
  expect(isOwnAddress(address)).toBe(false);
});

test('a blob is ours when the page that made it is', () => {
  expect(isOwnBlob('blob:app://nailwall/8d6c')).toBe(true);
  for (const other of ['blob:https://evil/8d6c', 'blob:null/8d6c', 'app://nailwall/8d6c', 'blob:']) {
    expect(isOwnBlob(other), other).toBe(false);
  }
});
