import { type Bytes, concatBytes } from '#core/base';
import { type DeviceAuthor, deviceIdOf, DeviceReader, removeDevice, vouchFor } from '#core/vault';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

let made = 0;
function device(): DeviceAuthor {
  const seed = () => new Uint8Array(32).fill(++made);
  const signSeed = seed();
  return {
    signSeed,
    signKey: ed25519.getPublicKey(signSeed),
    networkKey: ed25519.getPublicKey(seed()),
    boxKey: x25519.getPublicKey(seed()),
  };
}

const note = Uint8Array.of(1, 2, 3);
const headerOf = (vault: Y.Doc) => vault.getMap('header');
const listOf = (vault: Y.Doc, ...anchors: DeviceAuthor[]) =>
  new DeviceReader().read(headerOf(vault).entries(), anchors.map(deviceIdOf));
const names = (vault: Y.Doc, ...anchors: DeviceAuthor[]) => new Set(listOf(vault, ...anchors).members.keys());
const ids = (...devices: DeviceAuthor[]) => new Set(devices.map(deviceIdOf));

test('whom a trusted device vouches for is a member, and may vouch for others', () => {
  const [a, b, c] = [device(), device(), device()];
  const vault = new Y.Doc();
  vouchFor(vault, a, note, a);
  vouchFor(vault, b, note, a);
  vouchFor(vault, c, note, b);
  expect(names(vault, a)).toEqual(ids(a, b, c));
  expect(listOf(vault, a).members.get(deviceIdOf(c))).toEqual({
    device: deviceIdOf(c),
    signKey: c.signKey,
    networkKey: c.networkKey,
    boxKey: c.boxKey,
    note,
  });
});

test('whom nobody trusted vouches for is none, and cannot make itself one', () => {
  const [a, x, y] = [device(), device(), device()];
  const vault = new Y.Doc();
  vouchFor(vault, a, note, a);
  vouchFor(vault, x, note, x);
  vouchFor(vault, y, note, x);
  vouchFor(vault, a, note, x);
  removeDevice(vault, a, x);
  expect(names(vault, a)).toEqual(ids(a));
  expect(names(vault)).toEqual(new Set());
});

test('a removal holds whoever vouches again, and what the removed one had vouched for stays', () => {
  const [a, b, c] = [device(), device(), device()];
  const vault = new Y.Doc();
  vouchFor(vault, a, note, a);
  vouchFor(vault, b, note, a);
  vouchFor(vault, c, note, b);
  removeDevice(vault, b, a);
  vouchFor(vault, b, note, c);
  const list = listOf(vault, a);
  expect(new Set(list.members.keys())).toEqual(ids(a, c));
  expect(list.removed).toEqual(ids(b));
});

test('removals made at the same time on two devices come to the same list everywhere', () => {
  const [a, b, c] = [device(), device(), device()];
  const start = new Y.Doc();
  for (const each of [a, b, c]) vouchFor(start, each, note, a);
  const copy = () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(start));
    return doc;
  };
  const [one, two] = [copy(), copy()];
  removeDevice(one, c, a);
  removeDevice(two, c, b);
  removeDevice(two, a, b);
  const [first, second] = [copy(), copy()];
  for (const update of [one, two].map((doc) => Y.encodeStateAsUpdate(doc))) Y.applyUpdate(first, update);
  for (const update of [two, one].map((doc) => Y.encodeStateAsUpdate(doc))) Y.applyUpdate(second, update);
  expect(names(first, a)).toEqual(names(second, a));
  expect(names(first, a)).toEqual(ids(b));
});

test('every flipped bit of a statement makes it none', () => {
  const [a, b] = [device(), device()];
  const vault = new Y.Doc();
  vouchFor(vault, a, note, a);
  vouchFor(vault, b, note, a);
  const key = `device/${deviceIdOf(b)}/${deviceIdOf(a)}`;
  const genuine = headerOf(vault).get(key) as Bytes;
  const reader = new DeviceReader();
  for (let bit = 0; bit < genuine.length * 8; bit += 5) {
    const altered = genuine.slice();
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    headerOf(vault).set(key, altered);
    expect(new Set(reader.read(headerOf(vault).entries(), [deviceIdOf(a)]).members.keys())).toEqual(ids(a));
  }
});

test('a statement under another name, or in the place of another kind, is none', () => {
  const [a, b, c] = [device(), device(), device()];
  const vault = new Y.Doc();
  vouchFor(vault, a, note, a);
  vouchFor(vault, b, note, a);
  const header = headerOf(vault);
  const statement = header.get(`device/${deviceIdOf(b)}/${deviceIdOf(a)}`) as Bytes;
  header.delete(`device/${deviceIdOf(b)}/${deviceIdOf(a)}`);
  header.set(`device/${deviceIdOf(c)}/${deviceIdOf(a)}`, statement);
  header.set(`device/${deviceIdOf(b)}/${deviceIdOf(b)}`, statement);
  header.set(`removed/${deviceIdOf(a)}/${deviceIdOf(a)}`, statement);
  expect(names(vault, a)).toEqual(ids(a));
});

test('anything may stand in the header', () => {
  const a = device();
  const vault = new Y.Doc();
  vouchFor(vault, a, note, a);
  const id = deviceIdOf(a);
  const junk: unknown[] = [
    new Uint8Array(),
    new Uint8Array(70),
    concatBytes(Uint8Array.of(1, 1), new Uint8Array(300)),
    'x',
    5,
    null,
  ];
  junk.forEach((value, index) => {
    headerOf(vault).set(`device/${id}/${'A'.repeat(21)}${String(index)}`, value);
    headerOf(vault).set(`removed/${id}/${'A'.repeat(21)}${String(index)}`, value);
    headerOf(vault).set(`device/${String(index)}`, value);
  });
  expect(names(vault, a)).toEqual(ids(a));
});
