import { expect, test } from 'vitest';
import { menuTemplate } from '../../../../src/main/hosts/electron/menu.ts';
import { openWindow, windowOptions } from '../../../../src/main/hosts/electron/window.ts';
import { DoubleWindow } from '../../../electron-double/window.ts';

test('the window is made with every protection on', () => {
  const window = openWindow(DoubleWindow, windowOptions('/out/preload/index.cjs', false));
  expect(window.options.webPreferences).toEqual({
    preload: '/out/preload/index.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  });
});

test('developer tools are for developers', () => {
  expect(windowOptions('/p', true).webPreferences?.devTools).toBe(true);
  expect(JSON.stringify(menuTemplate('linux', false))).not.toContain('toggleDevTools');
  expect(JSON.stringify(menuTemplate('linux', true))).toContain('toggleDevTools');
});

test.each(['linux', 'darwin', 'win32'])('the menu on %s cannot reload the page', (platform) => {
  expect(JSON.stringify(menuTemplate(platform, true))).not.toMatch(/reload/i);
});

test('the window shows itself when it has something to show, under the name of the app alone', () => {
  const window = openWindow(DoubleWindow, windowOptions('/p', false));
  expect(window.visible).toBe(false);
  window.emit('ready-to-show');
  expect(window.visible).toBe(true);
  window.takeTitle('A no from Bloomsbury');
  expect(window.title).toBe('Nailwall');
});
