/**
 * A kill leaves the system's memory alone, so it cannot tell a synchronous write from one that was merely handed over.
 * A power cut can: what is on the disk at that moment is copied, block by block, and opened as after a restart.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { isDamaged, VaultReplica } from '../../../src/main/storage/index.ts';
import { compiled } from './compiled.ts';
import { clockAt, temporaryFolder } from './folder.ts';
import { emptyStateVector, recordsIn } from './vault-double.ts';
import { acknowledged, startWriter, writerEntry } from './writer.ts';

const script = compiled(writerEntry);

const succeeds = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

function mount(image: string, place: string): boolean {
  mkdirSync(place);
  if (!succeeds('mount', '-o', 'loop', image, place)) return false;
  onTestFinished(() => void spawnSync('umount', ['-l', place]));
  return true;
}

test.for([1, 4, 30])(
  'after a power cut, %i acknowledged records are on the disk',
  { timeout: 60_000 },
  async (count, context) => {
    const folder = temporaryFolder();
    const [image, copy] = [join(folder, 'disk'), join(folder, 'disk-at-the-cut')];
    const made =
      succeeds('truncate', '-s', '32M', image) &&
      succeeds('mkfs.ext4', '-q', '-F', image) &&
      mount(image, join(folder, 'before'));
    if (!made) context.skip('NOT COVERED HERE: making a disk needs root, mkfs.ext4 and loop devices.');
    const writer = startWriter(script(), join(folder, 'before', 'replica'), 'cut', { squashAfter: 7 });
    const kept = await acknowledged(writer, count);
    writer.child.kill('SIGSTOP');
    copyFileSync(image, copy);
    writer.child.kill('SIGKILL');
    expect(mount(copy, join(folder, 'after'))).toBe(true);
    const replica = await VaultReplica.open({
      folder: join(folder, 'after', 'replica'),
      clock: clockAt('2024-05-01'),
      random: nodeRandom,
      onFault: () => undefined,
    });
    const there = new Set(recordsIn(await replica.diff(emptyStateVector)));
    expect(kept.filter((each) => !there.has(each))).toEqual([]);
    expect(isDamaged(replica.damage)).toBe(false);
    await replica.close();
  },
);
