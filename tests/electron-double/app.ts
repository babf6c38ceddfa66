import type { AppSurface } from '../../src/main/hosts/electron/surface.ts';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DoubleEvent, Events } from './events.ts';
import { isAlive } from './processes.ts';
import type { DoubleWindow } from './window.ts';

export interface AppPorts {
  readonly packaged: boolean;
  readonly locale: string;
  /** Ends the process, after the browser. */
  end(code: number): void;
}

/** `app`: readiness, the folders, one instance, and the order of events on the way out. */
export class DoubleApp extends Events implements AppSurface {
  readonly isPackaged: boolean;
  readonly switches: [name: string, value: string | undefined][] = [];
  readonly paths = new Map<string, string>();
  readonly windows = new Set<DoubleWindow>();
  hardwareAcceleration = true;
  readonly #ports: AppPorts;
  readonly #ready: Promise<void>;
  #resolveReady: () => void = () => undefined;
  #isReady = false;
  #quitting = false;
  #lock: string | null = null;

  constructor(ports: AppPorts) {
    super();
    this.#ports = ports;
    this.#ready = new Promise((resolve) => (this.#resolveReady = resolve));
    this.isPackaged = ports.packaged;
    this.paths.set('temp', tmpdir());
  }

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      if (this.#isReady) throw new Error(`--${name} comes too late: the app is ready.`);
      this.switches.push([name, value]);
    },
  };

  /** As in Electron: not before the entry has been run to its end. */
  becomeReady(): void {
    this.#isReady = true;
    this.emit('ready');
    this.#resolveReady();
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  getVersion(): string {
    return '0.1.0';
  }

  getLocale(): string {
    return this.#ports.locale;
  }

  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`No path is known for ${name}.`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (!statSync(path).isDirectory()) throw new Error(`${path} is no folder.`);
    this.paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath('userData'), 'double-instance');
    const holder = readHolder(path);
    if (holder !== null && holder !== process.pid && isAlive(holder)) {
      writeFileSync(`${path}-argv`, JSON.stringify([process.argv, process.cwd()]));
      process.kill(holder, 'SIGUSR2');
      return false;
    }
    mkdirSync(this.getPath('userData'), { recursive: true });
    writeFileSync(path, String(process.pid));
    this.#lock = path;
    process.on('SIGUSR2', () => {
      const [argv, folder] = JSON.parse(readFileSync(`${path}-argv`, 'utf8')) as [string[], string];
      this.emit('second-instance', new DoubleEvent(), argv, folder);
    });
    return true;
  }

  disableHardwareAcceleration(): void {
    if (this.#isReady) throw new Error('The app is ready already.');
    this.hardwareAcceleration = false;
  }

  quit(): void {
    if (this.#quitting || this.emitPreventable('before-quit')) return;
    this.#quitting = true;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size > 0) this.#quitting = false;
    else this.#finish();
  }

  /** A window has gone; the last one that went outside a quit is told of. */
  windowClosed(window: DoubleWindow): void {
    this.windows.delete(window);
    if (this.windows.size === 0 && !this.#quitting) this.emit('window-all-closed');
  }

  exit(code = 0): void {
    if (this.#lock !== null) rmSync(this.#lock, { force: true });
    this.emit('quit', new DoubleEvent(), code);
    this.#ports.end(code);
  }

  #finish(): void {
    if (this.emitPreventable('will-quit')) this.#quitting = false;
    else this.exit(0);
  }
}

function readHolder(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
