/**
 * From the key that writes a no down to the acknowledged synchronous write on the host's disk, in a journal of ten
 * thousand, against a bare fsync of as many bytes.
 */
import { Journal } from '#core/journal';
import { foundVault, SealedJournal } from '#core/vault';
import type { Page } from '@playwright/test';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { percentile, type Result } from '../../scripts/bench-report.mjs';
import { buildIfStale } from '../../scripts/build.mjs';
import { nodeClock, nodeRandom, nodeScheduler } from '../../src/main/services/index.ts';
import { argon2id } from '../core/vault/argon2.ts';
import { Device } from '../e2e/fixtures/device.ts';
import { alterVault } from '../e2e/host-vault.ts';
import { unlock } from '../e2e/person-acts.ts';
import { fillMany } from '../renderer/workbench/scenes.ts';

const passphrase = 'lantern harbour seven';
const attempts = 10_000;
const rounds = 20;
const ports = { clock: nodeClock, random: nodeRandom, scheduler: nodeScheduler };

/** A founded vault with a journal in it, and how many bytes one more no adds to what is stored. */
async function makeVault(): Promise<{ update: Uint8Array; recordBytes: number }> {
  const vault = new Y.Doc();
  const keyring = await foundVault(vault, [{ kind: 'passphrase', passphrase }], { random: nodeRandom, argon2id });
  const doc = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, keyring, ports);
  const journal = Journal.open(doc, ports);
  journal.together(() => fillMany(journal, attempts, 4200));
  sealed.seal();
  sealed.snapshot();
  const update = Y.encodeStateAsUpdate(vault);
  let recordBytes = 0;
  vault.on('update', (added: Uint8Array) => (recordBytes += added.byteLength));
  journal.addAttempt({ kind: 'job', toWhom: 'House 1', what: 'A story', sentOn: nodeClock.today(), answer: 'no' });
  sealed.seal();
  sealed.close();
  journal.dispose();
  return { update, recordBytes };
}

async function writeDown(page: Page, toWhom: string): Promise<number> {
  const slip = page.locator('[data-capture]');
  await slip.getByRole('combobox', { name: 'To whom' }).fill(toWhom);
  await slip.getByRole('combobox', { name: 'What', exact: true }).fill('A story');
  await slip.getByText('no', { exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const noted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        let waited = false;
        const says = (word: string) => document.querySelector('.status > [aria-hidden]')?.textContent.trim() === word;
        const watch = new MutationObserver(() => {
          waited ||= says('Saving');
          if (!waited || !says('Saved')) return;
          watch.disconnect();
          resolve(performance.now() - pressed);
        });
        const begin = (event: KeyboardEvent): void => {
          // Control is pressed before it.
          if (event.key !== 'Enter') return;
          removeEventListener('keydown', begin, { capture: true });
          pressed = event.timeStamp;
          watch.observe(document.body, { subtree: true, childList: true, characterData: true });
        };
        addEventListener('keydown', begin, { capture: true });
        document.body.dataset['watching'] = 'yes';
      }),
  );
  await page.locator('body[data-watching]').waitFor();
  await page.evaluate(() => delete document.body.dataset['watching']);
  await page.keyboard.press('Control+Enter');
  const took = await noted;
  await page
    .locator('[data-rate]')
    .getByRole('button', { name: /^(Done|Skip)$/ })
    .click();
  await slip.getByRole('combobox', { name: 'To whom' }).waitFor();
  return took;
}

function bareSync(file: number, bytes: number): number {
  const content = nodeRandom(bytes);
  const start = performance.now();
  writeSync(file, content);
  fsyncSync(file);
  return performance.now() - start;
}

export async function measure(): Promise<readonly Result[]> {
  await buildIfStale();
  const folder = mkdtempSync(path.join(tmpdir(), 'nailwall-bench-'));
  const device = Device.create('loopback', folder, { browser: 'whole' });
  const file = openSync(path.join(folder, 'bare'), 'w');
  try {
    const { update, recordBytes } = await makeVault();
    // The host makes its folder first; then the journal is laid into it.
    await (await device.start()).getByRole('radio', { name: /No passphrase/ }).waitFor();
    await device.quit();
    device.forgetWindowCopy();
    await alterVault(device, (vault) => Y.applyUpdate(vault, update));
    const page = await device.start();
    page.setDefaultTimeout(600_000);
    await unlock(page, passphrase);
    const [saved, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      const took = await writeDown(page, `House ${round}`);
      const plain = bareSync(file, recordBytes);
      // The first warms both.
      if (round === 0) continue;
      saved.push(took);
      bare.push(plain);
    }
    const note = `key press to acknowledged write, 10,000 attempts; the bare fsync writes ${recordBytes} bytes`;
    const share = (name: string, at: number): Result => ({
      ...{ name, unit: 'ms', n: rounds, note },
      value: percentile(saved, at),
      baseline: percentile(bare, at),
    });
    return [share('save.10k.p50', 0.5), share('save.10k.p95', 0.95)];
  } finally {
    closeSync(file);
    await device.discard();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
