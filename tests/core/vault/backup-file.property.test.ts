import { coded, hasCode } from '#core/base';
import { type Backup, backupHeadBytes, decodeBackup, encodeBackup, readBackupHead } from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const count = fc.nat(1_000_000);
const backup: fc.Arbitrary<Backup> = fc.record({
  createdAt: fc.nat(Number.MAX_SAFE_INTEGER),
  sequence: count,
  records: count,
  unreadable: count,
  doubtful: fc.boolean(),
  update: fc.uint8Array({ maxLength: 400 }),
});

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'none';
  } catch (error) {
    return hasCode(error) ? error.code : coded('bug', {}, error).code;
  }
}

test('what goes in comes out, and the head alone says the same', () => {
  fc.assert(
    fc.property(backup, (given) => {
      const file = encodeBackup(given);
      expect(decodeBackup(file)).toEqual(given);
      const { update: _update, ...head } = given;
      expect(readBackupHead(file.subarray(0, backupHeadBytes))).toEqual({ ...head, fileBytes: file.length });
    }),
  );
});

test('a flipped bit anywhere, a cut or an addition is refused by code', () => {
  const codes = ['backup/damaged', 'backup/not-a-backup', 'backup/newer-version'];
  fc.assert(
    fc.property(backup, fc.nat(), fc.nat(7), (given, place, bit) => {
      const file = encodeBackup(given);
      const flipped = Uint8Array.from(file);
      const at = place % file.length;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      expect(codes).toContain(codeOf(() => decodeBackup(flipped)));
      expect(codes).toContain(codeOf(() => decodeBackup(file.subarray(0, at))));
      expect(codeOf(() => decodeBackup(Uint8Array.from([...file, 0])))).toBe('backup/damaged');
    }),
  );
});

test('any bytes at all are answered by code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(codeOf(() => decodeBackup(bytes))).toMatch(/^backup\//);
    }),
  );
});

test('a file of a newer version says so', () => {
  const file = encodeBackup({
    createdAt: 1,
    sequence: 1,
    records: 1,
    unreadable: 0,
    doubtful: false,
    update: new Uint8Array(3),
  });
  file[16] = 2;
  expect(codeOf(() => decodeBackup(file))).toBe('backup/newer-version');
});
