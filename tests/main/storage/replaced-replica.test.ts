import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { numberOf, openDataFolder, VaultReplica } from '../../../src/main/storage/index.ts';
import { intendReplacement } from '../../../src/main/storage/replaced-replica.ts';
import { clockAt, temporaryFolder } from './folder.ts';
import { emptyStateVector, record, recordsIn, vaultDoc } from './vault-double.ts';

const ports = { random: nodeRandom, clock: clockAt('2026-01-01') };

async function open(path: string) {
  const { replica: folder, number } = await openDataFolder(path, ports);
  const replica = await VaultReplica.open({ folder, ...ports, onFault: () => undefined });
  onTestFinished(() => replica.close().catch(() => undefined));
  return { replica, number };
}
const everything = async (replica: VaultReplica) => recordsIn(await replica.diff(emptyStateVector));

function vaultWith(...texts: string[]) {
  const doc = vaultDoc();
  for (const text of texts) record(doc, text);
  return Y.encodeStateAsUpdate(doc);
}

async function filled(path: string, ...texts: string[]) {
  const opened = await open(path);
  await opened.replica.apply(vaultWith(...texts));
  return opened;
}

test('another vault takes the place, the old database stays beside it, and windows forget', async () => {
  const path = temporaryFolder();
  const { replica, number } = await filled(path, 'old');
  await replica.replace(vaultWith('restored', 'and whole'));
  expect(await everything(replica)).toEqual(['restored', 'and whole']);
  expect(await numberOf(path, nodeRandom)).not.toBe(number);
  await replica.apply(vaultWith('later'));
  await replica.close();
  const again = await open(path);
  expect((await everything(again.replica)).sort()).toEqual(['and whole', 'later', 'restored']);
  expect(again.replica.damage).toMatchObject({ missing: 0, rows: 0 });
  const [aside = ''] = readdirSync(join(path, 'replaced'));
  expect(readdirSync(join(path, 'replaced', aside))).toEqual(expect.arrayContaining(['replica']));
});

test('what is no vault is refused and the old one goes on', async () => {
  const { replica } = await filled(temporaryFolder(), 'old');
  await expect(replica.replace(new Uint8Array([255, 1, 2]))).rejects.toMatchObject({ code: 'input/invalid' });
  expect(await everything(replica)).toEqual(['old']);
});

test('after a crash at any step the new one is there, whole', async () => {
  // The steps are what lies in the folder; each crash is a copy of the folder as it was then.
  const path = temporaryFolder();
  const first = await filled(path, 'old');
  await first.replica.close();
  await intendReplacement(join(path, 'replica'), vaultWith('new'), nodeRandom);
  const begun = temporaryFolder();
  cpSync(path, begun, { recursive: true });
  const moved = temporaryFolder();
  cpSync(path, moved, { recursive: true, filter: (file) => !/\/(replica|replica\.mark|number)$/.test(file) });
  const built = temporaryFolder();
  const done = await open(path);
  expect(await everything(done.replica)).toEqual(['new']);
  await done.replica.close();
  cpSync(path, built, { recursive: true });
  await intendReplacement(join(built, 'replica'), vaultWith('new'), nodeRandom);
  for (const crashed of [begun, moved, built]) {
    const { replica, number } = await open(crashed);
    expect(await everything(replica)).toEqual(['new']);
    expect(number).not.toBe(first.number);
    expect(existsSync(join(crashed, 'restore-next'))).toBe(false);
    await replica.close();
  }
});

test('a second process neither sees nor breaks a replacement', async () => {
  const path = temporaryFolder();
  const { replica } = await filled(path, 'old');
  await intendReplacement(join(path, 'replica'), vaultWith('new'), nodeRandom);
  await expect(openDataFolder(path, ports)).rejects.toMatchObject({ code: 'storage/busy' });
  expect(await everything(replica)).toEqual(['old']);
  expect(readFileSync(join(path, 'restore-next')).length).toBeGreaterThan(0);
});
