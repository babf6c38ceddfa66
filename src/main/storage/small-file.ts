/**
 * Tiny text files beside the database that say one number each: `<name> <number> <check>`. They are read before
 * LevelDB is let near the folder, and a flipped bit in them is told from another number.
 */
import { bytesToHex, type Random, utf8ToBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

function textOf(name: string, value: number): string {
  const said = `${name} ${value}`;
  return `${said} ${bytesToHex(sha256(utf8ToBytes(said)).subarray(0, 8))}\n`;
}

/** Returns the number, `absent` when there is no such file, `damaged` when it says nothing that can be trusted. */
export async function readNumber(folder: string, name: string): Promise<number | 'absent' | 'damaged'> {
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if (isAbsent(error)) return 'absent';
    throw asStorageError(error);
  }
  const value = Number(/^\S+ (\d{1,15}) /.exec(text)?.[1] ?? Number.NaN);
  return Number.isSafeInteger(value) && text === textOf(name, value) ? value : 'damaged';
}

export async function writeNumber(folder: string, name: string, value: number, random: Random): Promise<void> {
  await writeFileAtomically(join(folder, name), utf8ToBytes(textOf(name, value)), random);
}
