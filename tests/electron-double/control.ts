/** The test's hand in the process that plays Electron: makes things happen, and reads what was passed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  dialog,
  globalShortcut,
  ipcMain,
  Notification,
  powerMonitor,
  safeStorage,
  schemes,
  session,
  shell,
  stage,
  trays,
  windows,
} from './electron.ts';

/** What has been passed to Electron so far, as data. */
export function readRecorded() {
  return {
    schemes,
    switches: app.switches,
    hardwareAcceleration: app.hardwareAcceleration,
    paths: Object.fromEntries(app.paths),
    channels: ipcMain.channels,
    windows: windows.map(({ options, visible, focused, title, loads, webContents }) => ({
      ...{ options, visible, focused, title, loads },
      sent: webContents.sent.map(({ channel }) => channel),
      opened: webContents.opened,
      navigations: webContents.navigations,
      reloads: webContents.reloads,
      pdfs: webContents.pdfs,
      webRtcPolicy: webContents.webRtcPolicy,
    })),
    spelling: session.defaultSession.spelling,
    questions: dialog.asked.map(({ message, detail, buttons }) => ({ message, detail, buttons })),
    errors: dialog.errors,
    openedOutside: shell.opened,
    shortcuts: globalShortcut.accelerators,
    notices: Notification.shown.map(({ options, open }) => ({ ...options, open })),
    trays: trays.map(({ toolTip, menu }) => ({ toolTip, labels: menu?.items.map(({ label }) => label ?? '') ?? [] })),
    leaked: stage.leaked,
    cancelled: stage.cancelled,
  };
}

export type Recorded = ReturnType<typeof readRecorded>;

/** Everything a test can make happen. */
export const commands = {
  recorded: () => readRecorded(),
  /** The port on which the test reaches the same Chromium. */
  port: () => Number(readFileSync(join(app.getPath('userData'), 'DevToolsActivePort'), 'utf8').split('\n')[0]),
  suspend: () => powerMonitor.emit('suspend'),
  /** The machine wakes, so many ms later by its clock. */
  resume: (laterMs: number) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + laterMs;
    powerMonitor.emit('resume');
  },
  lockScreen: () => powerMonitor.emit('lock-screen'),
  setIdle: (state: 'active' | 'idle' | 'locked') => void (powerMonitor.idleState = state),
  /** Returns whether the host held the shutdown back until it has saved. */
  shutdown: () => powerMonitor.emitPreventable('shutdown'),
  endSession: () => windows.map((window) => window.emitPreventable('query-session-end', { reasons: ['shutdown'] })),
  pressShortcut: (accelerator: string) => globalShortcut.press(accelerator),
  /** Another program holds these keys. */
  holdShortcut: (accelerator: string) => void globalShortcut.taken.add(accelerator),
  clickNotice: () => Notification.shown.at(-1)?.emit('click'),
  setFocus: (hasFocus: boolean) => windows.forEach((window) => (window.hasFocus = hasFocus)),
  clickTray: () => trays[0]?.emit('click'),
  pressTrayItem: (label: string) => trays[0]?.menu?.press(label),
  /** The next question gets this button. */
  answer: (button: number) => void dialog.answers.push(button),
  setKeychain: (backend: string) => void (safeStorage.backend = backend),
  crashGpu: () => app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139 }),
  crashPage: () => windows.at(-1)?.webContents.backing?.crash(),
  minimize: () => windows.forEach((window) => (window.minimized = true)),
  closeWindow: () => windows.at(-1)?.close(),
  failNextPdf: (why: string) => void windows.at(-1)?.webContents.pdfFailures.push(why),
  quit: () => app.quit(),
} as const;

export type Commands = typeof commands;
export interface Order {
  readonly id: number;
  readonly name: keyof Commands;
  readonly args: readonly unknown[];
}
export interface Outcome {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

export function serveControl(): void {
  process.on('message', (message) => void obey(message as Order));
}

async function obey({ id, name, args }: Order): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = { id, value: await (commands[name] as (...args: readonly unknown[]) => unknown)(...args) };
  } catch (error) {
    outcome = { id, error: String(error) };
  }
  process.send?.(outcome);
}
