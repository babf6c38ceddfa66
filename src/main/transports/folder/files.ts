import { type Bytes } from '#core/base';
import { readFile, stat } from 'node:fs/promises';

/** Null for a file that is not there. */
export async function readOrNull(path: string): Promise<Bytes | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Bytes of a file, and what tells whether it is still the same; null when it is not there. */
export async function lookAt(path: string): Promise<{ readonly bytes: number; readonly mark: string } | null> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return { bytes: size, mark: `${size} ${mtimeMs} ${ino}` };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
