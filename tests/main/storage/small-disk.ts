/** A file system of its own, small enough to be filled. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext } from 'vitest';
import { temporaryFolder } from './folder.ts';

/** Says visibly when this machine does not allow one. */
export function mountSmall(context: TestContext, options: string): string {
  const place = join(temporaryFolder(), 'mount');
  mkdirSync(place);
  const { status, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]);
  if (error !== undefined || status !== 0) context.skip('NOT COVERED HERE: mounting a small file system needs root.');
  onTestFinished(() => void spawnSync('umount', ['-l', place]));
  return place;
}

export function remount(place: string, mode: 'ro' | 'rw'): void {
  expect(spawnSync('mount', ['-o', `remount,${mode}`, place]).status).toBe(0);
}
