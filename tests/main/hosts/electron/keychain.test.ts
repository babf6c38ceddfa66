import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Keychain, keychainBackend } from '../../../../src/main/hosts/electron/keychain.ts';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { DoubleKeychain } from '../../../electron-double/desktop.ts';

let path: string;
let safeStorage: DoubleKeychain;
let log: string[];
const secret = new Uint8Array(32).map((_, at) => at);

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'nailwall-keychain-')), 'keychain.json');
  safeStorage = new DoubleKeychain('gnome_libsecret');
  log = [];
});

function open(backend = safeStorage.backend): Keychain {
  return new Keychain({ safeStorage, backend, path, random: nodeRandom, log: (line) => log.push(line) });
}

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

test('another keychain than the one that sealed it: absent, so that the passphrase is asked for', async () => {
  await open().write(secret);
  safeStorage.backend = 'kwallet6';
  expect(await open().read()).toBeNull();
  expect(log).toEqual(['The keychain is another one than before; the passphrase is needed.']);
});

test('a keychain that no longer opens it: absent, and the file stays', async () => {
  await open().write(secret);
  safeStorage.backend = 'kwallet6';
  expect(await open('gnome_libsecret').read()).toBeNull();
  safeStorage.backend = 'gnome_libsecret';
  expect(await open().read()).toEqual(secret);
});

test.each(['', '{', '{"format":2}', '{"format":1,"backend":"gnome_libsecret","sealed":"AAAA"}', 'null'])(
  'a damaged file %j is absent, and said so',
  async (text) => {
    writeFileSync(path, text);
    expect(await open().read()).toBeNull();
    expect(log).toHaveLength(1);
  },
);

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
