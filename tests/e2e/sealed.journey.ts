import { openVault } from '#core/vault';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { argon2id } from '../core/vault/argon2.ts';
import { expect, test } from './fixtures/journey.ts';
import { holds, rarePhrase } from './fixtures/phrase-scan.ts';
import { readVault } from './host-vault.ts';
import { log, saved, setUp, unlock } from './person-acts.ts';

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('no file holds a word of the journal, its passphrase, its words or its keys', async ({ device }) => {
  test.setTimeout(180_000);
  const phrase = rarePhrase();
  const passphrase = rarePhrase();
  const page = await device.start();
  const words = await setUp(page, passphrase);
  await log(page, { toWhom: phrase, what: `${phrase} again`, ratings: [3, 4, 5] });
  await page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' }).fill(`${phrase} half typed`);
  await saved(page);
  const again = await device.restart();
  await unlock(again, passphrase);
  await again.goto(`${device.origin}/#/attempts`).catch(() => undefined);
  await device.quit();

  expect(device.filesWith(phrase)).toEqual([]);
  expect(device.filesWith(passphrase)).toEqual([]);
  expect(device.filesWith(words.slice(0, 4).join(' '))).toEqual([]);
  const vault = await readVault(device);
  const keyring = await openVault(vault, { kind: 'passphrase', passphrase }, argon2id);
  const keys = [keyring.primary.master, keyring.sealingKey().key, keyring.lettersKey().key].map((key) =>
    Buffer.from(key),
  );
  const needles = keys.flatMap((key) => [key, Buffer.from(key.toString('hex')), Buffer.from(key.toString('base64'))]);
  for (const file of filesUnder(device.folders.all)) {
    expect(
      needles.some((needle) => readFileSync(file).includes(needle)),
      file,
    ).toBe(false);
  }
  // The scan itself finds what is there: the vault's own identity, which is no secret.
  const identity = Buffer.from(keyring.primary.vaultId);
  expect(filesUnder(device.folders.data).some((file) => holds(readFileSync(file), [identity]))).toBe(true);
});
