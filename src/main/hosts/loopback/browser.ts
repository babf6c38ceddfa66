/** Opens an installed Chromium, Chrome or Edge as a window of this app, with nothing of its own to say to anyone. */
import { type Bytes, coded, type Random, utf8ToBytes } from '#core/base';
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomically } from '../../storage/index.ts';

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

type Env = Readonly<Record<string, string | undefined>>;

function usualPlaces(env: Env, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    const programs = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ];
    return roots.flatMap((root) => programs.map((parts) => join(root, ...parts)));
  }
  const folders = new Set([...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']);
  return linuxNames.flatMap((name) =>
    [...folders].filter((folder) => folder !== '').map((folder) => join(folder, name)),
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program file of a browser that can show the app, or null; `NAILWALL_BROWSER` names another. */
export function findBrowser(env: Env = process.env, platform: NodeJS.Platform = process.platform): string | null {
  return env['NAILWALL_BROWSER'] ?? usualPlaces(env, platform).find(isExecutable) ?? null;
}

/** What the browser is started with; the launch token is not among it, since every account may read a command line. */
export function browserArguments(profile: string, redirect: string): string[] {
  return [
    `--user-data-dir=${profile}`,
    `--app=${pathToFileURL(redirect).href}`,
    // Chromium calls home on its own account, whatever else is switched off.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--no-proxy-server',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--disable-features=AutofillServerCommunication,MediaRouter,OptimizationHints,Translate',
    '--metrics-recording-only',
  ];
}

/** A page that leads on to `address` by itself; no script, so that no policy of files can stop it. */
function redirectPage(address: string): Bytes {
  const quoted = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return utf8ToBytes(
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Nailwall</title>` +
      `<meta http-equiv="refresh" content="0; url=${quoted}">\n`,
  );
}

const redirectName = /^launch-\w+\.html$/;

/** Keeps the files that carry a launch token from the host to the browser, readable by this account only. */
export class Redirects {
  readonly #folder: string;
  readonly #random: Random;

  private constructor(folder: string, random: Random) {
    this.#folder = folder;
    this.#random = random;
  }

  /** Also removes what a host that was killed left behind. */
  static async create(folder: string, random: Random): Promise<Redirects> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const redirects = new Redirects(folder, random);
    await redirects.removeAll();
    return redirects;
  }

  async write(address: string): Promise<string> {
    const path = join(this.#folder, `launch-${Buffer.from(this.#random(8)).toString('hex')}.html`);
    await writeFileAtomically(path, redirectPage(address), this.#random);
    return path;
  }

  async removeAll(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => redirectName.test(name));
    await Promise.all(names.map((name) => rm(join(this.#folder, name), { force: true })));
  }
}

/** Starts the browser; resolves once it runs. Throws host/unavailable when it cannot be started. */
export function startBrowser(program: string, args: readonly string[]): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    // Its chatter is not for the person's terminal, and could quote addresses.
    const child = spawn(program, [...args], { stdio: 'ignore' });
    child.once('spawn', () => resolve(child));
    child.once('error', (error) => reject(coded('host/unavailable', { what: 'browser' }, error)));
  });
}
