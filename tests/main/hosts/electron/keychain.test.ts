import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Keychain, keychainBackend } from '../../../../src/main/hosts/electron/keychain.ts';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { SecretFile } from '../../../../src/main/storage/index.ts';
import { DoubleKeychain } from '../../../electron-double/desktop.ts';

let path: string;
let plain: SecretFile;
let safeStorage: DoubleKeychain;
let log: string[];
const secret = new Uint8Array(32).map((_, at) => at);

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'nailwall-keychain-')), 'keychain.json');
  plain = new SecretFile(join(path, '..', 'secret'), nodeRandom);
  safeStorage = new DoubleKeychain('gnome_libsecret');
  log = [];
});

function open(backend: string | null = safeStorage.backend): Keychain {
  return new Keychain({ safeStorage, backend, path, plain, random: nodeRandom, log: (line) => log.push(line) });
}

const lost = (why: string) => ({ code: 'storage/secret-lost', data: { why } });

test.each([
  ['linux', 'gnome_libsecret', true, 'gnome_libsecret'],
  ['linux', 'kwallet6', true, 'kwallet6'],
  ['linux', 'basic_text', true, null],
  ['linux', 'unknown', true, null],
  ['linux', 'gnome_libsecret', false, null],
  ['darwin', 'basic_text', true, 'darwin'],
  ['win32', '', false, null],
])('on %s with %s (available: %s) the keychain is %s', async (platform, backend, available, expected) => {
  Object.assign(safeStorage, { backend, available });
  expect(await keychainBackend(safeStorage, platform)).toBe(expected);
});

test('a secret comes back, and lies sealed in a file for this account only', async () => {
  expect(await open().read()).toBeNull();
  await open().write(secret);
  expect(await open().read()).toEqual(secret);
  const text = readFileSync(path, 'utf8');
  expect(text).not.toContain(Buffer.from(secret).toString('base64'));
  expect(JSON.parse(text)).toMatchObject({ format: 1, backend: 'gnome_libsecret' });
  expect(statSync(path).mode & 0o077).toBe(0);
});

test.each(['kwallet6', null])('sealed by another keychain than there is now (%s): told, and kept', async (now) => {
  await open().write(secret);
  const file = readFileSync(path, 'utf8');
  await expect(open(now).read()).rejects.toMatchObject(lost('other-keychain'));
  expect(readFileSync(path, 'utf8')).toBe(file);
  expect(log).toEqual(['The keychain is another one than before; the passphrase is needed.']);
});

test('a keychain that no longer opens it: told, and the file stays', async () => {
  await open().write(secret);
  safeStorage.backend = 'kwallet6';
  await expect(open('gnome_libsecret').read()).rejects.toMatchObject(lost('refused'));
  safeStorage.backend = 'gnome_libsecret';
  expect(await open().read()).toEqual(secret);
});

test.each(['', '{', '{"format":2}', '{"format":1,"backend":"gnome_libsecret","sealed":"AAAA"}', 'null'])(
  'a damaged file %j is told, and said so in the log without what it holds',
  async (text) => {
    writeFileSync(path, text);
    await expect(open().read()).rejects.toMatchObject({ code: 'storage/secret-lost' });
    expect(log).toEqual([expect.stringMatching(/^The .* the passphrase is needed\.$/)]);
  },
);

test('what a host without a keychain wrote on this folder is read, and goes when the keychain takes over', async () => {
  await plain.write(secret);
  expect(await open().read()).toEqual(secret);
  const next = new Uint8Array(32).fill(9);
  await open().write(next);
  expect(await plain.read()).toBeNull();
  expect(await open().read()).toEqual(next);
});

test('without a keychain the plain file is written, and what an earlier keychain sealed goes', async () => {
  await open().write(secret);
  const next = new Uint8Array(32).fill(9);
  await open(null).write(next);
  expect(await open(null).read()).toEqual(next);
  expect(existsSync(path)).toBe(false);
  await open(null).clear();
  expect(await plain.read()).toBeNull();
});

test('a keychain with a new key seals anew', async () => {
  await open().write(secret);
  const before = readFileSync(path, 'utf8');
  safeStorage.shouldReEncrypt = true;
  expect(await open().read()).toEqual(secret);
  expect(readFileSync(path, 'utf8')).not.toBe(before);
});

test('only a secret of the right length is kept, and clearing forgets it', async () => {
  await expect(open().write(new Uint8Array(31))).rejects.toMatchObject({ code: 'input/invalid' });
  await open().write(secret);
  await open().clear();
  await open().clear();
  expect(await open().read()).toBeNull();
});
