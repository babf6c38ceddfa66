// @ts-check
/** What `npm run vault` does, apart from where it gets core, the secret and its paper from. */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Stop } from './stop.mjs';
import { readBackup } from './vault-reader.mjs';

/**
 * @typedef {object} Surroundings
 * @property {() => Promise<{ core: import('./vault-reader.mjs').Core, close: () => Promise<void> }>} openCore
 * @property {(question: string) => Promise<string>} typedSecret  what is typed, without showing it
 * @property {(line: string) => void} print
 */

const usage =
  'Usage: npm run vault -- verify FILE [--words], or export FILE --out FILE [--words]; to a FILE.zip its letters come too';

/** @param {readonly string[]} args */
function readArguments(args) {
  const options = /** @type {const} */ ({ out: { type: 'string' }, words: { type: 'boolean' } });
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
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
 * Writes a new file that nobody else may read; what a full disk cut short, or a letter that does not open, is taken away
 * again.
 * @param {string} file
 * @param {Iterable<Uint8Array> | AsyncIterable<Uint8Array>} parts
 */
async function write(file, parts) {
  let begun = false;
  try {
    const handle = openSync(file, 'wx', 0o600);
    begun = true;
    try {
      for await (const part of parts) writeFileSync(handle, part);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (begun) rmSync(file, { force: true });
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (/** @type {Error} */ (error).name === 'NailwallError') throw error;
    throw new Stop(`${file} cannot be written (${code}).`, 'Name another place.');
  }
}

/**
 * Looks into a backup. Throws a `Stop` when it cannot be opened, or the file cannot be written.
 * @param {readonly string[]} args
 * @param {Surroundings} surroundings
 * @returns {Promise<number>} 0 all is well, 1 something in it could not be read
 */
export async function vaultCommand(args, { openCore, typedSecret, print }) {
  const { command, file, out, words } = readArguments(args);
  const bytes = read(file);
  if (command === 'export' && existsSync(out)) throw new Stop(`${out} is there already.`, 'Name another file.');
  const { core, close } = await openCore();
  try {
    // What is no backup is said before anything secret is asked for.
    core.vault.decodeBackup(new Uint8Array(bytes));
    const secret = await typedSecret(words ? 'The 24 words: ' : 'Passphrase: ');
    if (secret === '') throw new Stop('Nothing was typed.', 'Nothing was written.');
    const found = await readBackup(core, bytes, dirname(file), words ? { words: secret } : { passphrase: secret });
    const { createdAt, records, attempts, pursuits, everything } = found;
    const { letters, unopened } = everything;
    const unreadable = Object.values(everything.unreadable).reduce((sum, count) => sum + count, 0);
    print(`Made ${new Date(createdAt).toISOString()}.`);
    print(`Sealed records: ${records}, letters: ${letters}, attempts: ${attempts}, pursuits: ${pursuits}.`);
    if (command === 'export') {
      await write(out, /\.zip$/i.test(out) ? found.archive() : [found.lossless()]);
      print(`The journal is in ${out}. It is no longer sealed: whoever has the file can read it.`);
    }
    if (unreadable > 0) {
      print(`Records that could not be opened: ${unreadable}. What they held is not in what was read.`);
    }
    for (const [hash, code] of unopened)
      print(`A letter that did not open (${code}): letters/${hash.slice(0, 2)}/${hash}`);
    if (unreadable + unopened.size > 0) return 1;
    print(letters > 0 ? 'Every record and every letter opened.' : 'Every record opened.');
    return 0;
  } catch (error) {
    // By its name: core was loaded apart, and has a class of its own.
    if (!(error instanceof Error) || error.name !== 'NailwallError') throw error;
    throw new Stop(error.message, 'Nothing was written.');
  } finally {
    await close();
  }
}
