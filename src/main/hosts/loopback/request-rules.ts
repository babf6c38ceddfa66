/** Which requests are ours at all; told from the raw headers, so that nothing can hide behind a second one. */
import type { IncomingMessage } from 'node:http';

/** The value of a header that stands there exactly once; null otherwise. */
function onlyValue(request: IncomingMessage, name: string): string | null {
  const values: string[] = [];
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    if (request.rawHeaders[i]?.toLowerCase() === name) values.push(request.rawHeaders[i + 1] ?? '');
  }
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The name under which this host is reached, and no other: a foreign name that resolves to 127.0.0.1 is an attack. */
export function hasOurHost(request: IncomingMessage, port: number): boolean {
  return onlyValue(request, 'host') === `127.0.0.1:${port}`;
}

/** Browsers state the page's origin on every POST and upgrade, and no page can change what they state. */
export function hasOurOrigin(request: IncomingMessage, port: number): boolean {
  return onlyValue(request, 'origin') === `http://127.0.0.1:${port}`;
}

export function isJson(request: IncomingMessage): boolean {
  return /^application\/json(;\s*charset=utf-8)?$/i.test(onlyValue(request, 'content-type') ?? '');
}

/** The path of an origin-form request target, without its query; null for any other form. */
export function pathOf(request: IncomingMessage): string | null {
  const target = request.url ?? '';
  return target.startsWith('/') ? (target.split('?', 1)[0] ?? null) : null;
}
