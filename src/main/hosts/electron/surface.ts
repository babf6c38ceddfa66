/**
 * The part of Electron that this host uses, and no more. `main/index.ts` hands in the real module, so the compiler
 * checks this file against electron.d.ts there; tests/electron-double implements it for machines without Electron.
 */
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  Details,
  HandlerDetails,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OnBeforeRequestListenerDetails,
  PrintToPDFOptions,
  RenderProcessGoneDetails,
  WindowOpenHandlerResponse,
} from 'electron';

export interface Preventable {
  preventDefault(): void;
}

/** A frame as far as a call's sender is judged by it. */
export interface FrameSurface {
  readonly origin: string;
  readonly parent: FrameSurface | null;
}

export interface CallEvent {
  readonly sender: { readonly id: number };
  /** Null when the frame has gone or navigated meanwhile. */
  readonly senderFrame: FrameSurface | null;
}

export interface IpcSurface {
  handle(channel: string, listener: (event: CallEvent, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler(channel: string): void;
}

export interface AppSurface {
  readonly isPackaged: boolean;
  readonly commandLine: { appendSwitch(name: string, value?: string): void };
  whenReady(): Promise<void>;
  getVersion(): string;
  getLocale(): string;
  getPath(name: 'temp'): string;
  setPath(name: 'userData', path: string): void;
  requestSingleInstanceLock(): boolean;
  disableHardwareAcceleration(): void;
  quit(): void;
  exit(code?: number): void;
  on(event: 'second-instance', listener: (event: Preventable, argv: string[], folder: string) => void): unknown;
  on(event: 'open-file', listener: (event: Preventable, path: string) => void): unknown;
  on(event: 'window-all-closed' | 'will-quit' | 'quit', listener: () => void): unknown;
  on(event: 'before-quit', listener: (event: Preventable) => void): unknown;
  on(event: 'child-process-gone', listener: (event: Preventable, details: Details) => void): unknown;
  on(event: 'web-contents-created', listener: (event: Preventable, contents: ContentsSurface) => void): unknown;
}

interface Navigation extends Preventable {
  readonly url: string;
  readonly isMainFrame: boolean;
}

export interface ContentsSurface {
  readonly id: number;
  send(channel: string, news: unknown): void;
  reload(): void;
  isDestroyed(): boolean;
  printToPDF(options: PrintToPDFOptions): Promise<Uint8Array>;
  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void;
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void;
  on(event: 'did-navigate', listener: () => void): unknown;
  on(event: 'will-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-frame-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (details: Navigation) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  on(
    event: 'select-bluetooth-device',
    listener: (event: Preventable, devices: unknown[], callback: (deviceId: string) => void) => void,
  ): unknown;
  on(event: 'render-process-gone', listener: (event: Preventable, details: RenderProcessGoneDetails) => void): unknown;
}

export interface WindowSurface {
  readonly webContents: ContentsSurface;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  restore(): void;
  isMinimized(): boolean;
  isFocused(): boolean;
  isDestroyed(): boolean;
  on(event: 'close' | 'page-title-updated', listener: (event: Preventable) => void): unknown;
  on(event: 'query-session-end', listener: (event: Preventable) => void): unknown;
  once(event: 'ready-to-show', listener: () => void): unknown;
}

interface Permission {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string;
}

export interface SessionSurface {
  readonly protocol: { handle(scheme: string, handler: (request: Request) => Promise<Response>): void };
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: OnBeforeRequestListenerDetails, callback: (answer: { cancel: boolean }) => void) => void,
    ): void;
  };
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void, details: Permission) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, requestingOrigin: string, details: Permission) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setDisplayMediaRequestHandler(handler: (request: unknown, callback: (streams: null) => void) => void): void;
  setSpellCheckerEnabled(enable: boolean): void;
  setSpellCheckerLanguages(languages: string[]): void;
  on(event: 'will-download', listener: (event: Preventable, item: { getURL(): string }) => void): unknown;
  on(
    event: 'file-system-access-restricted',
    listener: (event: Preventable, details: unknown, callback: (action: 'deny') => void) => void,
  ): unknown;
}

export interface PowerSurface {
  on(event: 'suspend' | 'resume' | 'lock-screen', listener: () => void): unknown;
  on(event: 'shutdown', listener: (event?: Preventable) => void): unknown;
  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown';
}

export interface KeychainSurface {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ readonly shouldReEncrypt: boolean; readonly result: string }>;
  getSelectedStorageBackend(): string;
}

export interface DialogSurface<W> {
  showMessageBox(window: W, options: MessageBoxOptions): Promise<{ readonly response: number }>;
  showErrorBox(title: string, content: string): void;
}

export interface ShortcutSurface {
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
  unregisterAll(): void;
}

export interface NoticeSurface {
  show(): void;
  close(): void;
  on(event: 'click', listener: () => void): unknown;
}

export interface NoticesSurface {
  new (options: { readonly title: string; readonly body: string }): NoticeSurface;
  isSupported(): boolean;
}

export interface TraySurface<Menu> {
  setToolTip(text: string): void;
  setContextMenu(menu: Menu): void;
  on(event: 'click', listener: () => void): unknown;
  destroy(): void;
}

export interface MenuSurface<Menu> {
  buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
  setApplicationMenu(menu: Menu): void;
}

/** The whole of it. The type parameters are what Electron makes and takes back: windows, menus, images. */
export interface ElectronSurface<Window extends WindowSurface, Menu, Image> {
  readonly app: AppSurface;
  readonly protocol: { registerSchemesAsPrivileged(schemes: CustomScheme[]): void };
  readonly session: { readonly defaultSession: SessionSurface };
  readonly ipcMain: IpcSurface;
  readonly powerMonitor: PowerSurface;
  readonly safeStorage: KeychainSurface;
  readonly dialog: DialogSurface<Window>;
  readonly shell: { openExternal(url: string): Promise<void> };
  readonly globalShortcut: ShortcutSurface;
  readonly nativeImage: { createFromDataURL(url: string): Image };
  readonly Menu: MenuSurface<Menu>;
  readonly Notification: NoticesSurface;
  readonly Tray: new (image: Image) => TraySurface<Menu>;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => Window;
}
