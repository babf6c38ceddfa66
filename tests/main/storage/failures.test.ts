/** Real failures: a second process, a kill, a full disk, a folder that cannot be written to. */
import { once } from 'node:events';
import { chmodSync, readdirSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { isDamaged, VaultReplica } from '../../../src/main/storage/index.ts';
import { compiled } from './compiled.ts';
import { clockAt, temporaryFolder } from './folder.ts';
import { mountSmall, remount } from './small-disk.ts';
import { emptyStateVector, record, recordsIn, vaultDoc } from './vault-double.ts';
import { acknowledged, nextLine, startWriter, writerEntry } from './writer.ts';

const script = compiled(writerEntry);

function openReplica(folder: string): Promise<VaultReplica> {
  return VaultReplica.open({ folder, clock: clockAt('2024-05-01'), random: nodeRandom, onFault: () => undefined });
}

const everything = async (replica: VaultReplica): Promise<string[]> => recordsIn(await replica.diff(emptyStateVector));

test('a second process is told that the folder is in use, and harms nothing', async () => {
  const folder = join(temporaryFolder(), 'replica');
  const first = startWriter(script(), folder, 'first');
  expect(await nextLine(first)).toBe('open');
  expect(await nextLine(startWriter(script(), folder, 'second'))).toBe('failed storage/busy');
  await expect(openReplica(folder)).rejects.toMatchObject({ code: 'storage/busy' });
  expect(await nextLine(first)).toBe('kept first-0');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const replica = await openReplica(folder);
  expect(await everything(replica)).toContain('first-0');
  await replica.close();
  expect(readdirSync(join(folder, '..')).filter((name) => name.includes('before'))).toEqual([]);
});

test.each([
  ['while rows pile up', 256],
  ['while rows are squashed', 3],
] as const)(
  'killed %s, nothing acknowledged is lost',
  async (_when, squashAfter) => {
    const folder = join(temporaryFolder(), 'replica');
    const kept: string[] = [];
    for (const [run, after] of [1, 2, 5, 13, 29, 40].entries()) {
      const writer = startWriter(script(), folder, `run ${run}`, { squashAfter });
      kept.push(...(await acknowledged(writer, after)));
      writer.child.kill('SIGKILL');
      // What it still said before it died counts as well.
      for (let line = await nextLine(writer); line !== 'end'; line = await nextLine(writer)) {
        if (line.startsWith('kept ')) kept.push(line.slice(5));
      }
      const replica = await openReplica(folder);
      expect(isDamaged(replica.damage)).toBe(false);
      expect(missingFrom(await everything(replica), kept)).toEqual([]);
      await replica.close();
    }
  },
  60_000,
);

function missingFrom(all: readonly string[], expected: readonly string[]): string[] {
  const known = new Set(all);
  return expected.filter((each) => !known.has(each));
}

test('a full disk: said so, nothing acknowledged lost, and on again once there is room', async (context) => {
  const place = mountSmall(context, 'size=1m,mode=0700');
  const ballast = join(place, 'ballast');
  writeFileSync(ballast, new Uint8Array(600 * 1024));
  const replica = await openReplica(join(place, 'replica'));
  const doc = vaultDoc();
  const kept: string[] = [];
  let refused: Uint8Array | null = null;
  let code = '';
  for (let index = 0; refused === null; index++) {
    const name = `record ${index} ${'y'.repeat(20_000)}`;
    const update = record(doc, name);
    try {
      await replica.apply(update);
      kept.push(name);
    } catch (error) {
      code = (error as { code: string }).code;
      refused = update;
    }
  }
  expect(code).toBe('storage/full');
  expect(kept.length).toBeGreaterThan(3);
  rmSync(ballast);
  expect(await everything(replica)).toEqual(kept);
  expect(await replica.apply(refused)).toBe(true);
  await replica.close();
  const again = await openReplica(join(place, 'replica'));
  expect(await everything(again)).toHaveLength(kept.length + 1);
  expect(isDamaged(again.damage)).toBe(false);
  await again.close();
});

test('a file system that is read-only is said to be so', async (context) => {
  const place = mountSmall(context, 'size=4m,mode=0700');
  const folder = join(place, 'replica');
  const replica = await openReplica(folder);
  await replica.apply(record(vaultDoc(), 'one'));
  await replica.close();
  remount(place, 'ro');
  await expect(openReplica(folder)).rejects.toMatchObject({ code: 'storage/read-only' });
  remount(place, 'rw');
  const again = await openReplica(folder);
  expect(await everything(again)).toEqual(['one']);
  await again.close();
});

test('a folder of another account is said to be read-only', async (context) => {
  if (process.getuid?.() !== 0) context.skip('NOT COVERED HERE: becoming another account needs root.');
  const parent = temporaryFolder();
  chmodSync(parent, 0o755);
  const folder = join(parent, 'replica');
  const replica = await openReplica(folder);
  await replica.apply(record(vaultDoc(), 'one'));
  await replica.close();
  chmodSync(folder, 0o755);
  expect(await nextLine(startWriter(script(), folder, 'nobody', { uid: 65_534 }))).toBe('failed storage/read-only');
  const again = await openReplica(folder);
  expect(await everything(again)).toEqual(['one']);
  await again.close();
});
