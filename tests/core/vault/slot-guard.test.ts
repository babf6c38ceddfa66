import { changeAccess, foundVault, type Keyring, type Opener, openVault, SlotGuard, waysIn } from '#core/vault';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { quickAccess, quickArgon2id } from './quick-argon2.ts';

const passphrase: Opener = { kind: 'passphrase', passphrase: 'the first' };
const words: Opener = { kind: 'recovery', entropy: new Uint8Array(32).fill(8) };
const next: Opener = { kind: 'passphrase', passphrase: 'the second' };

let vault: Y.Doc;
let keyring: Keyring;
beforeEach(async () => {
  vault = new Y.Doc();
  keyring = await foundVault(vault, [passphrase, words], quickAccess(1));
});

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Takes every slot away as a peer without a key could. */
function wiped(): Uint8Array {
  const peer = copyOf(vault);
  const header = peer.getMap('header');
  for (const key of [...header.keys()]) header.delete(key);
  return Y.encodeStateAsUpdate(peer);
}

describe('a peer that takes the ways in away', () => {
  test('does so in vain while the journal is open', async () => {
    const guard = SlotGuard.attach(vault, keyring);
    Y.applyUpdate(vault, wiped());
    expect(waysIn(vault)).toEqual(new Set(['passphrase', 'recovery']));
    const later = await openVault(vault, passphrase, quickArgon2id);
    expect(later.sealingKey()).toEqual(keyring.sealingKey());
    guard.close();
  });

  test('succeeds when nobody guards: that is what the guard is for', () => {
    Y.applyUpdate(vault, wiped());
    expect(waysIn(vault)).toEqual(new Set());
  });

  test('is still resisted after a slot came from elsewhere', async () => {
    const other = copyOf(vault);
    await changeAccess(other, keyring, { add: next, replaces: 'passphrase' }, quickAccess(2));
    const guard = SlotGuard.attach(vault, keyring);
    Y.applyUpdate(vault, Y.encodeStateAsUpdate(other));
    Y.applyUpdate(vault, wiped());
    await expect(openVault(vault, next, quickArgon2id)).resolves.toBeDefined();
    await expect(openVault(vault, passphrase, quickArgon2id)).rejects.toThrow();
    guard.close();
  });

  test('cannot forge the proof of a slot’s end', () => {
    const guard = SlotGuard.attach(vault, keyring);
    const peer = copyOf(vault);
    const header = peer.getMap<unknown>('header');
    for (const key of [...header.keys()].filter((name) => name.startsWith('slot/'))) {
      header.delete(key);
      header.set(key.replace('slot/', 'gone/'), new Uint8Array(32).fill(7));
    }
    Y.applyUpdate(vault, Y.encodeStateAsUpdate(peer));
    expect(waysIn(vault)).toEqual(new Set(['passphrase', 'recovery']));
    guard.close();
  });
});

describe('a slot that was taken away on purpose', () => {
  test('opens nothing when a stale copy brings it back, locked or open', async () => {
    const header = vault.getMap<unknown>('header');
    const before = new Map([...header.entries()]);
    await changeAccess(vault, keyring, { add: next, replaces: 'passphrase' }, quickAccess(2));
    for (const [key, value] of before) if (!header.has(key)) header.set(key, value);
    await expect(openVault(vault, passphrase, quickArgon2id)).rejects.toThrow(
      expect.objectContaining({ code: 'vault/wrong-passphrase' }) as Error,
    );
    const count = () => [...header.keys()].filter((name) => name.startsWith('slot/')).length;
    expect(count()).toBe(3);
    const guard = SlotGuard.attach(vault, keyring);
    expect(count()).toBe(2);
    guard.close();
  });
});

test('a vault whose key is not at hand is left alone', async () => {
  const stranger = new Y.Doc();
  await foundVault(stranger, [{ kind: 'passphrase', passphrase: 'elsewhere' }, words], quickAccess(9));
  Y.applyUpdate(vault, Y.encodeStateAsUpdate(stranger));
  const guard = SlotGuard.attach(vault, keyring);
  const header = vault.getMap<unknown>('header');
  const theirs = [...stranger.getMap('header').keys()].filter((name) => name.startsWith('slot/'));
  for (const key of theirs) header.delete(key);
  expect(theirs.filter((key) => header.has(key))).toEqual([]);
  guard.close();
});
