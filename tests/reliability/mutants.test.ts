/**
 * The check of the kills is able to fail: a host that says "saved" before anything is on its disk is found out by it, in
 * the very steps that the real host passes.
 */
import { expect, test } from 'vitest';
import { writePages } from '../main/hosts/loopback/pages-folder.ts';
import { compiled } from '../main/storage/compiled.ts';
import { temporaryFolder } from '../main/storage/folder.ts';
import { hostScript } from '../renderer/host/real-loopback.ts';
import { Promises } from './promises.ts';
import { again, Chance, seed } from './settings.ts';
import { openWindow } from './window.ts';

const append = 'await opened.log.append(update, removed, this.#options.clock.today())';

const asItIs = compiled(hostScript);
/** Acknowledges first and writes in a minute, if it lives so long. */
const hasty = compiled(hostScript, {
  file: 'src/main/storage/vault-replica.ts',
  code: append,
  by: `setTimeout(() => void ${append.replace('await ', '')}.catch(() => undefined), 60_000)`,
});

async function writeAndKill(script: string): Promise<void> {
  const home = temporaryFolder();
  const host = { script, pages: writePages(home), data: `${home}/data` };
  const [promises, chance] = [new Promises(), new Chance(seed)];
  const window = await openWindow(host, promises, chance, `at first; ${again}`);
  await window.write(12);
  await window.killWithin(0);
  expect(promises.kept).toBeGreaterThan(0);
  const after = await openWindow(host, promises, chance, `after the kill; ${again}`);
  await after.killWithin(0);
}

test('what the host acknowledged is there after a kill', { timeout: 60_000 }, () => writeAndKill(asItIs()));

test('a host that acknowledges before it has written is found out', { timeout: 60_000 }, async () => {
  await expect(writeAndKill(hasty())).rejects.toThrow(/after the kill.*expected \[ 'change \d+'/s);
});
