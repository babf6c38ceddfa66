import type { BrowserWindow, Menu, NativeImage } from 'electron';
import type * as electron from 'electron';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, expectTypeOf, test } from 'vitest';
import type { ElectronSurface } from '../../../../src/main/hosts/electron/surface.ts';

type Surface = ElectronSurface<BrowserWindow, Menu, NativeImage>;
type Real = typeof electron;

test('electron.d.ts offers all of the surface; one call more than it has, and the compiler objects', () => {
  expectTypeOf<Real>().toExtend<Surface>();
  expectTypeOf<Real>().not.toExtend<Surface & { readonly app: { whenever(): void } }>();
  expectTypeOf<Real>().not.toExtend<Surface & { readonly safeStorage: { encryptStringAsync(text: number): void } }>();
});

test('the host reaches neither crash reporter nor updater, and no network of Electron', () => {
  expectTypeOf<keyof Surface>().toEqualTypeOf<
    | ('app' | 'protocol' | 'session' | 'ipcMain' | 'powerMonitor' | 'safeStorage' | 'dialog' | 'shell')
    | ('globalShortcut' | 'nativeImage' | 'Menu' | 'Notification' | 'Tray' | 'BrowserWindow')
  >();
  const root = fileURLToPath(new URL('../../../../src', import.meta.url));
  const folders = [join(root, 'main', 'hosts', 'electron'), join(root, 'preload')];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const sources = [...files, join(root, 'main', 'index.ts')].filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(20);
  for (const file of sources) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /crashReporter|autoUpdater|net\.(request|fetch)|node:https?|openPath|executeJavaScript/,
    );
  }
});
