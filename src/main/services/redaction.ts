/**
 * The one way into the log. Only codes, names from tables and short facts get in; what a person wrote has no path here,
 * because messages of errors (which quote what they failed on) are never taken.
 */
import { asCoded, isErrorCode, type NailwallError } from '#core/base';

/** Where a fault was noticed; anything else becomes `elsewhere`. */
const places = new Set([
  'host',
  'window',
  'storage',
  'replica',
  'secret',
  'flush',
  'transfer',
  'journal',
  'vault',
  'sync',
  'state',
  'unlock',
  'today',
  'attempts',
  'pursuits',
  'wall',
  'insights',
  'poster',
  'settings',
  'search',
  'letters',
  'backup',
]);

/** Folders whose names say who someone is, and what stands for them in the log. */
export type PrivateFolders = readonly (readonly [path: string, standsFor: string])[];

/** `storage/indexeddb` -> `storage`: only words of our own reach the log. */
export function placeOf(where: string): string {
  const first = where.split(/[/.:]/, 1)[0] ?? '';
  return places.has(first) ? first : 'elsewhere';
}

export function codeOf(code: string): string {
  return isErrorCode(code) ? code : 'unknown-code';
}

/** Takes out folders, long runs of hex or base64 (keys, ids, ciphertext) and control characters. */
export function redactText(text: string, folders: PrivateFolders): string {
  let clean = text;
  for (const [path, standsFor] of folders) if (path !== '') clean = clean.replaceAll(path, standsFor);
  return (
    clean
      .replace(/[0-9a-fA-F]{16,}/g, '<hex>')
      .replace(/[A-Za-z0-9+/_-]{22,}={0,2}/g, '<base64>')
      // One line stays one line, whatever was in it.
      .replace(/\p{Cc}+/gu, ' ')
      .slice(0, 500)
  );
}

/** Facts are names of fields, counts and limits; strings among them must look like a name of ours. */
function factsOf(error: NailwallError, folders: PrivateFolders): string {
  return Object.entries(error.data)
    .map(([name, value]) => {
      const isName = typeof value !== 'string' || /^[A-Za-z][A-Za-z0-9.-]{0,39}$/.test(value);
      return ` ${name}=${redactText(isName ? String(value) : '<text>', folders)}`;
    })
    .join('');
}

/** Name of the innermost cause and where it was thrown (function, file, line); never its message. */
function originOf(error: unknown): string {
  let at: unknown = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  if (!(at instanceof Error)) return '';
  // The stack begins with the message, whose lines could look like frames.
  const head = (at.stack ?? '').indexOf(at.message);
  const trace = head < 0 ? '' : (at.stack ?? '').slice(head + at.message.length);
  const frames = [...trace.matchAll(/^\s+at (?:([\w.#<>]+) )?.*?([\w.-]+:\d+:\d+)\)?$/gm)].slice(0, 5);
  return ` (${[at.name, ...frames.map(([, fn, file]) => `${fn ?? ''}@${file}`)].join(' ')})`;
}

/** One line about a fault: where, code, facts; for defects also where in the program. */
export function describeFault(fault: unknown, where: string, folders: PrivateFolders): string {
  const error = asCoded(fault);
  const origin = error.code === 'bug' ? redactText(originOf(error), folders) : '';
  return `${placeOf(where)} ${error.code}${factsOf(error, folders)}${origin}`;
}
