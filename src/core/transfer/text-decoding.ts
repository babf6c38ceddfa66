import { type Bytes, coded } from '#core/base';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Nothing in the file says how it is encoded and it is no UTF-8: letters with accents may come out wrong. */
  readonly guessed: boolean;
}

/**
 * Decodes a text file: by its byte order mark, else as UTF-16 when every second byte of its beginning is zero, else as
 * UTF-8, else, for bytes that cannot be UTF-8, as Windows-1252 with `guessed`. The mark is not part of the text.
 * Throws `transfer/unreadable` with `cause` `encoding` (and the byte `at`) when the mark promises what does not follow,
 * and with `cause` `binary` when it is no text at all.
 */
export function decodeText(bytes: Bytes): DecodedText {
  const decoded = decodeByMark(bytes) ?? decodeWithoutMark(bytes);
  if (decoded.text.includes('\0')) throw coded('transfer/unreadable', { cause: 'binary' });
  return decoded;
}

function decodeByMark(bytes: Bytes): DecodedText | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    const text = decodeUtf8(bytes, 3);
    if (typeof text === 'number') throw coded('transfer/unreadable', { cause: 'encoding', at: text });
    return { text, encoding: 'utf-8', guessed: false };
  }
  if (a === 0xff && b === 0xfe) return utf16(bytes, 2, 'utf-16le');
  if (a === 0xfe && b === 0xff) return utf16(bytes, 2, 'utf-16be');
  return null;
}

function decodeWithoutMark(bytes: Bytes): DecodedText {
  const wide = looksLikeUtf16(bytes);
  if (wide) return utf16(bytes, 0, wide);
  const text = decodeUtf8(bytes, 0);
  if (typeof text === 'string') return { text, encoding: 'utf-8', guessed: false };
  return { text: decodeWindows1252(bytes), encoding: 'windows-1252', guessed: true };
}

const sampleBytes = 4096;

function looksLikeUtf16(bytes: Bytes): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(bytes.length, sampleBytes) >> 1;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) zeroFirst++;
    if (bytes[2 * i + 1] === 0) zeroSecond++;
  }
  if (pairs < 2 || bytes.length % 2 === 1) return null;
  if (zeroSecond > pairs * 0.4 && zeroFirst === 0) return 'utf-16le';
  return zeroFirst > pairs * 0.4 && zeroSecond === 0 ? 'utf-16be' : null;
}

/** Puts a string together from code units, a few thousand at a time. */
class TextBuilder {
  readonly #units = new Uint16Array(8192);
  #length = 0;
  #text = '';

  add(unit: number): void {
    if (this.#length === this.#units.length) this.#flush();
    this.#units[this.#length++] = unit;
  }

  addPoint(point: number): void {
    if (point < 0x10000) this.add(point);
    else {
      this.add(0xd800 + ((point - 0x10000) >> 10));
      this.add(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  }

  finish(): string {
    this.#flush();
    return this.#text;
  }

  #flush(): void {
    this.#text += String.fromCharCode(...this.#units.subarray(0, this.#length));
    this.#length = 0;
  }
}

/** The text from byte `from` on, or the place of the first byte that is no UTF-8 (RFC 3629, strictly). */
function decodeUtf8(bytes: Bytes, from: number): string | number {
  const builder = new TextBuilder();
  for (let i = from; i < bytes.length;) {
    const lead = bytes[i] as number;
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0 || i + length > bytes.length) return i;
    let point = length === 1 ? lead : lead & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k] as number;
      if ((next & 0xc0) !== 0x80) return i;
      point = (point << 6) | (next & 0x3f);
    }
    const tooSmall = (length === 3 && point < 0x800) || (length === 4 && point < 0x10000);
    if (tooSmall || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return i;
    builder.addPoint(point);
    i += length;
  }
  return builder.finish();
}

function utf16(bytes: Bytes, from: number, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  if ((bytes.length - from) % 2 === 1) {
    throw coded('transfer/unreadable', { cause: 'encoding', at: bytes.length - 1 });
  }
  const builder = new TextBuilder();
  const [high, low] = encoding === 'utf-16le' ? [1, 0] : [0, 1];
  for (let i = from; i < bytes.length; i += 2) {
    builder.add(((bytes[i + high] as number) << 8) | (bytes[i + low] as number));
  }
  return { text: builder.finish(), encoding, guessed: false };
}

/** 0x80-0x9f of Windows-1252 (WHATWG Encoding Standard, index windows-1252); the rest is Latin-1. */
const upper =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWindows1252(bytes: Bytes): string {
  const builder = new TextBuilder();
  for (const byte of bytes) builder.add(byte >= 0x80 && byte < 0xa0 ? upper.charCodeAt(byte - 0x80) : byte);
  return builder.finish();
}
