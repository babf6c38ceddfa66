// @ts-check
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks for one line that is not shown while it is typed; without a terminal, takes the first line of what comes in. A
 * secret is never an argument: those stand in the list of processes and in the shell's history.
 * @param {string} question
 * @returns {Promise<string>}
 */
export async function typedSecret(question) {
  const terminal = process.stdin.isTTY;
  if (terminal) process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
