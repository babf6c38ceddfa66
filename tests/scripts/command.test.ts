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

test('what it prints can be had instead of shown, to the last line', async () => {
  let printed = '';
  const program = 'console.log("out"); console.error("err"); process.stdout.write("x".repeat(200_000) + "end")';
  expect(await run(node, ['-e', program], { onOutput: (piece) => (printed += piece.toString()) })).toBe(0);
  expect(printed).toContain('out\n');
  expect(printed).toContain('err\n');
  // The two streams come by pipes of their own: which of them is heard last is chance.
  expect(printed.replace('err\n', '').endsWith('xend')).toBe(true);
});

/** Runs a program that says `up`, and `told` with exit code 7 when it is asked to end. */
const child = `process.on('SIGTERM', () => { console.log('told'); process.exit(7); }); setInterval(() => {}, 1000); console.log('up')`;
const parent = `import('./scripts/command.mjs').then(async ({ run }) => {
  process.exit(await run(process.execPath, ['-e', ${JSON.stringify(child)}]));
})`;

test('signals reach the program', async () => {
  const started = spawn(node, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(started, 'exit');
  await once(started.stdout, 'data');
  started.kill('SIGTERM');
  expect(await exit).toEqual([7, null]);
});

test.runIf(process.platform !== 'win32')("the program ends when npm's shell has been ended", async () => {
  // Like npm: a shell that waits for the command, and dies of a signal without passing it on.
  const started = spawn('sh', ['-c', '"$0" -e "$1"; true', node, parent], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  let said = '';
  started.stdout.on('data', (text: Buffer) => (said += text.toString()));
  await once(started.stdout, 'data');
  started.kill('SIGTERM');
  await once(started.stdout, 'close');
  expect(said).toBe('up\ntold\n');
});
