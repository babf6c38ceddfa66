import { type Bytes, concatBytes } from '#core/base';
import { Keyring, openLetter, sealedLetterBytes, sealLetter } from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from './device.ts';
import { deriveTestKeyring } from './keyrings.ts';

const MiB = 1024 * 1024;
const headBytes = 21;
const sealedChunk = MiB + 40;

async function whole(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const taken: Bytes[] = [];
  for await (const part of parts) taken.push(part);
  return concatBytes(...taken);
}

/** Cut into parts at the given places, empty ones among them. */
function cut(bytes: Bytes, places: readonly number[]): Bytes[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((to, i) => bytes.subarray(sorted[i], to));
}

/** Bytes that differ from place to place, quickly made. */
function patterned(size: number, seed = 1): Bytes {
  const bytes = new Uint8Array(size);
  for (let i = 0, x = seed; i < size; i++) bytes[i] = (x = (Math.imul(x, 1103515245) + 12345) >>> 0) >>> 16;
  return bytes;
}

let seed = 0;
const seal = (file: Bytes, keyring = deriveTestKeyring(), parts: readonly Bytes[] = [file]) =>
  whole(sealLetter(parts, file.length, keyring, seededRandom(++seed)));
const open = (sealed: Bytes, keyring = deriveTestKeyring(), parts: readonly Bytes[] = [sealed]) =>
  whole(openLetter(parts, keyring));
const refused = (sealed: Bytes, code = 'letter/damaged') => expect(open(sealed)).rejects.toMatchObject({ code });

const places = fc.array(fc.nat(5 * MiB), { maxLength: 6 });

test('what is sealed opens, however either side is cut into parts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4000, size: 'max' }), places, places, async (file, a, b) => {
      const sealed = await seal(file, undefined, cut(file, a));
      expect(sealed.length).toBe(sealedLetterBytes(file.length));
      expect(await open(sealed, undefined, cut(sealed, b))).toEqual(file);
    }),
  );
});

test.each([0, 1, MiB - 9, MiB - 8, MiB - 7, MiB, 2 * MiB - 8, 2 * MiB + 1, 3 * MiB])(
  'a file of %i bytes fills its chunks and comes back whole',
  async (size) => {
    const file = patterned(size);
    const parts = cut(file, [1, MiB, MiB + 1, MiB + 7]);
    const sealed = await seal(file, undefined, parts);
    expect(sealed.length).toBe(sealedLetterBytes(size));
    expect(Buffer.compare(await open(sealed, undefined, cut(sealed, [5, sealedChunk, 2 * MiB])), file)).toBe(0);
  },
);

test('every bit of a sealed letter is authenticated', async () => {
  const sealed = await seal(patterned(60));
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const flipped = sealed.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    await expect(open(flipped), `bit ${bit}`).rejects.toMatchObject({ code: /^letter\// });
  }
});

test('a letter that was cut anywhere, or has anything after it, is refused', async () => {
  const sealed = await seal(patterned(60));
  for (let length = 0; length < sealed.length; length++) await refused(sealed.subarray(0, length));
  await refused(concatBytes(sealed, Uint8Array.of(0)));
  await refused(concatBytes(sealed, sealed));
});

test('chunks that were left out, repeated, reordered, or taken from another letter are refused', async () => {
  const file = patterned(3 * MiB);
  const sealed = await seal(file);
  const other = await seal(file);
  const parts = (bytes: Bytes): Bytes[] => [
    bytes.subarray(0, headBytes),
    ...[0, 1, 2, 3].map((i) => bytes.subarray(headBytes + i * sealedChunk, headBytes + (i + 1) * sealedChunk)),
  ];
  const [head, a, b, c, d] = parts(sealed) as [Bytes, Bytes, Bytes, Bytes, Bytes];
  const [otherHead, otherA, otherB] = parts(other) as [Bytes, Bytes, Bytes];
  expect(await open(concatBytes(head, a, b, c, d))).toHaveLength(file.length);
  for (const mixed of [
    [head, a, b, c],
    [head, a, b],
    [head, a],
    [head, b, c, d],
    [head, a, c, b, d],
    [head, a, a, b, c, d],
    [head, a, b, c, d, d],
    [head, d],
    [head, a, otherB, c, d],
    [otherHead, a, b, c, d],
    [head, otherA, b, c, d],
  ]) {
    await refused(concatBytes(...mixed));
  }
});

test('a letter of another vault is refused, and either of two founded vaults is opened', async () => {
  const [one, two] = [3, 4].map((n) => ({
    vaultId: new Uint8Array(16).fill(n),
    master: new Uint8Array(32).fill(n),
  })) as [{ vaultId: Bytes; master: Bytes }, { vaultId: Bytes; master: Bytes }];
  const copy = (root: typeof one) => ({ vaultId: root.vaultId, master: root.master.slice() });
  const file = patterned(2 * MiB);
  const byOne = await seal(file, Keyring.of([copy(one)]));
  const byTwo = await seal(file, Keyring.of([copy(two)]));
  const both = () => Keyring.of([copy(one), copy(two)]);
  await expect(open(byOne, Keyring.of([copy(two)]))).rejects.toMatchObject({ code: 'letter/damaged' });
  for (const sealed of [byOne, byTwo]) expect(Buffer.compare(await open(sealed, both()), file)).toBe(0);
  const mixed = concatBytes(byOne.subarray(0, headBytes + sealedChunk), byTwo.subarray(headBytes + sealedChunk));
  await expect(open(mixed, both())).rejects.toMatchObject({ code: 'letter/damaged' });
});

test('a newer version and an unknown epoch are told from damage', async () => {
  const sealed = await seal(patterned(10));
  const newer = sealed.slice();
  newer[0] = 2;
  await refused(newer, 'letter/newer-version');
  const elsewhere = sealed.slice();
  elsewhere[4] = 9;
  await refused(elsewhere, 'letter/no-key');
});

test('sealing and opening stop when the journal is locked meanwhile, and nothing is sealed under a wiped key', async () => {
  const file = patterned(3 * MiB);
  const keyring = deriveTestKeyring();
  const sealing = sealLetter([file], file.length, keyring, seededRandom(99));
  await sealing.next();
  await sealing.next();
  keyring.close();
  await expect(sealing.next()).rejects.toMatchObject({ code: 'vault/locked' });
  const another = deriveTestKeyring();
  const opening = openLetter([await seal(file)], another);
  await opening.next();
  another.close();
  await expect(opening.next()).rejects.toMatchObject({ code: 'vault/locked' });
});

test('a file that is longer or shorter than it said makes no letter', async () => {
  for (const size of [59, 61]) {
    const sealing = whole(sealLetter([patterned(60)], size, deriveTestKeyring(), seededRandom(5)));
    await expect(sealing).rejects.toMatchObject({ code: 'letter/unreadable' });
  }
});

test('the size on the disk tells no more than Padmé does, and no two sealings are alike', async () => {
  expect(sealedLetterBytes(100_400)).toBe(sealedLetterBytes(102_300));
  const file = patterned(500);
  const [a, b] = await Promise.all([seal(file), seal(file)]);
  expect(a.subarray(headBytes, headBytes + 64)).not.toEqual(b.subarray(headBytes, headBytes + 64));
});

test('who stops reading in the middle has the source let go of', async () => {
  let released = false;
  async function* source(): AsyncGenerator<Bytes> {
    try {
      const sealed = await seal(patterned(3 * MiB));
      for (const part of cut(sealed, [MiB, 2 * MiB, 3 * MiB])) yield part;
    } finally {
      released = true;
    }
  }
  for await (const part of openLetter(source(), deriveTestKeyring())) {
    expect(part.length).toBeGreaterThan(0);
    break;
  }
  expect(released).toBe(true);
});
