/** The host as a process: what it prints, how it ends, what it leaves behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { compiled } from '../../storage/compiled.ts';
import { temporaryFolder } from '../../storage/folder.ts';
import { postSession } from './raw-http.ts';
import { writePages } from './pages-folder.ts';
import { launchIn } from './start-host.ts';

const script = compiled(join(import.meta.dirname, 'host.child.ts'));

interface Run {
  readonly child: ChildProcess;
  readonly out: string[];
  readonly errors: string[];
  readonly ended: Promise<number | null>;
  readonly firstLine: () => Promise<string>;
}

function run(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
  pages = writePages(folder),
): Run {
  const child = spawn(process.execPath, [script(), pages, ...args], { env: { ...process.env, ...env } });
  const out: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => out.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  const firstLine = () =>
    vi.waitFor(
      () => {
        if (out[0] === undefined) throw new Error(`Nothing was said yet. ${errors.join('\n')}`);
        return out[0];
      },
      { timeout: 20_000, interval: 10 },
    );
  return { child, out, errors, ended, firstLine };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'says one line, serves, and ends well on %s',
  async (signal) => {
    const folder = temporaryFolder();
    const { child, out, errors, ended, firstLine } = run(folder, [
      '--no-open',
      '--port=0',
      `--data-dir=${folder}/data`,
    ]);
    const line = await firstLine();
    expect(line).toMatch(/^Nailwall is ready: http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]{43}$/);
    const port = Number(new URL(line.split(': ')[1] ?? '').port);
    expect((await postSession(port, launchIn(line))).status).toBe(200);
    expect((await postSession(port, launchIn(line))).status).toBe(401);
    await vi.waitFor(() => expect(out).toHaveLength(2));
    expect(out[1]).toMatch(/^Nailwall has a fresh address: http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]{43}$/);
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(errors).toEqual([]);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  },
  30_000,
);

test('a port that is taken: a sentence that names --port', async () => {
  const folder = temporaryFolder();
  const first = run(folder, ['--no-open', '--port=0', `--data-dir=${folder}/one`]);
  const { port } = new URL((await first.firstLine()).split(': ')[1] ?? '');
  const second = run(folder, ['--no-open', `--port=${port}`, `--data-dir=${folder}/two`], {}, join(folder, 'renderer'));
  expect(await second.ended).toBe(1);
  expect(second.out).toEqual([]);
  expect(second.errors.at(-1)).toBe(
    `Nailwall did not start: port ${port} is taken by another program. Choose another with --port=N (--port=0 for any).`,
  );
}, 30_000);

test('a folder in use: a sentence that says so', async () => {
  const folder = temporaryFolder();
  const args = ['--no-open', '--port=0', `--data-dir=${folder}/data`];
  await run(folder, args).firstLine();
  const second = run(folder, args, {}, join(folder, 'renderer'));
  expect(await second.ended).toBe(1);
  expect(second.errors.at(-1)).toContain('Another Nailwall is already using this data folder.');
}, 30_000);

test('a wrong command line: how it should be', async () => {
  const { ended, errors } = run(temporaryFolder(), ['--prot=1']);
  expect(await ended).toBe(1);
  expect(errors.at(-1)).toContain('Usage: node out/main/loopback.js [--port=N]');
}, 30_000);

test('a demonstration leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const { child, ended, firstLine } = run(folder, ['--no-open', '--port=0', '--demo'], { TMPDIR: folder });
  await firstLine();
  const demo = readdirSync(folder).find((name) => name.startsWith('nailwall-demo-')) ?? '';
  expect(statSync(join(folder, demo)).mode & 0o777).toBe(0o700);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(existsSync(join(folder, demo))).toBe(false);
}, 30_000);

test('without any browser the address is printed instead', async () => {
  const folder = temporaryFolder();
  const args = ['--port=0', `--data-dir=${folder}/data`];
  const { errors, firstLine } = run(folder, args, { NAILWALL_BROWSER: join(folder, 'no-such-browser') });
  expect(await firstLine()).toMatch(/^Nailwall is ready: http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]{43}$/);
  expect(errors.at(-1)).toBe('No Chromium, Chrome or Edge could be started; open this address in a browser instead.');
}, 30_000);

const chromium = '/usr/bin/chromium';

/** Empty for a process that ended in the meantime. */
function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

test('opens a real browser that comes in by itself; no command line shows the token; its end ends the host', async (context) => {
  if (!existsSync(chromium)) context.skip('NOT COVERED HERE: there is no Chromium.');
  const folder = temporaryFolder();
  const pages = writePages(folder);
  writeFileSync(
    join(pages, 'index.html'),
    '<!doctype html><title>Nailwall</title><script type="module" src="./assets/index-abc123.js"></script>',
  );
  // What the app does: take the token, exchange it, open the socket.
  writeFileSync(
    join(pages, 'assets', 'index-abc123.js'),
    `const launch = location.hash.slice('#launch='.length);
     history.replaceState(null, '', '/');
     await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ launch }) });
     new WebSocket('ws://' + location.host + '/host').onopen = () => {};`,
  );
  // Root cannot use Chromium's sandbox, and there is no display: neither is the host's business.
  const wrapper = join(folder, 'browser.sh');
  const lines = [
    '#!/bin/sh',
    `echo "$@" > ${folder}/arguments`,
    `echo $$ > ${folder}/pid`,
    `exec ${chromium} --headless --no-sandbox --disable-gpu "$@"`,
  ];
  writeFileSync(wrapper, `${lines.join('\n')}\n`);
  chmodSync(wrapper, 0o755);
  const data = join(folder, 'data');
  const { out, ended, firstLine } = run(
    folder,
    ['--port=0', `--data-dir=${data}`],
    { NAILWALL_BROWSER: wrapper },
    pages,
  );
  expect(await firstLine()).toBe('Nailwall is ready in a window of its own.');
  const redirects = () => readdirSync(join(data, 'browser')).filter((name) => name.startsWith('launch-'));
  // The file goes away when the page has exchanged its token.
  await vi.waitFor(() => expect(redirects()).toEqual([]), { timeout: 30_000, interval: 20 });
  expect(statSync(join(data, 'browser')).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, 'arguments'), 'utf8')).not.toContain('launch=');
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    expect(commandLineOf(pid)).not.toMatch(/#launch=[\w-]{43}/);
  }
  expect(out).toHaveLength(1);
  process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')));
  expect(await ended).toBe(0);
  // Chromium took its settings over: it offers to save no passphrase, and remembers no field.
  const profile = join(data, 'browser', 'profile', 'Default', 'Preferences');
  expect(JSON.parse(readFileSync(profile, 'utf8'))).toMatchObject({
    credentials_enable_service: false,
    autofill: { profile_enabled: false },
  });
  expect(statSync(join(data, 'browser', 'profile')).mode & 0o777).toBe(0o700);
}, 60_000);
