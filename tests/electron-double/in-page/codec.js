// @ts-check
/* global atob, btoa */
/**
 * Values on their way between a page and the process, as text: what structured cloning carries and the contract uses.
 * The same source runs on both sides.
 */

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return btoa(text);
}

/** @param {string} text */
export function fromBase64(text) {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
export function pack(value) {
  if (value === undefined) return { $: 'undefined' };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', value: String(value) };
  if (typeof value === 'bigint') return { $: 'bigint', value: String(value) };
  if (value instanceof Uint8Array) return { $: 'bytes', value: toBase64(value) };
  if (value instanceof Date) return { $: 'date', value: value.getTime() };
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, part]) => [key, pack(part)]);
    return { $: 'object', value: Object.fromEntries(parts) };
  }
  throw new TypeError('An object could not be cloned.');
}

/**
 * @param {unknown} packed
 * @returns {unknown}
 */
export function unpack(packed) {
  if (Array.isArray(packed)) return packed.map(unpack);
  if (packed === null || typeof packed !== 'object') return packed;
  const { $: kind, value } = /** @type {{ $: string, value?: unknown }} */ (packed);
  if (kind === 'undefined') return undefined;
  if (kind === 'number') return Number(value);
  if (kind === 'bigint') return BigInt(String(value));
  if (kind === 'bytes') return fromBase64(String(value));
  if (kind === 'date') return new Date(Number(value));
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, part]) => [key, unpack(part)]));
}
