import { coded, hasCode } from '#core/base';
import { type Backup, backupHeadBytes, decodeBackup, encodeBackup, readBackupHead } from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes, fuzz, fuzzRuns, fuzzTimeout } from '../../fuzz.ts';

const count = fc.nat(1_000_000);
const backup: fc.Arbitrary<Backup> = fc.record({
  createdAt: fc.nat(Number.MAX_SAFE_INTEGER),
  sequence: count,
  records: count,
  unreadable: count,
  doubtful: fc.boolean(),
  update: anyBytes(400),
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

test('a flipped bit anywhere, a cut or an addition is refused by code', { timeout: fuzzTimeout }, () => {
  const codes = ['backup/damaged', 'backup/not-a-backup', 'backup/newer-version'];
  fuzz(
    fc.tuple(backup, fc.nat(), fc.nat(7)),
    ([given, place, bit]) => {
      const file = encodeBackup(given);
      const flipped = Uint8Array.from(file);
      const at = place % file.length;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      expect(codes).toContain(codeOf(() => decodeBackup(flipped)));
      expect(codes).toContain(codeOf(() => decodeBackup(file.subarray(0, at))));
      expect(codeOf(() => decodeBackup(Uint8Array.from([...file, 0])))).toBe('backup/damaged');
    },
    fuzzRuns(200, 0.5),
  );
});

test('any bytes at all are answered by code, right beginning or not', { timeout: fuzzTimeout }, () => {
  const begun = anyBytes(200).map((bytes) =>
    Uint8Array.from([...new TextEncoder().encode('nailwall-backup\n'), 1, ...bytes]),
  );
  fuzz(
    fc.oneof(anyBytes(200), begun),
    (bytes) => expect(codeOf(() => decodeBackup(bytes))).toMatch(/^backup\//),
    fuzzRuns(500, 0.5),
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
