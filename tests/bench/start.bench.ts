/** From the start of the built loopback host to its first screen, the memory of both processes, and what a build weighs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { buildIfStale } from '../../scripts/build.mjs';
import { inProject } from '../../scripts/project.mjs';
import { LoopbackHost } from '../e2e/fixtures/loopback-host.ts';

const rounds = 5;

/** Processes that have `text` in their command line, and what they hold alone (Pss), bytes; 0 where there is no /proc. */
function memoryOf(text: string): number {
  let sum = 0;
  for (const pid of processes()) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text)) continue;
      const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      sum += Number(pss?.[1] ?? 0) * 1024;
    } catch {
      // It ended in the meantime.
    }
  }
  return sum;
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ name }) => !name.endsWith('.map'))
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}

interface Started {
  readonly ms: number;
  readonly host: number;
  /** The process that draws the window, without the browser around it. */
  readonly window: number;
}

async function startOnce(): Promise<Started> {
  const all = mkdtempSync(path.join(tmpdir(), 'nailwall-bench-'));
  const [data, profile] = [path.join(all, 'data'), path.join(all, 'profile')];
  try {
    const begun = performance.now();
    const running = await new LoopbackHost({ all, data, profile }, {}).start([], () => undefined);
    await running.page.getByRole('button', { name: 'Go on' }).waitFor({ timeout: 300_000 });
    const ms = performance.now() - begun;
    const host = memoryOf(`--data-dir=${data}`);
    const { window } = await running.page.evaluate(() => ({
      window: (performance as unknown as { memory?: { totalJSHeapSize: number } }).memory?.totalJSHeapSize ?? 0,
    }));
    await running.quit(() => undefined);
    return { ms, host, window };
  } finally {
    rmSync(all, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function measure(): Promise<readonly Result[]> {
  await buildIfStale();
  await startOnce();
  const started: Started[] = [];
  for (let round = 0; round < rounds; round++) started.push(await startOnce());
  const of = (what: keyof Started) => median(started.map((each) => each[what]));
  const shared = { baseline: null, n: rounds };
  return [
    {
      ...shared,
      name: 'start.first',
      unit: 'ms',
      value: of('ms'),
      note: 'host and browser started, to the first screen',
    },
    { ...shared, name: 'start.memory.host', unit: 'bytes', value: of('host'), note: 'proportional set size (Linux)' },
    { ...shared, name: 'start.memory.window', unit: 'bytes', value: of('window'), note: 'JavaScript heap of the page' },
    {
      ...shared,
      name: 'start.installed',
      unit: 'bytes',
      value: sizeOf(inProject('out')),
      n: 1,
      note: 'the built app without maps, without node_modules and without a browser or Electron',
    },
  ];
}
