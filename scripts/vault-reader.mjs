// @ts-check
/**
 * Opens a backup outside the app, by the app's own core and nothing else of it: no journal is to be hostage to the
 * window that wrote it.
 */
import { argon2id as compute } from 'hash-wasm';
import { randomBytes } from 'node:crypto';

/**
 * @typedef {object} Core  the doors of core that are needed, loaded by whoever can load TypeScript
 * @property {typeof import('../src/core/base/index.ts')} base
 * @property {typeof import('../src/core/journal/index.ts')} journal
 * @property {typeof import('../src/core/transfer/index.ts')} transfer
 * @property {typeof import('../src/core/vault/index.ts')} vault
 * @property {typeof import('yjs')} yjs
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

/** @type {import('../src/core/vault/index.ts').Argon2id} */
const argon2id = ({ secret, salt, memoryKiB, passes, lanes }) =>
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
export async function readBackup(core, file, key) {
  const { createdAt, update } = core.vault.decodeBackup(new Uint8Array(file));
  const vault = new core.yjs.Doc();
  try {
    core.yjs.applyUpdate(vault, update);
  } catch (error) {
    throw core.base.coded('backup/damaged', {}, error);
  }
  const records = core.vault.logOf(vault).length;
  const doc = new core.yjs.Doc();
  const ports = portsOf(core);
  /** @type {import('../src/core/vault/index.ts').Opener} */
  const opener =
    'words' in key
      ? { kind: 'recovery', entropy: core.vault.readRecoveryPhrase(key.words) }
      : { kind: 'passphrase', passphrase: key.passphrase };
  const keyring = await core.vault.openVault(vault, opener, argon2id);
  const sealed = core.vault.SealedJournal.open(vault, doc, keyring, ports);
  const counts = sealed.unreadable();
  // From here on nothing is written: what opening a journal would migrate stays in memory.
  sealed.close();
  const journal = core.journal.Journal.open(doc, ports);
  return {
    ...{ createdAt, records },
    unreadable: counts.junk + counts.newer + counts.refused + counts['no-key'],
    attempts: journal.attempts().length,
    pursuits: journal.pursuits().length,
    lossless: () => core.transfer.exportJournal(journal, ports.clock.today()),
  };
}

/** @param {Core} core */
function portsOf({ base }) {
  return {
    random: (/** @type {number} */ length) => new Uint8Array(randomBytes(length)),
    clock: {
      now: () => Date.now(),
      today: () => {
        const date = new Date();
        const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
        return base.parseCalendarDate(`${date.getFullYear()}-${month}-${day}`);
      },
    },
    scheduler: {
      after: (/** @type {number} */ ms, /** @type {() => void} */ task) => {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
    },
  };
}
