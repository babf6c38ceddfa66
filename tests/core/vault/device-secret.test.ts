import { fromBase64Url, toBase64Url } from '#core/base';
import {
  authorOf,
  createDeviceSecret,
  deviceIdOf,
  DeviceReader,
  Keyring,
  openDeviceSecret,
  sealDeviceSecret,
  vouchFor,
} from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { deriveTestKeyring } from './keyrings.ts';

const root = (fill: number) => ({ vaultId: new Uint8Array(16).fill(fill), master: new Uint8Array(32).fill(fill + 1) });
const anchor = () => authorOf(createDeviceSecret(nodeRandom)).device;

test('base64url is read back', () => {
  const readBack = (bytes: Uint8Array): void => {
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40, size: 'max' }), readBack));
});

test('a device secret is read back under the same vault, anchors and all', () => {
  const secret = { ...createDeviceSecret(nodeRandom), anchors: [anchor(), anchor()] };
  const sealed = sealDeviceSecret(secret, deriveTestKeyring(), nodeRandom);
  expect(openDeviceSecret(sealed, deriveTestKeyring())).toEqual(secret);
});

test('thirty anchors fit what a host keeps, and more are refused', () => {
  const secret = { ...createDeviceSecret(nodeRandom), anchors: Array.from({ length: 30 }, anchor) };
  expect(sealDeviceSecret(secret, deriveTestKeyring(), nodeRandom).length).toBeLessThanOrEqual(1024);
  const more = { ...secret, anchors: [...secret.anchors, anchor()] };
  expect(() => sealDeviceSecret(more, deriveTestKeyring(), nodeRandom)).toThrow();
});

test('it is still read when another vault has joined and seals from then on', () => {
  const secret = createDeviceSecret(nodeRandom);
  const sealed = sealDeviceSecret(secret, Keyring.of([root(7)]), nodeRandom);
  expect(openDeviceSecret(sealed, Keyring.of([root(1), root(7)]))).toEqual(secret);
});

test('no bit of it can be altered, it opens under no other vault, and a cut one opens nowhere', () => {
  const sealed = sealDeviceSecret(createDeviceSecret(nodeRandom), deriveTestKeyring(), nodeRandom);
  for (let at = 0; at < sealed.length; at++) {
    const altered = sealed.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => openDeviceSecret(altered, deriveTestKeyring())).toThrow();
  }
  const damaged = expect.objectContaining({ code: 'vault/damaged' }) as Error;
  expect(() => openDeviceSecret(sealed, Keyring.of([root(7)]))).toThrow(damaged);
  for (const length of [0, 1, 20, sealed.length - 1]) {
    expect(() => openDeviceSecret(sealed.subarray(0, length), deriveTestKeyring())).toThrow(damaged);
  }
});

test('one of a newer version is told from a damaged one', () => {
  const newer = expect.objectContaining({ code: 'vault/newer-version' }) as Error;
  expect(() => openDeviceSecret(Uint8Array.of(2, 0), deriveTestKeyring())).toThrow(newer);
});

test('its author signs statements that count', () => {
  const author = authorOf(createDeviceSecret(nodeRandom));
  const vault = new Y.Doc();
  vouchFor(vault, author, new Uint8Array(), author);
  const { members } = new DeviceReader().read(vault.getMap('header').entries(), [author.device]);
  expect([...members.keys()]).toEqual([deviceIdOf(author)]);
});
