import { type Bytes, bytesToHex, concatBytes, utf8ToBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { join } from 'node:path';

const domain = utf8ToBytes('nailwall/folder/1/set');

export const indexName = 'index';

/** The name of a device's own files: says nothing to whoever does not know its key already. */
export function setName(networkKey: Bytes): string {
  return bytesToHex(sha256(concatBytes(domain, networkKey)).subarray(0, 12));
}

/** Where a device's files lie in the folder that the person chose. */
export function setFolder(path: string, networkKey: Bytes): string {
  return join(path, 'Nailwall', setName(networkKey));
}

export const changesName = (number: number): string => `changes-${number.toString(16)}`;
export const letterName = (hash: string): string => `letter-${hash}`;

/** Files that a device writes into its own set; whatever else lies there is somebody else's. */
export const ownFilePattern = /^(\.?(index|changes-[\da-f]+|letter-[\da-f]{64})(-[\da-f]+\.tmp)?)$/;
