import { coded, type ErrorCode, hasCode, type NailwallError } from '#core/base';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** LevelDB hands errors over as text; these are the C library's words for the ones that mean something here. */
const wordsOfSystem: readonly (readonly [words: string, systemCode: string])[] = [
  ['No space left on device', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Read-only file system', 'EROFS'],
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['File too large', 'EFBIG'],
  ['Input/output error', 'EIO'],
  ['Too many open files', 'EMFILE'],
  ['No such file or directory', 'ENOENT'],
];

const codeOfSystem: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'storage/full',
  EDQUOT: 'storage/full',
  EROFS: 'storage/read-only',
  EACCES: 'storage/read-only',
  EPERM: 'storage/read-only',
};

interface SystemFault {
  readonly code: string;
  readonly message: string;
}

/** The innermost cause that has a code: abstract-level wraps LevelDB's errors in its own. */
function innermost(error: unknown): SystemFault {
  let found: SystemFault = { code: '', message: '' };
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code;
    found = { code: typeof code === 'string' ? code : found.code, message: at.message };
  }
  return found;
}

/** Whether a call of the file system failed because there is nothing under that name. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 'ENOENT';
}

/** The system's code for a failure (`ENOSPC`), as far as it can be told; `unknown` otherwise. */
function systemCodeOf(fault: SystemFault): string {
  if (/^E[A-Z0-9]+$/.test(fault.code)) return fault.code;
  return wordsOfSystem.find(([words]) => fault.message.includes(words))?.[1] ?? 'unknown';
}

/** Turns a failure of the file system or of LevelDB into a coded error; coded errors pass through. */
export function asStorageError(error: unknown): NailwallError {
  if (hasCode(error)) return error;
  const fault = innermost(error);
  if (fault.code === 'LEVEL_LOCKED' || fault.code === 'LEVEL_STATUS_LOCKED') return coded('storage/busy', {}, error);
  if (fault.code === 'LEVEL_DATABASE_NOT_OPEN') return coded('storage/closed', {}, error);
  if (fault.code === 'LEVEL_CORRUPTION') return coded('storage/damaged', {}, error);
  const system = systemCodeOf(fault);
  return coded(codeOfSystem[system] ?? 'storage/failed', { system }, error);
}

/**
 * As {@link asStorageError}, but when LevelDB's words say nothing (they are in the person's language on Windows), asks
 * the file system itself by writing a small file, whose failure has a code on every platform.
 */
export async function explainFailure(error: unknown, folder: string): Promise<NailwallError> {
  const first = asStorageError(error);
  if (first.code !== 'storage/failed' || first.data['system'] !== 'unknown') return first;
  const probe = await probeFailure(folder);
  return probe === null ? first : coded(asStorageError(probe).code, asStorageError(probe).data, error);
}

async function probeFailure(folder: string): Promise<unknown> {
  const path = join(folder, `.probe-${process.pid}`);
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(new Uint8Array(64 * 1024));
      await file.sync();
    } finally {
      await file.close();
    }
    return null;
  } catch (error) {
    return error;
  } finally {
    // The probe may never have been made; that it is gone is all that matters.
    await unlink(path).catch(() => undefined);
  }
}
