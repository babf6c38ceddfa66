import type { MenuItemConstructorOptions, MessageBoxOptions } from 'electron';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type {
  CallEvent,
  DialogSurface,
  IpcSurface,
  KeychainSurface,
  NoticeSurface,
  PowerSurface,
  ShortcutSurface,
  TraySurface,
} from '../../src/main/hosts/electron/surface.ts';
import { Events } from './events.ts';
import type { DoubleWindow } from './window.ts';

export class DoublePower extends Events implements PowerSurface {
  idleState: 'active' | 'idle' | 'locked' | 'unknown' = 'active';
  /** Spans that were asked about, s. */
  readonly asked: number[] = [];

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown' {
    // As Electron does: a span that is no positive number is refused.
    if (!(idleThreshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0');
    this.asked.push(idleThreshold);
    return this.idleState;
  }
}

type Handler = (event: CallEvent, ...args: unknown[]) => Promise<unknown>;

export class DoubleIpc implements IpcSurface {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  get channels(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  async call(event: CallEvent, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

/** Answers with what a test put in line, else as if the person had pressed Escape. */
export class DoubleDialog implements DialogSurface<DoubleWindow> {
  readonly asked: MessageBoxOptions[] = [];
  readonly errors: { readonly title: string; readonly content: string }[] = [];
  readonly answers: number[] = [];

  showMessageBox(_window: DoubleWindow, options: MessageBoxOptions): Promise<{ response: number }> {
    this.asked.push(options);
    return Promise.resolve({ response: this.answers.shift() ?? options.cancelId ?? 0 });
  }

  showErrorBox(title: string, content: string): void {
    this.errors.push({ title, content });
  }
}

export class DoubleShell {
  readonly opened: string[] = [];

  openExternal(url: string): Promise<void> {
    this.opened.push(url);
    return Promise.resolve();
  }
}

export class DoubleShortcuts implements ShortcutSurface {
  readonly #registered = new Map<string, () => void>();
  /** Accelerators that another program holds. */
  readonly taken = new Set<string>();

  register(accelerator: string, callback: () => void): boolean {
    // As Electron does for what is no accelerator.
    if (!/^(\w+\+)*[\w/]+$/.test(accelerator)) throw new TypeError('Error processing argument at index 0');
    if (this.taken.has(accelerator) || this.#registered.has(accelerator)) return false;
    this.#registered.set(accelerator, callback);
    return true;
  }

  unregister(accelerator: string): void {
    this.#registered.delete(accelerator);
  }

  unregisterAll(): void {
    this.#registered.clear();
  }

  get accelerators(): readonly string[] {
    return [...this.#registered.keys()];
  }

  press(accelerator: string): void {
    const callback = this.#registered.get(accelerator);
    if (!callback) throw new Error(`Nobody listens to ${accelerator}.`);
    callback();
  }
}

export class DoubleMenu {
  readonly items: readonly MenuItemConstructorOptions[];

  constructor(items: readonly MenuItemConstructorOptions[]) {
    this.items = items;
  }

  /** Presses the item with this label; a click gets none of what Electron would hand it. */
  press(label: string): void {
    const item = this.items.find((candidate) => candidate.label === label);
    if (!item?.click) throw new Error(`No item is called ${label}.`);
    (item.click as () => void)();
  }
}

export class DoubleMenus {
  application: DoubleMenu | null = null;

  buildFromTemplate(template: MenuItemConstructorOptions[]): DoubleMenu {
    return new DoubleMenu(template);
  }

  setApplicationMenu(menu: DoubleMenu): void {
    this.application = menu;
  }
}

export interface DoubleImage {
  readonly url: string;
}

export class DoubleTray extends Events implements TraySurface<DoubleMenu> {
  toolTip = '';
  menu: DoubleMenu | null = null;
  destroyed = false;
  readonly image: DoubleImage;

  constructor(image: DoubleImage) {
    super();
    this.image = image;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setContextMenu(menu: DoubleMenu): void {
    this.menu = menu;
  }

  destroy(): void {
    this.destroyed = true;
  }
}

/** `Notification`, which the test looks at and presses. */
export class DoubleNotice extends Events implements NoticeSurface {
  static readonly shown: DoubleNotice[] = [];
  readonly options: { readonly title: string; readonly body: string };
  open = false;

  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.options = options;
  }

  static isSupported(): boolean {
    return process.env['DOUBLE_NOTIFICATIONS'] !== '0';
  }

  show(): void {
    this.open = true;
    DoubleNotice.shown.push(this);
  }

  close(): void {
    this.open = false;
  }
}

/** `safeStorage` with a keychain of the given name; each name has a key of its own. */
export class DoubleKeychain implements KeychainSurface {
  backend: string;
  available = true;
  shouldReEncrypt = false;

  constructor(backend: string) {
    this.backend = backend;
  }

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available);
  }

  getSelectedStorageBackend(): string {
    return this.backend;
  }

  encryptStringAsync(plainText: string): Promise<Buffer> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(), nonce);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
  }

  async decryptStringAsync(encrypted: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    const decipher = createDecipheriv('aes-256-gcm', this.#key(), encrypted.subarray(0, 12));
    decipher.setAuthTag(encrypted.subarray(12, 28));
    const result = Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]).toString('utf8');
    return Promise.resolve({ shouldReEncrypt: this.shouldReEncrypt, result });
  }

  #key(): Buffer {
    return createHash('sha256').update(`double keychain ${this.backend}`).digest();
  }
}
