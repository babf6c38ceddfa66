/**
 * Files in a shared folder: encrypted under a membership key, so that the folder's owner reads nothing, and signed by the
 * device, so that nobody else makes one. Name and place are authenticated: no file counts as another.
 *
 *   4e 57 46 | version u8 | epoch length u8 | epoch | nonce 24 | XChaCha20-Poly1305(signature 64 | body)
 */
import { type Bytes, bytesToHex, coded, concatBytes, hexToBytes, type Random, utf8ToBytes } from '#core/base';
import type { KeyPair, MembershipKey } from '#core/sync';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { setName } from './names.ts';

const magic = Uint8Array.of(0x4e, 0x57, 0x46);
const version = 1;
const keyInfo = utf8ToBytes('nailwall/folder/1/key');
const signDomain = utf8ToBytes('nailwall/folder/1/sign');
const [fixedBytes, nonceBytes, signatureBytes] = [5, 24, 64] as const;

/** Which file of whom. */
export interface FilePlace {
  readonly networkKey: Bytes;
  readonly name: string;
}

const placeOf = ({ networkKey, name }: FilePlace): Bytes => utf8ToBytes(`${setName(networkKey)}/${name}`);
const fileKey = (key: Bytes): Bytes => hkdf(sha256, key, undefined, keyInfo, 32);

export function sealFile(body: Bytes, name: string, keyPair: KeyPair, key: MembershipKey, random: Random): Bytes {
  const place = placeOf({ networkKey: keyPair.publicKey, name });
  const epoch = hexToBytes(key.epoch);
  const nonce = random(nonceBytes);
  const head = concatBytes(magic, Uint8Array.of(version, epoch.length), epoch, nonce);
  const signature = ed25519.sign(concatBytes(signDomain, place, head, body), keyPair.secretKey.subarray(0, 32));
  const sealed = xchacha20poly1305(fileKey(key.key), nonce, concatBytes(head, place)).encrypt(
    concatBytes(signature, body),
  );
  return concatBytes(head, sealed);
}

/**
 * The body of a file. Throws `sync/newer-version`, and `sync/forged-file` for whatever was not made by that device for
 * that place, was cut or altered, or is of an epoch that is not known here.
 */
export function openFile(file: Bytes, place: FilePlace, keys: readonly MembershipKey[]): Bytes {
  if (magic.some((byte, index) => file[index] !== byte)) throw coded('sync/forged-file', { why: 'magic' });
  if ((file[3] ?? 0) > version) throw coded('sync/newer-version', { version: file[3] ?? 0 });
  const epochEnd = fixedBytes + (file[4] ?? 0);
  const headEnd = epochEnd + nonceBytes;
  const head = file.slice(0, headEnd);
  const epoch = bytesToHex(file.slice(fixedBytes, epochEnd));
  const key = keys.find((each) => each.epoch === epoch);
  if (!key) throw coded('sync/forged-file', { why: 'epoch' });
  const named = placeOf(place);
  const opened = decrypt(file.slice(headEnd), fileKey(key.key), head.slice(epochEnd), concatBytes(head, named));
  const [signature, body] = [opened.slice(0, signatureBytes), opened.slice(signatureBytes)];
  if (!isSigned(signature, concatBytes(signDomain, named, head, body), place.networkKey)) {
    throw coded('sync/forged-file', { why: 'signature' });
  }
  return body;
}

function decrypt(sealed: Bytes, key: Bytes, nonce: Bytes, associated: Bytes): Bytes {
  try {
    return xchacha20poly1305(key, nonce, associated).decrypt(sealed);
  } catch (error) {
    throw coded('sync/forged-file', { why: 'cipher' }, error);
  }
}

function isSigned(signature: Bytes, message: Bytes, key: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
