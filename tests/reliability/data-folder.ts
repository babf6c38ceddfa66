/** A data folder with something of everything that the host stores, and what can be told of it. */
import { type Bytes, bytesToHex, concatBytes, hasCode } from '#core/base';
import { createDispatch, createHostApi, type HostApi } from '#core/contract';
import {
  createDeviceSecret,
  foundVault,
  type Keyring,
  nameLetters,
  openDeviceSecret,
  openVault,
  SealedJournal,
  sealDeviceSecret,
} from '#core/vault';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import { nodeRandom, type Services } from '../../src/main/services/index.ts';
import { pullLetter, pullUpdate, putLetter, pushUpdate, receiveUpdate } from '../../src/renderer/host/index.ts';
import { quickArgon2id } from '../core/vault/quick-argon2.ts';

const words = { kind: 'recovery' as const, entropy: new Uint8Array(32).fill(7) };
const emptyStateVector = Y.encodeStateVector(new Y.Doc());
const ports = {
  random: nodeRandom,
  clock: { now: () => 0, today: () => '2024-05-01' as never },
  scheduler: { after: () => () => undefined },
};

export const letters: readonly Bytes[] = [nodeRandom(900), nodeRandom(20_000)];
export const hashOf = (bytes: Bytes): string => bytesToHex(sha256(bytes));

export function apiOf(services: Services): HostApi {
  return createHostApi({
    invoke: createDispatch(services.handlers),
    subscribe: (channel, listener) => services.onEvent((name, event) => name === channel && listener(event)),
  });
}

/** What the folder held when all was well. */
export interface Content {
  readonly changes: readonly string[];
  readonly secret: Bytes;
  readonly device: Bytes;
  readonly backups: ReadonlyMap<string, Bytes>;
}

/** Fills an empty folder: a vault with two ways in, letters, backups, a device, reminders. */
export async function fill(services: Services): Promise<Content> {
  const host = apiOf(services);
  const secret = nodeRandom(32);
  const vault = new Y.Doc();
  let pushed = Promise.resolve();
  vault.on('update', (update: Bytes) => {
    pushed = pushed.then(() => pushUpdate(host, update));
  });
  const keyring = await foundVault(vault, [words, { kind: 'secret', secret }], {
    random: nodeRandom,
    argon2id: quickArgon2id,
  });
  const device = sealDeviceSecret(createDeviceSecret(nodeRandom), keyring, nodeRandom);
  const changes = Array.from({ length: 24 }, (_, index) => `change ${index} ${'x'.repeat(300)}`);
  const journal = new Y.Doc();
  const sealed = SealedJournal.open(vault, journal, keyring, ports);
  for (const [index, change] of changes.entries()) {
    journal.getMap('attempts').set(change, 1);
    sealed.seal();
    if (index % 8 === 7) {
      await pushed;
      await host.backups.make();
    }
  }
  nameLetters(vault, new Map(letters.map((letter) => [hashOf(letter), letter.length])), []);
  for (const letter of letters) await putLetter(host, [letter], letter.length, () => hashOf(letter));
  await pushed;
  await host.secret.write({ secret });
  await host.sync.keepDevice({ sealed: device });
  await host.reminder.plan({ minute: 540, days: [1, 3], from: null, language: 'en' });
  const backups = new Map<string, Bytes>();
  for (const { name } of (await host.backups.status()).backups) backups.set(name, await readBackup(host, name));
  return { changes, secret, device, backups };
}

export async function readBackup(host: HostApi, name: string): Promise<Bytes> {
  return receiveUpdate(host, await host.backups.read({ name }));
}

export async function readLetter(host: HostApi, hash: string): Promise<Bytes> {
  const parts: Bytes[] = [];
  for await (const part of pullLetter(host, hash)) parts.push(part);
  return concatBytes(...parts);
}

export interface OpenedVault {
  readonly changes: ReadonlySet<string>;
  /** Elements of the log that could not be opened. */
  readonly unreadable: number;
  readonly vault: Y.Doc;
  readonly keyring: Keyring;
}

/** Opens by the words what the host has. */
export async function openByWords(host: HostApi): Promise<OpenedVault> {
  const vault = new Y.Doc();
  Y.applyUpdate(vault, await pullUpdate(host, emptyStateVector));
  const journal = new Y.Doc();
  const sealed = SealedJournal.open(vault, journal, await openVault(vault, words, quickArgon2id), ports);
  const { junk, newer, refused, 'no-key': noKey } = sealed.unreadable();
  sealed.close();
  const changes = new Set(journal.getMap('attempts').keys());
  const keyring = await openVault(vault, words, quickArgon2id);
  return { changes, unreadable: junk + newer + refused + noKey, vault, keyring };
}

/** Whether the secret that the host keeps opens the vault; throws by code when it does not. */
export async function openBySecret(host: HostApi, vault: Y.Doc): Promise<void> {
  const secret = await host.secret.read();
  if (secret) await openVault(vault, { kind: 'secret', secret }, quickArgon2id);
}

export async function openDevice(host: HostApi, keyring: Keyring): Promise<void> {
  const sealed = await host.sync.readDevice();
  if (sealed) openDeviceSecret(sealed, keyring);
}

/** The code by which `work` was refused; null when it went well. Anything else is thrown on. */
export async function codeOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!hasCode(error) || error.code === 'bug') throw error;
    return error.code;
  }
}
