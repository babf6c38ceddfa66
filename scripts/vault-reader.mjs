// @ts-check
/**
 * Opens a backup outside the app, by the app's own core: no journal is to be hostage to the window that wrote it.
 */
import { argon2id as compute } from 'hash-wasm';

/**
 * @typedef {object} Core  what is needed of the app, loaded by whoever can load TypeScript
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
 * @property {() => Uint8Array} lossless  the export that the app would write today
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
 * Opens every record of a backup file in memory. Throws what core throws, by code: `backup/not-a-backup`,
 * `backup/damaged`, `backup/newer-version`, `vault/wrong-passphrase`, `vault/wrong-words`, `vault/words-misspelt`,
 * `vault/newer-version`, `vault/damaged`.
 * @param {Core} core
 * @param {Uint8Array} file
 * @param {{ passphrase: string } | { words: string }} key
 * @returns {Promise<Found>}
 */
export async function readBackup({ journal: { Journal }, transfer, vault, ports: node }, file, key) {
  const { createdAt, update } = vault.decodeBackup(new Uint8Array(file));
  const ports = { random: node.nodeRandom, clock: node.nodeClock, scheduler: node.nodeScheduler };
  /** @type {import('../src/core/vault/index.ts').Opener} */
  const opener =
    'words' in key
      ? { kind: 'recovery', entropy: vault.readRecoveryPhrase(key.words) }
      : { kind: 'passphrase', passphrase: key.passphrase };
  const { doc, records, unreadable } = await vault.openCopy(update, opener, argon2id, ports);
  const journal = Journal.open(doc, ports);
  return {
    ...{ createdAt, records, unreadable },
    attempts: journal.attempts().length,
    pursuits: journal.pursuits().length,
    lossless: () => transfer.exportJournal(journal, ports.clock.today()),
  };
}
