/**
 * A reader of backups written from docs/formats.md, without a line of core: what stands there is enough, and stays true.
 */
import { Journal } from '#core/journal';
import { encodeBackup, foundVault, SealedJournal } from '#core/vault';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { argon2id as compute } from 'hash-wasm';
import { createHash, hkdfSync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { wordsOf } from '../../../src/core/vault/recovery.ts';
import { nodeClock, nodeRandom, nodeScheduler } from '../../../src/main/services/node-ports.ts';
import { argon2id } from './argon2.ts';

const derive = (secret: Uint8Array, vaultId: Uint8Array, info: string) =>
  new Uint8Array(hkdfSync('sha256', secret, vaultId, info, 32));
const joined = (...parts: (Uint8Array | string)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

function updateOf(file: Buffer): Uint8Array {
  expect(file.toString('latin1', 0, 16)).toBe('nailwall-backup\n');
  expect(file[16]).toBe(1);
  const start = 21 + file.readUInt32BE(17);
  const end = file.length - 32;
  expect(createHash('sha256').update(file.subarray(0, end)).digest()).toEqual(file.subarray(end));
  expect((JSON.parse(file.toString('utf8', 21, start)) as { bytes: number }).bytes).toBe(end - start);
  return new Uint8Array(file.subarray(start, end));
}

type SecretOf = (slot: Buffer) => Promise<Uint8Array>;
const kinds: Readonly<Record<'passphrase' | 'words', number>> = { passphrase: 0, words: 1 };

/** Vault id and master key of the first slot of its kind. */
async function rootOf(vault: Y.Doc, kind: 'passphrase' | 'words', secretOf: SecretOf) {
  for (const [name, value] of vault.getMap('header')) {
    const slot = Buffer.from(name.startsWith('slot/') ? (value as Uint8Array) : []);
    if (slot[1] !== kinds[kind]) continue;
    const id = name.slice('slot/'.length);
    const vaultId = new Uint8Array(slot.subarray(2, 18));
    const key = derive(await secretOf(slot), vaultId, 'nailwall/1/slot/wrap');
    const associated = joined('nailwall/slot/1', id, slot.subarray(0, 75));
    const master = xchacha20poly1305(key, new Uint8Array(slot.subarray(75, 99)), associated).decrypt(
      new Uint8Array(slot.subarray(99, 147)),
    );
    const check = createHash('sha256')
      .update(joined('nailwall/slot/1', id, slot.subarray(0, 147)))
      .digest();
    expect(check.subarray(0, 8)).toEqual(slot.subarray(147));
    return { vaultId, master };
  }
  throw new Error('no such slot');
}

/** Where the update begins: after writers and their ranges. */
function afterCovers(body: Buffer): number {
  let at = 4;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  for (let writers = number(); writers > 0; writers--) {
    at += 8;
    for (let ranges = number(); ranges > 0; ranges--) {
      number();
      number();
    }
  }
  return at;
}

function journalOf(vault: Y.Doc, { vaultId, master }: { vaultId: Uint8Array; master: Uint8Array }): Y.Doc {
  const doc = new Y.Doc();
  for (const element of vault.getArray<Uint8Array>('log')) {
    const record = Buffer.from(element);
    const key = derive(master, vaultId, `nailwall/1/content/${record.readUInt32BE(2)}`);
    const associated = joined('nailwall/record/1', vaultId, record.subarray(0, 19));
    const body = Buffer.from(
      xchacha20poly1305(key, new Uint8Array(record.subarray(19, 43)), associated).decrypt(
        new Uint8Array(record.subarray(43)),
      ),
    );
    const update = body.subarray(afterCovers(body), 4 + body.readUInt32BE(0));
    if (record[6] === 0) Y.applyUpdate(doc, new Uint8Array(update));
    else Y.applyUpdateV2(doc, new Uint8Array(inflateRawSync(update)));
  }
  return doc;
}

test('a backup opens by what docs/formats.md says, by passphrase and by words', async () => {
  const entropy = nodeRandom(32);
  const vault = new Y.Doc();
  const keyring = await foundVault(
    vault,
    [
      { kind: 'passphrase', passphrase: 'Straße im Hafen' },
      { kind: 'recovery', entropy },
    ],
    { random: nodeRandom, argon2id },
  );
  const doc = new Y.Doc();
  const ports = { random: nodeRandom, clock: nodeClock, scheduler: nodeScheduler };
  const sealed = SealedJournal.open(vault, doc, keyring, ports);
  const journal = Journal.open(doc, ports);
  for (let i = 0; i < 40; i++) {
    journal.addAttempt({ toWhom: `House ${i}`, what: 'The picture book', answer: 'no' });
    sealed.seal();
  }
  sealed.tidy();
  sealed.close();
  const head = { createdAt: 1, sequence: 1, records: 1, unreadable: 0, doubtful: false };
  const file = encodeBackup({ ...head, update: Y.encodeStateAsUpdate(vault) });

  const read = new Y.Doc();
  Y.applyUpdate(read, updateOf(Buffer.from(file)));
  const byPassphrase: SecretOf = (slot) =>
    compute({
      ...{ password: 'Straße im Hafen'.normalize('NFKC'), salt: new Uint8Array(slot.subarray(27, 43)) },
      ...{ memorySize: slot.readUInt32BE(18), iterations: slot.readUInt32BE(22), parallelism: slot[26] ?? 0 },
      ...{ hashLength: 32, outputType: 'binary' },
    });
  const byWords: SecretOf = () => Promise.resolve(mnemonicToEntropy(wordsOf(entropy).join(' '), wordlist));
  for (const root of [await rootOf(read, 'passphrase', byPassphrase), await rootOf(read, 'words', byWords)]) {
    expect(journalOf(read, root).getMap('attempts').toJSON()).toEqual(doc.getMap('attempts').toJSON());
  }
});
