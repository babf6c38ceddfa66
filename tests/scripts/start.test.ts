import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function start(...flags: string[]) {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/start.mjs', ...flags], {
    encoding: 'utf8',
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  return { status, stderr: stderr.trim(), stdout };
}

test.each([
  [['--nonsense'], /Unknown option '--nonsense'.*Usage: npm start/s],
  [['--host=safari'], /There is no host "safari"\. Use --host=electron or --host=browser\.$/],
])('flags %j are refused with one sentence and no stack', (flags, sentence) => {
  const { status, stderr } = start(...flags);
  expect(status).toBe(1);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toContain('    at ');
});
