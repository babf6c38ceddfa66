import {
  changeAccess,
  compareWithSheet,
  createRecoveryPhrase,
  foundVault,
  type Keyring,
  recoveryWordList,
} from '#core/vault';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from './device.ts';
import { quickAccess } from './quick-argon2.ts';

const sheet = createRecoveryPhrase(seededRandom(5));
let vault: Y.Doc;
let keyring: Keyring;

beforeAll(async () => {
  vault = new Y.Doc();
  keyring = await foundVault(vault, [{ kind: 'recovery', entropy: sheet.entropy }], quickAccess(1));
});

const picks = (...positions: number[]) => new Map(positions.map((at) => [at, sheet.words[at] ?? '']));

describe('trying out the sheet', () => {
  test('the right words fit, whatever their case', () => {
    expect(compareWithSheet(vault, keyring, picks(0, 7, 23))).toEqual(new Set());
    expect(compareWithSheet(vault, keyring, new Map([[3, ` ${sheet.words[3]?.toUpperCase() ?? ''} `]]))).toEqual(
      new Set(),
    );
  });

  test('a wrong word is named by its place; of all wrong words one in sixteen is not told', () => {
    const right = sheet.words[11] ?? '';
    const wrong = recoveryWordList.filter((word, at) => at % 4 === 0 && word !== right);
    const told = wrong.filter((word) => compareWithSheet(vault, keyring, new Map([...picks(2), [11, word]]))?.has(11));
    expect(told.length / wrong.length).toBeGreaterThan(0.9);
    expect(told.length / wrong.length).toBeLessThan(0.97);
  });

  test('the old sheet does not fit once there is a new one', async () => {
    const changed = new Y.Doc();
    Y.applyUpdate(changed, Y.encodeStateAsUpdate(vault));
    const next = createRecoveryPhrase(seededRandom(6));
    const change = { add: { kind: 'recovery', entropy: next.entropy }, replaces: 'recovery' } as const;
    await changeAccess(changed, keyring, change, quickAccess(2));
    expect(compareWithSheet(changed, keyring, picks(0, 1, 2, 3, 4, 5))?.size).toBeGreaterThan(3);
    const all = new Map(next.words.map((word, at) => [at, word]));
    expect(compareWithSheet(changed, keyring, all)).toEqual(new Set());
    expect([...changed.getMap('header').keys()].filter((key) => key.startsWith('sheet/'))).toHaveLength(1);
  });

  test('damaged or missing marks say that all words must be tried', () => {
    const broken = new Y.Doc();
    Y.applyUpdate(broken, Y.encodeStateAsUpdate(vault));
    const header = broken.getMap<unknown>('header');
    const key = [...header.keys()].find((name) => name.startsWith('sheet/')) ?? '';
    const marks = (header.get(key) as Uint8Array).slice();
    header.set(key, marks.with(30, (marks[30] ?? 0) ^ 1));
    expect(compareWithSheet(broken, keyring, picks(1))).toBeNull();
    header.delete(key);
    expect(compareWithSheet(broken, keyring, picks(1))).toBeNull();
  });
});

test('what is stored is 52 sealed bytes: too few to hold the words, and others for another vault', async () => {
  const marksIn = (doc: Y.Doc) =>
    [...doc.getMap<Uint8Array>('header').entries()].find(([key]) => key.startsWith('sheet/'))?.[1] ?? new Uint8Array();
  expect(marksIn(vault)).toHaveLength(52);
  const other = new Y.Doc();
  await foundVault(other, [{ kind: 'recovery', entropy: sheet.entropy }], quickAccess(2));
  expect(marksIn(other)).not.toEqual(marksIn(vault));
});
