import type { BrowserWindowConstructorOptions } from 'electron';
import type { WindowSurface } from '../../src/main/hosts/electron/surface.ts';
import { DoubleContents } from './contents.ts';
import { DoubleEvent, Events } from './events.ts';

/** `BrowserWindow` without a screen: what it was made with, and whether it would be seen. */
export class DoubleWindow extends Events implements WindowSurface {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new DoubleContents();
  visible: boolean;
  focused = 0;
  minimized = false;
  /** The person is in it. */
  hasFocus = false;
  title: string;
  /** Addresses it was told to load. */
  readonly loads: string[] = [];
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.visible = options.show ?? true;
    this.title = options.title ?? '';
  }

  async loadURL(url: string): Promise<void> {
    this.loads.push(url);
    await this.webContents.backing?.load(url);
  }

  show(): void {
    this.visible = true;
  }

  focus(): void {
    this.focused++;
  }

  restore(): void {
    this.minimized = false;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isFocused(): boolean {
    return this.hasFocus;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** As by the window's own button: a listener may hold it back. */
  close(): void {
    if (this.#destroyed || this.emitPreventable('close')) return;
    this.#destroyed = true;
    this.webContents.destroyed = true;
    this.emit('closed', new DoubleEvent());
  }

  /** The page took a title of its own. */
  takeTitle(title: string): void {
    if (!this.emitPreventable('page-title-updated', {}, title, true)) this.title = title;
  }
}
