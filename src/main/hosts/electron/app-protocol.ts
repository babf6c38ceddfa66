import type { CustomScheme } from 'electron';
import { policyHeaders, readStaticFile } from '../../services/index.ts';
import { appScheme, isOwnAddress } from './addresses.ts';
import type { SessionSurface } from './surface.ts';

/** Registered once, before the app is ready. `bypassCSP` stays out: the policy is what keeps a page from leaking. */
export const appSchemes: CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
];

/** Answers `app://nailwall/...` with the files under `root`, to GET and HEAD only. */
export function serveApp(protocol: SessionSurface['protocol'], root: string): void {
  protocol.handle(appScheme, (request) => answer(root, request));
}

async function answer(root: string, request: Request): Promise<Response> {
  if (!isOwnAddress(request.url)) return refuse('/', 404);
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(pathname, 405, { Allow: 'GET, HEAD' });
  const file = await readStaticFile(root, pathname);
  if (!file) return refuse(pathname, 404);
  const headers = {
    ...policyHeaders(pathname),
    'Content-Type': file.type,
    'Content-Length': String(file.bytes.byteLength),
  };
  return new Response(request.method === 'HEAD' ? null : file.bytes, { headers });
}

function refuse(pathname: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...policyHeaders(pathname), ...headers } });
}
