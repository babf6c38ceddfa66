import { utf8ToBytes } from '#core/base';
import { expect, test } from 'vitest';
import { crc32c, isSoundLog } from '../../../src/main/storage/level-log.ts';

test('CRC-32C of the known vectors (RFC 3720, B.4)', () => {
  expect(crc32c(utf8ToBytes('123456789'))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
});

test('an empty log, and one of reserved space, are sound', () => {
  expect(isSoundLog(new Uint8Array())).toBe(true);
  expect(isSoundLog(new Uint8Array(40_000))).toBe(true);
});

test('a torn last write is no damage, nonsense is', () => {
  expect(isSoundLog(Uint8Array.of(1, 2, 3, 4, 200, 0, 1, 9, 9))).toBe(true);
  expect(isSoundLog(Uint8Array.of(1, 2, 3, 4, 1, 0, 1, 9, 9))).toBe(false);
  expect(isSoundLog(Uint8Array.of(1, 2, 3, 4, 1, 0, 7, 9, 9))).toBe(false);
});
