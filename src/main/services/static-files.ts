import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { otherPagePath } from './web-policy.ts';

export interface StaticFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Names of files as the build makes them; no encoded separators, no drive letters, no streams, no device names. */
const safeSegment = /^[\w@+-][\w.@+-]*$/;

/**
 * The file that `pathname` (absolute, percent-encoded, as it came) names under `root`, or null: for what is not there
 * and for whatever would lead outside, by dots, encodings or links.
 */
export async function readStaticFile(root: string, pathname: string): Promise<StaticFile | null> {
  const segments = segmentsOf(pathname);
  if (!segments) return null;
  try {
    const base = await realpath(root);
    const path = await realpath(join(base, ...segments));
    // With the separator: `/srv/app-secrets` starts with `/srv/app` too.
    if (!path.startsWith(base + sep)) return null;
    const bytes = await readFile(path);
    return { type: types[extname(path)] ?? 'application/octet-stream', bytes: new Uint8Array(bytes) };
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function segmentsOf(pathname: string): string[] | null {
  if (!pathname.startsWith('/')) return null;
  if (pathname === '/' || pathname === otherPagePath) return ['index.html'];
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname.slice(1));
  } catch {
    return null;
  }
  const segments = decoded.split('/');
  return segments.every((segment) => safeSegment.test(segment)) ? segments : null;
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}
