// @ts-check
/**
 * Opens a backup outside the app, by the app's own core: no journal is to be hostage to the window that wrote it.
 */
import { argon2id as compute } from 'hash-wasm';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Core  what is needed of the app, loaded by whoever can load TypeScript
 * @property {typeof import('../src/core/base/index.ts')} base
 * @property {typeof import('../src/core/journal/index.ts')} journal
 * @property {typeof import('../src/core/transfer/index.ts')} transfer
 * @property {typeof import('../src/core/vault/index.ts')} vault
 * @property {typeof import('../src/main/services/node-ports.ts')} ports
 */

/**
 * @typedef {object} Found  what is in a backup
 * @property {number} createdAt  ms since 1970-01-01T00:00Z
 * @property {number} records  elements of its log
 * @property {number} unreadable  those of them that did not open
 * @property {number} attempts
 * @property {number} pursuits
 * @property {import('../src/core/vault/index.ts').Everything} everything  what opened of records and letters
 * @property {() => Uint8Array} lossless  the export that the app would write today
 * @property {() => AsyncIterable<Uint8Array>} archive  the same with the letters' files, as a zip in parts
 */

/**
 * Argon2id in this process.
 * @type {import('../src/core/vault/index.ts').Argon2id}
 */
export const argon2id = ({ secret, salt, memoryKiB, passes, lanes }) =>
  compute({
    ...{ password: secret, salt, memorySize: memoryKiB, iterations: passes, parallelism: lanes },
    ...{ hashLength: 32, outputType: 'binary' },
  });

/**
 * The sealed file of a letter beside a backup, in parts.
 * @param {Core} core
 * @param {string} folder  that the backup lies in
 * @param {string} hash
 */
async function* sealedLetter({ base: { coded } }, folder, hash) {
  try {
    yield* createReadStream(join(folder, 'letters', hash.slice(0, 2), hash));
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw coded(code === 'ENOENT' ? 'letter/absent' : 'letter/unreadable', { system: code ?? '' }, error);
  }
}

/**
 * Opens every record of a backup file in memory, and every letter that lies beside it in `folder`. Throws what core throws, by code: `backup/not-a-backup`,
 * `backup/damaged`, `backup/newer-version`, `vault/wrong-passphrase`, `vault/wrong-words`, `vault/words-misspelt`,
 * `vault/newer-version`, `vault/damaged`.
 * @param {Core} core
 * @param {Uint8Array} file
 * @param {string} folder
 * @param {{ passphrase: string } | { words: string }} key
 * @returns {Promise<Found>}
 */
export async function readBackup(core, file, folder, key) {
  const {
    journal: { Journal },
    transfer,
    vault,
    ports: node,
  } = core;
  const { createdAt, update } = vault.decodeBackup(new Uint8Array(file));
  const ports = { random: node.nodeRandom, clock: node.nodeClock, scheduler: node.nodeScheduler };
  /** @type {import('../src/core/vault/index.ts').Opener} */
  const opener =
    'words' in key
      ? { kind: 'recovery', entropy: vault.readRecoveryPhrase(key.words) }
      : { kind: 'passphrase', passphrase: key.passphrase };
  const { doc, records, unreadable, keyring } = await vault.openCopy(update, opener, argon2id, ports);
  const letter = (/** @type {string} */ hash) => sealedLetter(core, folder, hash);
  const everything = await vault.openEverything(update, keyring, { letter, pause: () => Promise.resolve() });
  const journal = Journal.open(doc, ports);
  return {
    ...{ createdAt, records, unreadable, everything },
    attempts: journal.attempts().length,
    pursuits: journal.pursuits().length,
    archive: () =>
      transfer.exportArchive(journal, ports.clock.today(), ({ hash }) => vault.openLetter(letter(hash), keyring)),
    lossless: () => transfer.exportJournal(journal, ports.clock.today()),
  };
}
