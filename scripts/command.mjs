// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/**
 * @typedef {object} CommandOptions
 * @property {number} [timeoutMs]  ends the program by SIGTERM
 * @property {NodeJS.ProcessEnv} [env]  added to this process's own
 * @property {boolean} [quiet]  drops what it prints
 * @property {(piece: Buffer) => void} [onOutput]  gets what it prints, instead of this terminal
 */

const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Calls `orphaned` once npm's shell is gone: told to end, npm ends its shell, and the shell tells nobody.
 * @param {() => void} orphaned
 * @returns {() => void} stops watching
 */
function watchParent(orphaned) {
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => process.ppid !== parent && orphaned(), 500);
  return () => clearInterval(timer);
}

/**
 * @param {CommandOptions} options
 * @returns {import('node:child_process').StdioOptions}
 */
function stdioFor({ quiet, onOutput }) {
  if (quiet) return 'ignore';
  return onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit';
}

/**
 * Runs a program in the project's folder with this terminal, passes signals on to it and returns its exit code
 * (128 + signal number when a signal ended it, 127 when it cannot be started).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: stdioFor(options),
      env: { ...process.env, ...options.env },
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    /** @type {(() => void)[]} */
    const handlers = passedOn.map((signal) => {
      const handler = () => child.kill(signal);
      process.on(signal, handler);
      return () => void process.off(signal, handler);
    });
    handlers.push(watchParent(() => child.kill('SIGTERM')));
    /** @param {number} code */
    const end = (code) => {
      for (const remove of handlers) remove();
      resolve(code);
    };
    for (const output of [child.stdout, child.stderr]) output?.on('data', (piece) => options.onOutput?.(piece));
    child.once('error', () => end(127));
    /**
     * @param {number | null} code
     * @param {NodeJS.Signals | null} signal
     */
    const ended = (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0));
    // What it printed last comes through a pipe after its exit.
    if (options.onOutput) child.once('close', ended);
    else child.once('exit', ended);
  });
}

/**
 * Runs a JavaScript program with this same Node.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options);

/**
 * Runs npm, which is a script for a shell on Windows and therefore started through the npm that runs us where it can.
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 */
export function runNpm(args, options) {
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('.js') ? runNode(npm, args, options) : run('npm', args, options);
}
