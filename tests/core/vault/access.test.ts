import { type ErrorCode, hasCode } from '#core/base';
import {
  argon2Floor,
  calibrate,
  changeAccess,
  checkArgon2id,
  createRecoveryPhrase,
  foundVault,
  openVault,
  type Opener,
  readRecoveryPhrase,
  waysIn,
} from '#core/vault';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { argon2id, testAccess } from './argon2.ts';
import { seededRandom } from './device.ts';

const passphrase: Opener = { kind: 'passphrase', passphrase: 'a door that opens, über 12 times' };
const phrase = createRecoveryPhrase(seededRandom(5));
const recovery: Opener = { kind: 'recovery', entropy: phrase.entropy };
let founded: Uint8Array;

beforeAll(async () => {
  const vault = new Y.Doc();
  await foundVault(vault, [passphrase, recovery], testAccess);
  founded = Y.encodeStateAsUpdate(vault);
});

function fresh(): Y.Doc {
  const vault = new Y.Doc();
  Y.applyUpdate(vault, founded);
  return vault;
}

async function refusal(attempt: Promise<unknown>): Promise<ErrorCode | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    return hasCode(error) ? error.code : 'bug';
  }
}

/** Changes bytes of the slot of a given kind (0 passphrase, 1 recovery). */
function tamper(vault: Y.Doc, kind: number, change: (slot: Uint8Array) => Uint8Array): void {
  const header = vault.getMap<unknown>('header');
  for (const [key, value] of [...header.entries()]) {
    if (value instanceof Uint8Array && value[1] === kind) header.set(key, change(value.slice()));
  }
}

describe('opening', () => {
  test('by passphrase and by words gives the same keys', async () => {
    const byPassphrase = await openVault(fresh(), passphrase, argon2id);
    const byWords = await openVault(fresh(), recovery, argon2id);
    expect(byPassphrase.sealingKey()).toEqual(byWords.sealingKey());
  });

  test('the same passphrase typed as other code points opens too', async () => {
    const decomposed = passphrase.passphrase.normalize('NFD');
    expect(decomposed).not.toBe(passphrase.passphrase);
    await expect(openVault(fresh(), { kind: 'passphrase', passphrase: decomposed }, argon2id)).resolves.toBeDefined();
  });

  test('tells a wrong passphrase and wrong words from damage', async () => {
    const wrong: Opener = { kind: 'passphrase', passphrase: 'not this one' };
    expect(await refusal(openVault(fresh(), wrong, argon2id))).toBe('vault/wrong-passphrase');
    const otherWords: Opener = { kind: 'recovery', entropy: new Uint8Array(32).fill(1) };
    expect(await refusal(openVault(fresh(), otherWords, argon2id))).toBe('vault/wrong-words');
  });

  test.each([...Array(20).keys()].map((n) => n * 8 + 2))(
    'byte %i of the slot changed: damaged, not wrong',
    async (at) => {
      const vault = fresh();
      tamper(vault, 0, (slot) => slot.with(at % slot.length, (slot[at % slot.length] ?? 0) ^ 0x40));
      expect(await refusal(openVault(vault, passphrase, argon2id))).toBe('vault/damaged');
      expect(await refusal(openVault(vault, recovery, argon2id))).toBeUndefined();
    },
  );

  test('a slot cut short is damaged; a slot of a later version is newer', async () => {
    const cut = fresh();
    tamper(cut, 0, (slot) => slot.subarray(0, 90));
    expect(await refusal(openVault(cut, passphrase, argon2id))).toBe('vault/damaged');
    const newer = fresh();
    tamper(newer, 0, (slot) => slot.with(0, 2));
    expect(await refusal(openVault(newer, passphrase, argon2id))).toBe('vault/newer-version');
  });

  test('an empty document holds no journal', async () => {
    expect(await refusal(openVault(new Y.Doc(), passphrase, argon2id))).toBe('vault/empty');
  });
});

describe('founding', () => {
  test('never happens over something', async () => {
    const vault = fresh();
    const before = Y.encodeStateAsUpdate(vault);
    expect(await refusal(foundVault(vault, [passphrase], testAccess))).toBe('vault/exists');
    expect(Y.encodeStateAsUpdate(vault)).toEqual(before);
  });

  test('gives way to a journal that arrives while keys are derived', async () => {
    const vault = new Y.Doc();
    const founding = foundVault(vault, [passphrase], testAccess);
    Y.applyUpdate(vault, founded);
    expect(await refusal(founding)).toBe('vault/exists');
  });

  test('refuses parameters below the floor', async () => {
    const weak = { ...argon2Floor, memoryKiB: 1024 };
    const founding = foundVault(new Y.Doc(), [passphrase], { ...testAccess, parameters: weak });
    expect(await refusal(founding)).toBe('vault/weak-parameters');
  });

  test('stores neither key, entropy nor passphrase', async () => {
    const keyring = await openVault(fresh(), recovery, argon2id);
    const haystack = Buffer.from(founded).toString('hex');
    for (const secret of [keyring.primary.master, keyring.sealingKey().key, phrase.entropy]) {
      expect(haystack).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(haystack).not.toContain(Buffer.from(passphrase.passphrase).toString('hex'));
  });
});

describe('changing the passphrase', () => {
  test('re-wraps: the new one opens, the old one does not, the words still do', async () => {
    const vault = fresh();
    const keyring = await openVault(vault, passphrase, argon2id);
    const next: Opener = { kind: 'passphrase', passphrase: 'another door' };
    await changeAccess(vault, keyring, { add: next, replaces: 'passphrase' }, testAccess);
    expect(await refusal(openVault(vault, passphrase, argon2id))).toBe('vault/wrong-passphrase');
    expect((await openVault(vault, next, argon2id)).sealingKey()).toEqual(keyring.sealingKey());
    expect(await refusal(openVault(vault, recovery, argon2id))).toBeUndefined();
    expect(waysIn(vault)).toEqual(new Set(['passphrase', 'recovery']));
  });

  test('never takes the last way in away', async () => {
    const vault = new Y.Doc();
    const keyring = await foundVault(vault, [recovery], testAccess);
    const change = changeAccess(vault, keyring, { add: null, replaces: 'recovery' }, testAccess);
    expect(await refusal(change)).toBe('bug');
    expect(waysIn(vault)).toEqual(new Set(['recovery']));
  });
});

describe('recovery words', () => {
  test('are read whatever their case, spacing and numbering', () => {
    const written = phrase.words.map((word, index) => `${String(index + 1)}. ${word.toUpperCase()}`).join(',\n');
    expect(readRecoveryPhrase(written)).toEqual(phrase.entropy);
  });

  test.each([
    ['too few', () => phrase.words.slice(1).join(' ')],
    ['a word that is not in the list', () => ['nailwall', ...phrase.words.slice(1)].join(' ')],
    ['two words swapped', () => [phrase.words[1], phrase.words[0], ...phrase.words.slice(2)].join(' ')],
  ])('%s is told as misspelt', (_what, make) => {
    expect(() => readRecoveryPhrase(make())).toThrow(
      expect.objectContaining({ code: 'vault/words-misspelt' }) as Error,
    );
  });
});

describe('Argon2id', () => {
  test('passes its known answer, and a wrong implementation does not', async () => {
    await expect(checkArgon2id(argon2id)).resolves.toBeUndefined();
    const wrong = () => Promise.resolve(new Uint8Array(32));
    expect(await refusal(checkArgon2id(wrong))).toBe('vault/crypto-self-test');
  });

  test.each([
    [50, { memoryKiB: 256 * 1024, passes: 15 }],
    [250, { memoryKiB: 256 * 1024, passes: 3 }],
    [500, { memoryKiB: 128 * 1024, passes: 3 }],
    [5000, { memoryKiB: 64 * 1024, passes: 3 }],
  ])('a machine that takes %i ms at the floor gets fitting parameters', async (ms, expected) => {
    let now = 0;
    const clock = { now: () => now, today: () => '2026-01-01' as never };
    const timed = () => {
      now += ms;
      return Promise.resolve(new Uint8Array(32));
    };
    expect(await calibrate(timed, clock, seededRandom(1))).toMatchObject(expected);
  });
});
