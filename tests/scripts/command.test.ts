import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { run, runNode } from '../../scripts/command.mjs';

const node = process.execPath;

test('it returns the exit code', async () => {
  expect(await run(node, ['-e', 'process.exit(0)'])).toBe(0);
  expect(await run(node, ['-e', 'process.exit(3)'])).toBe(3);
});

test('a program that does not exist is 127', async () => {
  expect(await run('/nowhere/program', [])).toBe(127);
});

test('a program ended by a signal is 128 and the number of the signal', async () => {
  expect(await run(node, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137);
});

test('a program that takes too long is ended', async () => {
  expect(await run(node, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })).toBe(143);
});

test('it runs in the project, wherever it was started', async () => {
  const isProject = 'process.exit(require("fs").existsSync("package.json") ? 0 : 1)';
  expect(await run(node, ['-e', isProject])).toBe(0);
  expect(await runNode('scripts/start.mjs', ['--nonsense'], { quiet: true })).toBe(1);
});

test('signals reach the program', async () => {
  const child = `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')`;
  const parent = `import('./scripts/command.mjs').then(async ({ run }) => {
    process.exit(await run(process.execPath, ['-e', ${JSON.stringify(child)}]));
  })`;
  const started = spawn(node, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(started, 'exit');
  await once(started.stdout, 'data');
  started.kill('SIGTERM');
  expect(await exit).toEqual([7, null]);
});
