// @ts-check
/**
 * `npm run vault -- verify|export FILE`: looks into a backup without the app. Exit codes: 0 all is well, 1 something in
 * it could not be read, 2 it could not be opened or the file not be written.
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dirname } from 'node:path';
import { runScript, Stop } from './stop.mjs';
import { openTypeScript } from './typescript.mjs';
import { typedSecret } from './typed-secret.mjs';
import { readBackup } from './vault-reader.mjs';

const usage =
  'Usage: npm run vault -- verify FILE [--words], or export FILE --out FILE [--words]; to a FILE.zip its letters come too';

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
 * @param {Awaited<ReturnType<typeof openTypeScript>>} typescript
 * @returns {Promise<import('./vault-reader.mjs').Core>}
 */
async function loadCore({ load }) {
  const door = (/** @type {string} */ name) => load('src', 'core', name, 'index.ts');
  const ports = await load('src', 'main', 'services', 'node-ports.ts');
  return {
    base: await door('base'),
    journal: await door('journal'),
    transfer: await door('transfer'),
    vault: await door('vault'),
    ports,
  };
}

async function main() {
  const { command, file, out, words } = readArguments();
  const bytes = read(file);
  if (command === 'export' && existsSync(out)) throw new Stop(`${out} is there already.`, 'Name another file.');
  const typescript = await openTypeScript();
  try {
    const core = await loadCore(typescript);
    // What is no backup is said before anything secret is asked for.
    core.vault.decodeBackup(new Uint8Array(bytes));
    const secret = await typedSecret(words ? 'The 24 words: ' : 'Passphrase: ');
    if (secret === '') throw new Stop('Nothing was typed.', 'Nothing was written.');
    const found = await readBackup(core, bytes, dirname(file), words ? { words: secret } : { passphrase: secret });
    const { createdAt, records, attempts, pursuits, everything } = found;
    const { letters, unopened } = everything;
    const unreadable = Object.values(everything.unreadable).reduce((sum, count) => sum + count, 0);
    console.log(`Made ${new Date(createdAt).toISOString()}.`);
    console.log(`Sealed records: ${records}, letters: ${letters}, attempts: ${attempts}, pursuits: ${pursuits}.`);
    if (command === 'export') {
      await write(out, /\.zip$/i.test(out) ? found.archive() : [found.lossless()]);
      console.log(`The journal is in ${out}. It is no longer sealed: whoever has the file can read it.`);
    }
    if (unreadable > 0) {
      console.log(`Records that could not be opened: ${unreadable}. What they held is not in what was read.`);
    }
    for (const [hash, code] of unopened)
      console.log(`A letter that did not open (${code}): letters/${hash.slice(0, 2)}/${hash}`);
    if (unreadable + unopened.size > 0) return 1;
    console.log(letters > 0 ? 'Every record and every letter opened.' : 'Every record opened.');
    return 0;
  } catch (error) {
    // By its name: core was loaded apart, and has a class of its own.
    if (!(error instanceof Error) || error.name !== 'NailwallError') throw error;
    throw new Stop(error.message, 'Nothing was written.');
  } finally {
    await typescript.close();
  }
}

await runScript(main, 2);
