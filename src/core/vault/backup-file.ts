/**
 * A backup of a vault as one file: the whole vault document (ciphertext and key slots, nothing else), with a head that
 * can be read without keys and a check over every byte.
 *
 *   "nailwall-backup\n" 16 bytes | version u8 | head length u32 | head (JSON, UTF-8) | Yjs update V1 | SHA-256 of all before
 *
 * Integers are big-endian. The check finds damage, not malice: what the update holds is authenticated record by record
 * when it is opened with a key.
 */
import { type Bytes, coded, concatBytes, equalBytes, utf8ToBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';

export const backupVersion = 1;
const magic = utf8ToBytes('nailwall-backup\n');
/** Length in bytes of the SHA-256 over all before it, at the end of a backup's file. */
export const backupCheckBytes = 32;
const headAt = magic.length + 5;
/** A head is a few hundred bytes; anything longer is no head. */
const longestHead = 64 * 1024;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const HeadSchema = v.object({
  createdAt: whole,
  sequence: whole,
  records: whole,
  unreadable: whole,
  doubtful: v.boolean(),
  bytes: whole,
});

/** What a backup says of itself. */
export interface BackupHead {
  /** ms since 1970-01-01T00:00Z, by the clock of the machine that made it. */
  readonly createdAt: number;
  /** Counts the backups of one folder, so that their order does not hang on a clock. */
  readonly sequence: number;
  /** Elements of the log that look like records. */
  readonly records: number;
  /** Elements of the log that do not. */
  readonly unreadable: number;
  /** Made while something was known to be damaged: it never makes an older one superfluous. */
  readonly doubtful: boolean;
}

export interface Backup extends BackupHead {
  /** The whole vault document as one Yjs update (V1). */
  readonly update: Bytes;
}

export function encodeBackup({ update, ...head }: Backup): Bytes {
  const text = utf8ToBytes(JSON.stringify({ ...head, bytes: update.length }));
  const fixed = new Uint8Array(5);
  const view = new DataView(fixed.buffer);
  view.setUint8(0, backupVersion);
  view.setUint32(1, text.length);
  const all = concatBytes(magic, fixed, text, update);
  return concatBytes(all, sha256(all));
}

/** Length in bytes of the file's beginning that `readBackupHead` needs. */
export const backupHeadBytes = headAt + longestHead;

/**
 * Reads what a backup says of itself from the file's beginning. Throws `backup/not-a-backup`, `backup/newer-version`,
 * `backup/damaged`.
 */
export function readBackupHead(bytes: Bytes): BackupHead & { readonly fileBytes: number } {
  if (bytes.length < headAt || !equalBytes(bytes.subarray(0, magic.length), magic)) throw coded('backup/not-a-backup');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(magic.length);
  if (version > backupVersion) throw coded('backup/newer-version', { version });
  const length = view.getUint32(magic.length + 1);
  if (version !== backupVersion || length > longestHead || headAt + length > bytes.length)
    throw coded('backup/damaged');
  const head = v.safeParse(HeadSchema, parse(bytes.subarray(headAt, headAt + length)));
  if (!head.success) throw coded('backup/damaged');
  const { bytes: updateBytes, ...said } = head.output;
  return { ...said, fileBytes: headAt + length + updateBytes + backupCheckBytes };
}

/** Reads a whole backup and checks every byte of it. Throws as {@link readBackupHead}. */
export function decodeBackup(bytes: Bytes): Backup {
  const { fileBytes, ...head } = readBackupHead(bytes);
  if (bytes.length !== fileBytes) throw coded('backup/damaged', { bytes: bytes.length, expected: fileBytes });
  const end = bytes.length - backupCheckBytes;
  if (!equalBytes(sha256(bytes.subarray(0, end)), bytes.subarray(end))) throw coded('backup/damaged');
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(magic.length + 1);
  return { ...head, update: bytes.slice(headAt + length, end) };
}

function parse(text: Bytes): unknown {
  try {
    let json = '';
    // The head is ASCII; core has no TextDecoder.
    for (const byte of text) json += String.fromCharCode(byte);
    return JSON.parse(json);
  } catch (error) {
    throw coded('backup/damaged', {}, error);
  }
}
