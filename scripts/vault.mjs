// @ts-check
/**
 * `npm run vault -- verify|export FILE`: looks into a backup without the app. Exit codes: 0 all is well, 1 something in
 * it could not be read, 2 it could not be opened or the file not be written.
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { inProject } from './project.mjs';
import { Stop } from './stop.mjs';
import { typedSecret } from './typed-secret.mjs';
import { readBackup } from './vault-reader.mjs';

const usage = 'Usage: npm run vault -- verify FILE [--words], or export FILE --out FILE [--words]';

/** @type {Readonly<Record<string, string>>} */
const sentences = {
  'backup/not-a-backup': 'That file is not a backup of Nailwall.',
  'backup/damaged': 'That backup is damaged: not every byte is as it was written. Another one may be whole.',
  'backup/newer-version': 'A newer Nailwall wrote that backup; this one does not know its format.',
  'vault/newer-version': 'A newer Nailwall wrote that journal; this one does not know its format.',
  'vault/wrong-passphrase': 'That passphrase does not open it.',
  'vault/wrong-words': 'Those words are spelt right, and do not open it.',
  'vault/words-misspelt': 'Those are not 24 words of a recovery sheet: one is misspelt, missing or in another place.',
  'vault/damaged': 'A part of it that every key needs is damaged. Another backup may be whole.',
  'vault/empty': 'There is no journal in that backup.',
  'vault/weak-parameters': 'Its passphrase slot asks for less work than any Nailwall would write. It was not followed.',
  'journal/newer-version': 'A newer Nailwall wrote that journal; this one does not know its format.',
  'transfer/not-exported':
    'Something in that journal cannot be taken along, so nothing was. A newer Nailwall may know it.',
};

function readArguments() {
  const options = /** @type {const} */ ({ out: { type: 'string' }, words: { type: 'boolean' } });
  try {
    const { values, positionals } = parseArgs({ options, strict: true, allowPositionals: true });
    const [command = '', file = '', ...more] = positionals;
    if (!['verify', 'export'].includes(command) || file === '' || more.length > 0) throw new Error('That is not clear');
    if (command === 'export' && values.out === undefined) throw new Error('An export needs --out');
    return { command, file, out: values.out ?? '', words: values.words === true };
  } catch (error) {
    throw new Stop(`${/** @type {Error} */ (error).message}.`, usage);
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Stop(`${file} cannot be read (${/** @type {NodeJS.ErrnoException} */ (error).code}).`, 'Is it there?');
  }
}

/**
 * Writes a new file that nobody else may read; what a full disk cut short is taken away again.
 * @param {string} file
 * @param {Uint8Array} bytes
 */
function write(file, bytes) {
  let begun = false;
  try {
    const handle = openSync(file, 'wx', 0o600);
    begun = true;
    try {
      writeFileSync(handle, bytes);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (begun) rmSync(file, { force: true });
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Stop(`${file} cannot be written (${code}).`, 'Name another place.');
  }
}

/**
 * Core as it stands, in TypeScript: Vite reads it without a build.
 * @returns {Promise<{ core: import('./vault-reader.mjs').Core, close: () => Promise<void> }>}
 */
async function loadCore() {
  const server = await createServer({
    ...{ configFile: false, root: inProject(), appType: 'custom', logLevel: 'error' },
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const door = (/** @type {string} */ name) => /** @type {any} */ (server.ssrLoadModule(`/src/core/${name}/index.ts`));
  const core = {
    ...{ base: await door('base'), journal: await door('journal'), transfer: await door('transfer') },
    ...{ vault: await door('vault'), yjs: await import('yjs') },
  };
  return { core, close: () => server.close() };
}

async function main() {
  const { command, file, out, words } = readArguments();
  const bytes = read(file);
  if (command === 'export' && existsSync(out)) throw new Stop(`${out} is there already.`, 'Name another file.');
  const { core, close } = await loadCore();
  try {
    // What is no backup is said before anything secret is asked for.
    core.vault.decodeBackup(new Uint8Array(bytes));
    const secret = await typedSecret(words ? 'The 24 words: ' : 'Passphrase: ');
    if (secret === '') throw new Stop('Nothing was typed.', 'Nothing was written.');
    const found = await readBackup(core, bytes, words ? { words: secret } : { passphrase: secret });
    const { createdAt, records, attempts, pursuits, unreadable } = found;
    console.log(`Made ${new Date(createdAt).toISOString()}.`);
    console.log(`Sealed records: ${records}, attempts: ${attempts}, pursuits: ${pursuits}.`);
    if (command === 'export') {
      write(out, found.lossless());
      console.log(`The journal is in ${out}. It is no longer sealed: whoever has the file can read it.`);
    }
    if (unreadable > 0) {
      console.log(`Records that could not be opened: ${unreadable}. What they held is not in what was read.`);
      return 1;
    }
    console.log('Every record opened. Files of letters are not in a backup; they lie in the data folder.');
    return 0;
  } catch (error) {
    if (!core.base.hasCode(error)) throw error;
    throw new Stop(sentences[error.code] ?? `It could not be read (${error.code}).`, 'Nothing was written.');
  } finally {
    await close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exitCode = 2;
}
