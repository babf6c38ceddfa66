/** The real loopback host as a process, and a page whose browser is Node. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished, vi } from 'vitest';
import type { WebSocket as NodeWebSocket } from 'ws';
import type { Page, Socket } from '../../../src/renderer/host/index.ts';

// By Node's own rules: a bundler for browsers would pick the package's empty stand-in.
const { WebSocket } = createRequire(import.meta.url)('ws') as { WebSocket: typeof NodeWebSocket };

export interface RunningHost {
  readonly child: ChildProcess;
  readonly port: number;
  readonly origin: string;
  /** Everything it printed; the first line holds the first address. */
  readonly lines: string[];
  launch(): string;
  kill(): Promise<void>;
}

export const hostScript = join(import.meta.dirname, '../../main/hosts/loopback/host.child.ts');

export async function runHost(script: string, pages: string, dataDir: string, port = 0): Promise<RunningHost> {
  const args = [script, pages, '--no-open', `--port=${port}`, `--data-dir=${dataDir}`];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const first = await vi.waitFor(() => lines[0] ?? Promise.reject(new Error('not ready')), {
    timeout: 20_000,
    interval: 10,
  });
  const { origin, port: chosen } = new URL(first.split(': ')[1] ?? '');
  return {
    child,
    port: Number(chosen),
    origin,
    lines,
    launch: () => lines.at(-1)?.split('#')[1] ?? '',
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

export interface TestPage extends Page {
  readonly location: Page['location'] & { hash: string };
  readonly replaced: unknown[];
  readonly sockets: NodeWebSocket[];
  /** Paths that were loaded anew. */
  readonly loads: string[];
  /** Presses the reload key. */
  pressReload(): void;
}

export function pageAt(origin: string, hash: string): TestPage {
  const sockets: NodeWebSocket[] = [];
  const replaced: unknown[] = [];
  const { host } = new URL(origin);
  let onReload = (): void => undefined;
  const page: TestPage = {
    bridge: undefined,
    location: {
      hash: hash === '' ? '' : `#${hash}`,
      host,
      pathname: '/',
      search: '',
      reload: () => undefined,
      replace: (address) => {
        const { pathname, hash: next } = new URL(address, origin);
        Object.assign(page.location, { pathname, hash: next.slice(1) });
        page.loads.push(pathname);
      },
    },
    history: {
      replaceState: (_data, _title, url) => {
        replaced.push(url);
        page.location.hash = '';
      },
    },
    scheduler: {
      after: (ms, task) => {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
    },
    fetch: (path, init) =>
      fetch(`${origin}${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), Origin: origin } }),
    openSocket: (url) => {
      const socket = new WebSocket(url, { origin });
      sockets.push(socket);
      // A browser reports a failed connection by `close` alone.
      socket.on('error', () => undefined);
      return socket as unknown as Socket;
    },
    onReloadKey: (reload) => (onReload = reload),
    replaced,
    sockets,
    loads: [],
    pressReload: () => onReload(),
  };
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
  });
  return page;
}
