import { mkdir } from 'node:fs/promises';

function codeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { code?: unknown }).code : undefined;
}

/** Makes a folder for this account only (0700), with those above it; one that is there is left as it is. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // Only then: Node's recursive mkdir says ENOENT where a read-only file system said EROFS.
    if (codeOf(error) !== 'ENOENT') throw error;
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
}
