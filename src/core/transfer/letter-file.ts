/** What the file of a letter is and says. Only its bytes are asked, never its name; nothing is rendered or fetched. */
import type { Bytes } from '#core/base';
import { htmlToText, looksLikeHtml } from './html-text.ts';
import { type Mail, readMail } from './mail.ts';
import { looksLikeMail } from './mail-headers.ts';
import { decodeText } from './text-decoding.ts';

/** `picture`: one that browsers draw and that holds no code. `drawing`: SVG, which can hold code, so it is only read. */
export type LetterKind = 'mail' | 'pdf' | 'picture' | 'drawing' | 'page' | 'text' | 'other';

export interface LetterSort {
  readonly kind: LetterKind;
  readonly mime: string;
}

/** What a letter shows when it is opened. */
export type LetterContent =
  | { readonly kind: 'mail'; readonly mail: Mail }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** There is more of it than is shown. */
      readonly cut: boolean;
      /** Nothing in the file says how its letters are written; some may be wrong. */
      readonly guessed: boolean;
      /** Its words alone; a page of HTML is never shown as one. */
      readonly from: 'text' | 'page' | 'drawing';
    }
  | { readonly kind: 'picture'; readonly mime: string }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'other' };

/** Bytes of the beginning that say what a file is. */
const headBytes = 256 * 1024;
/** UTF-16 code units that a person is shown of a text; a browser lays out no more at once without a pause. */
const shownText = 100_000;
/** Bytes of a text that are decoded for that. */
const readBytes = 4 * 1024 * 1024;

const latin = (bytes: Bytes, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Signatures: the PNG, JPEG, GIF, WebP, ISO BMFF (AVIF, HEIC), PDF and ZIP specifications. */
function bySignature(bytes: Bytes): LetterSort | null {
  const start = latin(bytes, 0, 12);
  const picture = (type: string): LetterSort => ({ kind: 'picture', mime: `image/${type}` });
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return picture('png');
  if (start.startsWith('\xff\xd8\xff')) return picture('jpeg');
  if (/^GIF8[79]a/.test(start)) return picture('gif');
  if (/^RIFF[^]{4}WEBP/.test(start)) return picture('webp');
  if (/^[^]{4}ftypavi[fs]/.test(start)) return picture('avif');
  if (/^[^]{4}ftyp(?:hei|hev|mif|msf)/.test(start)) return { kind: 'other', mime: 'image/heic' };
  // Readers take the mark anywhere in the first kilobyte.
  if (/%PDF-\d/.test(latin(bytes, 0, 1024))) return { kind: 'pdf', mime: 'application/pdf' };
  return start.startsWith('PK\u0003\u0004') ? { kind: 'other', mime: 'application/zip' } : null;
}

/** Finds out what a file is; `bytes` are all of it, or its first 256 KiB at least. */
export function sortOfLetter(bytes: Bytes): LetterSort {
  const known = bySignature(bytes);
  if (known) return known;
  const text = wordsIn(bytes.subarray(0, headBytes), bytes.length < headBytes)?.text;
  if (text === undefined) return { kind: 'other', mime: 'application/octet-stream' };
  if (looksLikeMail(text)) return { kind: 'mail', mime: 'message/rfc822' };
  if (looksLikeDrawing(text)) return { kind: 'drawing', mime: 'image/svg+xml' };
  return looksLikeHtml(text) ? { kind: 'page', mime: 'text/html' } : { kind: 'text', mime: 'text/plain' };
}

interface Words {
  readonly text: string;
  readonly guessed: boolean;
}

/** Null for what is no text. When `bytes` are only the beginning, their end may cut a character in two. */
function wordsIn(bytes: Bytes, isWhole: boolean): Words | null {
  let guess: Words | null = null;
  // UTF-8 takes four bytes at most for a character, and UTF-16 an even number.
  for (let left = 0; left <= (isWhole ? 0 : 3); left++) {
    const words = decoded(bytes.subarray(0, bytes.length - left));
    if (words && !words.guessed) return isWritten(words.text) ? words : null;
    guess ??= words;
  }
  return guess && isWritten(guess.text) ? guess : null;
}

function decoded(bytes: Bytes): Words | null {
  try {
    return decodeText(bytes);
  } catch {
    // No text in any encoding known here, which is what was asked.
    return null;
  }
}

/** Control characters that no writing has: then it is something else. */
function isWritten(text: string): boolean {
  return !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text);
}

function looksLikeDrawing(text: string): boolean {
  const start = text.slice(0, 4000).replace(/<\?[^]*?\?>|<!--[^]*?-->|<!doctype[^>[]*(?:\[[^]*?\])?[^>]*>/gi, '');
  return /^\s*<(?:[a-z]+:)?svg[\s>/]/i.test(start);
}

/** Reads a letter for showing it. Throws `transfer/unreadable` for a mail that makes no sense. */
export async function readLetterFile(bytes: Bytes): Promise<LetterContent> {
  const { kind, mime } = sortOfLetter(bytes);
  switch (kind) {
    case 'mail':
      return { kind, mail: await readMail(bytes) };
    case 'picture':
      return { kind, mime };
    case 'pdf':
    case 'other':
      return { kind };
    default:
      return readWords(bytes, kind);
  }
}

function readWords(bytes: Bytes, from: 'text' | 'page' | 'drawing'): LetterContent {
  const part = bytes.subarray(0, readBytes);
  const { text: written, guessed } = wordsIn(part, part.length === bytes.length) ?? { text: '', guessed: false };
  const text = from === 'page' ? htmlToText(written) : written;
  const cut = text.length > shownText || part.length < bytes.length;
  return { kind: 'text', text: text.slice(0, shownText), cut, guessed, from };
}
