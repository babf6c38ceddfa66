/** Starts the process that keeps writing, and reads what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export const writerEntry = join(import.meta.dirname, 'writer.child.ts');

export interface Writer {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string, undefined>;
}

export function startWriter(
  script: string,
  folder: string,
  name: string,
  options: { squashAfter?: number; uid?: number } = {},
): Writer {
  const { squashAfter = 256, uid = '' } = options;
  const child = spawn(process.execPath, [script, folder, name, String(squashAfter), String(uid)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

/** `end` once the process has ended. */
export async function nextLine({ lines }: Writer): Promise<string> {
  const line: IteratorResult<string, undefined> = await lines.next();
  return line.done === true ? 'end' : line.value;
}

/** Reads until `count` records are acknowledged; returns their names. */
export async function acknowledged(writer: Writer, count: number): Promise<string[]> {
  const kept: string[] = [];
  while (kept.length < count) {
    const line = await nextLine(writer);
    if (line.startsWith('kept ')) kept.push(line.slice(5));
    else if (line !== 'open') throw new Error(`The writer said: ${line}`);
  }
  return kept;
}
