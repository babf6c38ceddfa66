import type { ContractTransport } from '#core/contract';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { usualCaptureKeys } from '../../../../src/main/hosts/electron/capture-keys.ts';
import { nodeClock, openServices } from '../../../../src/main/services/index.ts';
import { type Double, type LaunchOptions, launchDouble, runDouble } from '../../../electron-double/launch.ts';
import { buildStandIn } from './shell.ts';

declare global {
  interface Window {
    readonly nailwall: ContractTransport;
    readonly state: { heard: [string, unknown[]][]; failed: string | null; silent: boolean };
  }
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let out: string;
const running = new Set<Double>();

beforeAll(async () => {
  out = await buildStandIn();
});

afterAll(() => rm(out, { recursive: true }));

async function launch(options: Partial<LaunchOptions> = {}): Promise<Double> {
  const dataDir = options.dataDir ?? (await newFolder());
  const double = await launchDouble({ out, ...options, dataDir });
  running.add(double);
  await double.page.locator('body[data-ready]').waitFor();
  return double;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'nailwall-host-'));
}

async function killAll(): Promise<void> {
  await Promise.all([...running].map((double) => double.kill()));
  running.clear();
}

function heard(double: Double): Promise<[string, unknown[]][]> {
  return double.page.evaluate(() => window.state.heard);
}

describe('a window that is open', () => {
  let double: Double;
  beforeAll(async () => {
    double = await launch();
  });
  afterAll(killAll);

  test('runs under the scheme and the options that were decided', async () => {
    const { schemes, switches, windows, spelling } = await double.recorded();
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
    expect(switches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND']);
    expect(spelling).toEqual({ enabled: false, languages: [] });
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({
      title: 'Nailwall',
      visible: true,
      webRtcPolicy: 'disable_non_proxied_udp',
      options: { webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, devTools: false } },
    });
  });

  test('gets two functions from the preload, which it cannot change, and nothing else', async () => {
    const seen = await double.page.evaluate(() => ({
      keys: Object.keys(window.nailwall),
      frozen: Object.isFrozen(window.nailwall),
      globals: ['require', 'process', 'module', 'Buffer', 'electronDoubleCall'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ keys: ['invoke', 'subscribe'], frozen: true, globals: [] });
  });

  test('reaches its host by the calls of the contract, and by no other name', async () => {
    const reply = await double.page.evaluate(() => window.nailwall.invoke('app.describe', undefined));
    expect(reply).toMatchObject({ ok: true, value: { kind: 'electron', capabilities: { keychain: true } } });
    const refused = await double.page.evaluate(async () => {
      const failures: string[] = [];
      await window.nailwall
        .invoke('replica.drop', {})
        .catch((error: unknown) => failures.push((error as Error).message));
      try {
        window.nailwall.subscribe('electron', () => undefined);
      } catch (error) {
        failures.push((error as Error).message);
      }
      return failures;
    });
    expect(refused).toEqual(['Not a call of the host contract.', 'Not an event of the host contract.']);
  });

  test('hears that an argument does not fit, by code', async () => {
    const reply = await double.page.evaluate(() => window.nailwall.invoke('app.openExternal', { url: 5 }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'input/invalid' } });
  });

  test('is refused when it asks from a frame within it', async () => {
    const { page } = double;
    await page.evaluate(() => document.body.append(document.createElement('iframe')));
    const protocol = await page.context().newCDPSession(page);
    const worlds: { id: number; name: string; auxData?: { frameId?: string } }[] = [];
    protocol.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
    await protocol.send('Runtime.enable');
    const { frameTree } = await protocol.send('Page.getFrameTree');
    const inner = worlds.find(
      ({ name, auxData }) => name === 'electron-double-preload' && auxData?.frameId !== frameTree.frame.id,
    );
    const { result } = await protocol.send('Runtime.evaluate', {
      ...{ contextId: inner?.id ?? -1, awaitPromise: true },
      expression: `new Promise((resolve) => {
        globalThis.electronDoubleSettle = resolve;
        electronDoubleCall(JSON.stringify({ id: 1, channel: 'app.describe', args: [{ $: 'undefined' }] }));
      })`,
    });
    expect(result.value).toContain('host/refused');
    expect(result.value).toContain('sub-frame');
    expect(result.value).not.toContain('dataFolder');
  });

  test('runs no script but its own', async () => {
    const ran = await double.page.evaluate(async () => {
      const results: string[] = [];
      // Until its first pause a debugger's own script may evaluate, whatever the policy says.
      await fetch('/page.js');
      const attempt = (name: string, act: () => unknown) => {
        try {
          act();
          results.push(name);
        } catch {
          // Refused, as it should be.
        }
      };
      attempt('eval', () => (0, eval)('1'));
      attempt('function', () => (Reflect.construct(Function, ['return 1']) as () => number)());
      attempt('html', () => (document.body.innerHTML = '<p>x</p>'));
      const script = document.createElement('script');
      attempt('script', () => (script.text = 'window.ran = true'));
      await fetch('https://example.com/').then(
        () => results.push('fetch'),
        () => undefined,
      );
      return [...results, ...('ran' in window ? ['inline'] : [])];
    });
    expect(ran).toEqual([]);
  });

  test('finds nothing outside its own pages', async () => {
    const statuses = await double.page.evaluate(async () => {
      const paths = ['/page.js', '/..%2fmain%2findex.js', '/%2e%2e%2fpreload/index.cjs', '/.env', '/absent'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
    const post = await double.page.evaluate(async () => (await fetch('/', { method: 'POST', body: 'x' })).status);
    expect(post).toBe(405);
  });

  test('stays where it is, and opens no window', async () => {
    const { page, electron } = double;
    await page.evaluate(() => void (location.href = 'https://example.com/'));
    await vi.waitFor(async () => {
      const denied = { url: 'https://example.com/', allowed: false };
      expect((await double.recorded()).windows[0]?.navigations).toEqual([denied]);
    });
    await page.evaluate(() => void window.open('/index.html'));
    await electron.answer(1);
    await page.evaluate(() => void window.open('https://findahelpline.com/'));
    await vi.waitFor(async () =>
      expect((await double.recorded()).openedOutside).toEqual(['https://findahelpline.com/']),
    );
    const { windows, leaked, questions } = await double.recorded();
    expect(windows).toHaveLength(1);
    expect(windows[0]?.opened).toEqual([
      { url: 'app://nailwall/index.html', action: 'deny' },
      { url: 'https://findahelpline.com/', action: 'deny' },
    ]);
    expect(questions).toHaveLength(1);
    expect(leaked).toEqual([]);
    expect(await page.evaluate(() => document.body.dataset['ready'])).toBe('true');
  });

  test('has the three permissions and no other', async () => {
    const states = await double.page.evaluate(async () => {
      const names = ['notifications', 'clipboard-write', 'geolocation', 'clipboard-read', 'camera'];
      const state = (name: string) => navigator.permissions.query({ name: name as PermissionName });
      return Promise.all(names.map(async (name) => (await state(name)).state === 'granted'));
    });
    expect(states).toEqual([true, true, false, false, false]);
  });

  test('hears of sleep, locked screens and captures, without the event object', async () => {
    const { electron } = double;
    await electron.suspend();
    await electron.lockScreen();
    await electron.pressTrayItem('Lock');
    await electron.minimize();
    await electron.pressShortcut(usualCaptureKeys);
    await electron.pressTrayItem('Log a no…');
    await vi.waitFor(async () => expect(await heard(double)).toHaveLength(5));
    expect(await heard(double)).toEqual([
      ['app.lock', [{ reason: 'suspend' }]],
      ['app.lock', [{ reason: 'screen' }]],
      ['app.lock', [{ reason: 'shortcut' }]],
      ['app.capture', [{}]],
      ['app.capture', [{}]],
    ]);
    expect((await double.recorded()).windows[0]?.focused).toBe(2);
  });

  test('makes a PDF of exactly one sheet, also after a job that failed', async () => {
    const ask = (channel: string, argument: object) =>
      double.page.evaluate(([name, value]) => window.nailwall.invoke(name, value), [channel, argument] as const);
    const sheet = { widthMm: 420, heightMm: 594 };
    await double.electron.failNextPdf('Failed to generate PDF');
    expect(await ask('print.toPdf', sheet)).toMatchObject({ ok: false, error: { code: 'host/print-failed' } });
    const { value } = (await ask('print.toPdf', sheet)) as { value: { transfer: string } };
    const pdf = await ask('replica.pullChunk', { transfer: value.transfer, index: 0 });
    const text = Buffer.from(Object.values((pdf as { value: object }).value)).toString('latin1');
    const [, width, height] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? [];
    expect([Number(width) / 72, Number(height) / 72].map((inches) => Math.round(inches * 25.4))).toEqual([420, 594]);
  });

  test('brings its window forward when the app is started again', async () => {
    const before = (await double.recorded()).windows[0]?.focused ?? 0;
    const dataDir = ((await double.recorded()).paths['userData'] ?? '').replace(/\/electron$/, '');
    const second = await runDouble({ out, dataDir });
    expect(second.code).toBe(0);
    expect(second.log).toContain('already open');
    await vi.waitFor(async () => expect((await double.recorded()).windows[0]?.focused).toBe(before + 1));
  });
});

describe('a life of the app', () => {
  afterEach(killAll);

  test('what was acknowledged is there after a power cut', async () => {
    const dataDir = await newFolder();
    const vault = new Y.Doc();
    vault.getArray('log').push([crypto.getRandomValues(new Uint8Array(60_000)), new Uint8Array(1_500_000)]);
    const update = Buffer.from(Y.encodeStateAsUpdate(vault)).toString('base64');
    const first = await launch({ dataDir });
    const durable = await first.page.evaluate(async (text) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const ask = async (channel: string, argument: unknown) => {
        const reply = (await window.nailwall.invoke(channel, argument)) as {
          ok: boolean;
          value: Record<string, unknown>;
        };
        if (!reply.ok) throw new Error(JSON.stringify(reply));
        return reply.value;
      };
      const size = 1024 * 1024;
      const chunks = Math.ceil(bytes.length / size);
      const { transfer } = await ask('replica.push', { bytes: bytes.length, chunks });
      const answers: unknown[] = [];
      for (let index = 0; index < chunks; index++) {
        const part = bytes.slice(index * size, (index + 1) * size);
        answers.push((await ask('replica.pushChunk', { transfer, index, bytes: part }))['durable']);
      }
      return answers;
    }, update);
    expect(durable).toEqual([false, true]);
    await first.kill();
    const second = await launch({ dataDir });
    const vector = await second.page.evaluate(async () => {
      const reply = (await window.nailwall.invoke('replica.stateVector', undefined)) as { value: Uint8Array };
      return { bytes: [...reply.value], own: reply.value instanceof Uint8Array };
    });
    expect(vector).toEqual({ bytes: [...Y.encodeStateVector(vault)], own: true });
  });

  test('quitting waits for the page, shows what failed, and goes on when it is mended', async () => {
    const double = await launch();
    await double.page.evaluate(() => void (window.state.failed = 'storage/full'));
    await double.electron.quit();
    await vi.waitFor(async () => expect((await double.recorded()).questions).toHaveLength(1));
    expect((await double.recorded()).questions[0]).toMatchObject({
      message: 'Your last changes are not saved yet.',
      buttons: ['Try again', 'Go back', 'Quit anyway'],
    });
    expect((await heard(double)).map(([name]) => name)).toEqual(['app.flush']);
    await double.page.evaluate(() => void (window.state.failed = null));
    await double.electron.closeWindow();
    expect(await double.exited()).toBe(0);
  });

  test('a shutdown is held back until everything is saved', async () => {
    const double = await launch();
    expect(await double.electron.shutdown()).toBe(true);
    expect(await double.exited()).toBe(0);
  });

  test('locking loads the page again, with a session of its own', async () => {
    const double = await launch();
    await double.page.evaluate(() => void (window.state.failed = 'old page'));
    const reply = double.page.evaluate(() => window.nailwall.invoke('app.reload', undefined));
    await vi.waitFor(async () => {
      const failed = await double.page.evaluate(() => window.state.failed).catch(() => 'loading');
      expect(failed).toBeNull();
    });
    // The answer may or may not outrun the reload; it must not be a refusal.
    await reply.then(
      (value) => expect(value).toEqual({ ok: true, value: { launch: null } }),
      (error: unknown) => expect(String(error)).toMatch(/navigation|destroyed/),
    );
    // By turns under two names, which share no process.
    expect((await double.recorded()).windows[0]?.loads).toEqual(['app://nailwall/', 'app://nailwall/anew']);
    await double.close();
    expect(await double.exited()).toBe(0);
  });

  test('a page whose process is gone comes back', async () => {
    const double = await launch();
    await double.electron.crashPage();
    await vi.waitFor(
      async () => {
        const described = await double
          .currentPage()
          .evaluate(() => window.nailwall.invoke('app.describe', undefined) as Promise<{ ok: boolean }>);
        expect(described.ok).toBe(true);
      },
      { timeout: 20_000 },
    );
    expect(double.log()).toContain("The window's process is gone: crashed.");
    // Only a page that has come up can answer whether it has saved everything.
    await double.currentPage().locator('body[data-ready]').waitFor();
    await double.close();
  });

  test('after three crashes of the graphics process the next start does without', async () => {
    const dataDir = await newFolder();
    const first = await launch({ dataDir });
    for (let crash = 0; crash < 3; crash++) await first.electron.crashGpu();
    await first.close();
    const second = await launch({ dataDir });
    expect((await second.recorded()).hardwareAcceleration).toBe(false);
  });

  test('a data folder that another process holds is left alone, with a clear message', async () => {
    const dataDir = await newFolder();
    const holder = await openServices({
      ...{ dataFolder: dataDir, version: '0', kind: 'loopback', demo: false, clock: nodeClock },
      capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
      secretStore: {
        read: () => Promise.resolve(null),
        write: () => Promise.resolve(),
        clear: () => Promise.resolve(),
      },
      openExternal: () => Promise.resolve(),
      reload: () => Promise.resolve({ launch: null }),
      log: () => undefined,
    });
    const { code, log } = await runDouble({ out, dataDir });
    expect(code).toBe(1);
    expect(log).toContain('storage/busy');
    expect(log).not.toContain(dataDir);
    await holder.close();
    const double = await launch({ dataDir });
    await double.close();
  });

  test('a keychain in name only is not offered', async () => {
    const double = await launch({ env: { DOUBLE_KEYCHAIN: 'basic_text' } });
    const reply = await double.page.evaluate(() => window.nailwall.invoke('app.describe', undefined));
    expect(reply).toMatchObject({ value: { capabilities: { keychain: false } } });
  });

  test('a secret outlives the app, until the keychain is another one', async () => {
    const dataDir = await newFolder();
    const first = await launch({ dataDir });
    await first.page.evaluate(() => window.nailwall.invoke('secret.write', { secret: new Uint8Array(32).fill(7) }));
    await first.close();
    const read = async (backend: string) => {
      const double = await launch({ dataDir, env: { DOUBLE_KEYCHAIN: backend } });
      const reply = await double.page.evaluate(() => window.nailwall.invoke('secret.read', undefined));
      await double.close();
      return reply;
    };
    expect(await read('gnome_libsecret')).toEqual({ ok: true, value: new Uint8Array(32).fill(7) });
    expect(await read('kwallet6')).toMatchObject({ ok: false, error: { code: 'storage/secret-lost' } });
  });

  test('a demonstration leaves no journal behind', async () => {
    const double = await launch({ args: ['--demo'] });
    const { paths } = await double.recorded();
    const data = (paths['userData'] ?? '').replace(/electron$/, 'data');
    const reply = await double.page.evaluate(() => window.nailwall.invoke('app.describe', undefined));
    expect(reply).toMatchObject({ value: { demo: true, dataFolder: data } });
    await double.close();
    expect(existsSync(data)).toBe(false);
  });
});
