import { openVault } from '#core/vault';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { argon2id } from '../core/vault/argon2.ts';
import { expect, test } from './fixtures/journey.ts';
import { holds, rarePhrase } from './fixtures/phrase-scan.ts';
import { readVault } from './host-vault.ts';
import { log, openAttempts, saved, setUp, unlock } from './person-acts.ts';

// What a whole browser remembers of forms and sessions counts here.
test.use({ person: { browser: 'whole' } });

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

test('what stands in fields when the browser goes is in none of its files', async ({ device }) => {
  const phrase = rarePhrase();
  const passphrase = rarePhrase();
  const page = await device.start();
  const words = (await setUp(page, passphrase)).join(' ');
  await log(page, { toWhom: 'Alder House', what: 'Otter and the Moon' });
  await openAttempts(page);
  await page.getByRole('link', { name: 'Alder House' }).first().click();
  for (const label of ['To whom', 'Their words', 'What I heard', 'Whom did I tell?']) {
    await page.getByLabel(label, { exact: true }).first().fill(`${phrase} ${label}`);
  }
  await saved(page);
  // The browser notes what stands on a page when it is left, and when it goes.
  await page.goBack();
  await page.goForward();
  await expect(page.getByLabel('What I heard')).toBeVisible();
  await device.quit();
  expect(device.filesWith(phrase)).toEqual([]);

  const again = await device.start();
  await again.getByLabel('Passphrase', { exact: true }).fill(`${passphrase} shown`);
  await again.getByRole('button', { name: 'Show' }).click();
  await device.quit();
  expect(device.filesWith(passphrase)).toEqual([]);

  const third = await device.start();
  await third.getByRole('button', { name: 'Use the 24 words' }).click();
  await third.getByLabel('The 24 words, in their order').fill(words);
  await third.goto(`${device.origin}/#/wall`).catch(() => undefined);
  await device.quit();
  expect(device.filesWith(words.slice(0, 40))).toEqual([]);
});
