import { toBase64Url } from '#core/base';
import { foundVault, Keyring, linkRoots, openVault, plantSeed, seedOf, withLinkedRoots } from '#core/vault';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { quickArgon2id } from './quick-argon2.ts';

const root = () => ({ vaultId: nodeRandom(16), master: nodeRandom(32) });
const access = { random: nodeRandom, argon2id: quickArgon2id };
const by = (passphrase: string) => ({ kind: 'passphrase' as const, passphrase });
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

test('of three vaults that became one by twos, each opens all', () => {
  const vault = new Y.Doc();
  const [one, two, three] = [root(), root(), root()];
  linkRoots(vault, [one, two], nodeRandom);
  linkRoots(vault, [two, three], nodeRandom);
  for (const from of [one, two, three]) {
    expect(withLinkedRoots(vault, [from])).toEqual(expect.arrayContaining([one, two, three]));
  }
  expect(withLinkedRoots(vault, [root()])).toHaveLength(1);
});

test('linking again changes nothing', () => {
  const vault = new Y.Doc();
  const roots = [root(), root()];
  linkRoots(vault, roots, nodeRandom);
  const before = Y.encodeStateAsUpdate(vault);
  linkRoots(vault, roots, nodeRandom);
  expect(Y.encodeStateAsUpdate(vault)).toEqual(before);
});

test('a link that was altered, cut, moved or made up opens nothing', () => {
  const [one, two] = [root(), root()];
  const good = new Y.Doc();
  linkRoots(good, [one, two], nodeRandom);
  const name = `linked/${toBase64Url(one.vaultId)}/${toBase64Url(two.vaultId)}`;
  const link = good.getMap<Uint8Array>('header').get(name) as Uint8Array;
  const withLink = (value: unknown, key = name) => {
    const vault = new Y.Doc();
    vault.getMap('header').set(key, value);
    return withLinkedRoots(vault, [one]).length;
  };
  expect(withLink(link)).toBe(2);
  for (let at = 0; at < link.length; at++) {
    const altered = link.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(withLink(altered)).toBe(1);
  }
  for (const value of [link.subarray(0, 60), new Uint8Array(), 'text', null]) expect(withLink(value)).toBe(1);
  const elsewhere = toBase64Url(root().vaultId);
  for (const id of [elsewhere, '', 'no id', `${elsewhere}x`, 'B'.repeat(22)]) {
    expect(withLink(link, `linked/${toBase64Url(one.vaultId)}/${id}`)).toBe(1);
  }
});

test('a passphrase of either vault opens both once they are linked', async () => {
  const [left, right] = [new Y.Doc(), new Y.Doc()];
  const keys = [await foundVault(left, [by('left')], access), await foundVault(right, [by('right')], access)];
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  linkRoots(
    left,
    keys.flatMap(({ roots }) => roots),
    nodeRandom,
  );
  const opened = await Promise.all(['left', 'right'].map((each) => openVault(left, by(each), quickArgon2id)));
  expect(opened[0]?.roots).toEqual(opened[1]?.roots);
  expect(opened[0]?.roots).toHaveLength(2);
});

test('a planted vault opens as the one that it comes from does, and merges into it', async () => {
  const vault = new Y.Doc();
  const openers = [by('lamp'), { kind: 'secret' as const, secret: nodeRandom(32) }];
  const keyring = await foundVault(vault, openers, access);
  const seed = seedOf(vault, keyring);
  expect(seed.slots).toHaveLength(1);
  const other = new Y.Doc();
  expect(plantSeed(other, seed, nodeRandom).roots).toEqual(keyring.roots);
  expect((await openVault(other, by('lamp'), quickArgon2id)).roots).toEqual(keyring.roots);
  await expect(openVault(other, by('another'), quickArgon2id)).rejects.toEqual(code('vault/wrong-passphrase'));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(vault));
  expect(other.getMap('header').toJSON()).toEqual(vault.getMap('header').toJSON());
});

test('nothing is planted over a journal, nor what would leave nobody a way in', async () => {
  const vault = new Y.Doc();
  const keyring = await foundVault(vault, [by('lamp')], access);
  const seed = seedOf(vault, keyring);
  expect(() => plantSeed(vault, seed, nodeRandom)).toThrow(code('vault/exists'));
  const empty = new Y.Doc();
  const [slot = { id: '', bytes: new Uint8Array() }] = seed.slots;
  const damaged = { ...slot, bytes: slot.bytes.subarray(1) };
  for (const wrong of [
    { ...seed, roots: [] },
    { ...seed, slots: [] },
    { ...seed, slots: [damaged] },
    { ...seed, roots: Keyring.of([root()]).roots },
  ]) {
    expect(() => plantSeed(empty, wrong, nodeRandom)).toThrow(code('sync/protocol'));
    expect(empty.getMap('header').size).toBe(0);
  }
});
