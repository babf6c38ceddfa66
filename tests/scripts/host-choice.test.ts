import { expect, test } from 'vitest';
import { hasDisplay } from '../../scripts/electron.mjs';
import { chooseHost } from '../../scripts/host-choice.mjs';

const there = async () => ({ binary: '/opt/electron' });
const absent = async () => ({ missing: 'GitHub is out of reach' });
const notAsked = async () => {
  throw new Error('Electron must not be looked for.');
};

test('Electron is taken when it can be shown and had', async () => {
  expect(await chooseHost(undefined, true, there)).toMatchObject({ host: 'electron', binary: '/opt/electron' });
  expect(await chooseHost('electron', true, there)).toMatchObject({ host: 'electron' });
});

test('without a display nothing is downloaded, and the reason is said', async () => {
  const choice = await chooseHost(undefined, false, notAsked);
  expect(choice).toEqual({
    host: 'loopback',
    why: 'Starting in the browser instead of Electron: there is no display.',
  });
});

test('without Electron the browser is taken, and the reason is said', async () => {
  const choice = await chooseHost(undefined, true, absent);
  expect(choice).toMatchObject({ host: 'loopback', why: expect.stringContaining('GitHub is out of reach') as string });
});

test('the browser is taken when asked for', async () => {
  expect(await chooseHost('browser', true, notAsked)).toMatchObject({ host: 'loopback' });
});

test('Electron asked for and not to be had is an error with the remedy', async () => {
  await expect(chooseHost('electron', false, notAsked)).rejects.toThrow(/there is no display\. Use --host=browser/);
  await expect(chooseHost('electron', true, absent)).rejects.toThrow(/GitHub is out of reach\. Use --host=browser/);
});

test('a host that does not exist is an error with the remedy', async () => {
  await expect(chooseHost('safari', true, there)).rejects.toThrow(/no host "safari"\. Use --host=electron or/);
});

test('Linux has a display when X or Wayland says so, other systems always', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
  expect(hasDisplay({}, 'win32')).toBe(true);
});
