import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../../../../src/main/hosts/loopback/browser.ts';
import { parseCommandLine } from '../../../../src/main/hosts/loopback/command-line.ts';
import { openerFor } from '../../../../src/main/hosts/loopback/open-outside.ts';
import { defaultDataFolder } from '../../../../src/main/services/index.ts';

test('without arguments: the fixed port, the usual folder, a window of its own', () => {
  expect(parseCommandLine([])).toEqual({ port: 47283, dataDir: null, open: true, demo: false });
});

test('every argument is heeded', () => {
  expect(parseCommandLine(['--port=0', '--data-dir=some/where', '--no-open', '--demo'])).toEqual({
    port: 0,
    dataDir: resolve('some/where'),
    open: false,
    demo: true,
  });
});

test.each(['--port=65536', '--port=-1', '--port=http', '--port=', '--data-dir=', '--prot=1', 'file', '--demo=yes'])(
  'what makes no sense is refused: %s',
  (argument) => {
    expect(() => parseCommandLine([argument])).toThrow(expect.objectContaining({ code: 'input/invalid' }));
  },
);

test('the usual folder, by platform', () => {
  expect(defaultDataFolder({}, 'linux', '/home/a')).toBe('/home/a/.local/share/nailwall');
  expect(defaultDataFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/a')).toBe('/data/nailwall');
  expect(defaultDataFolder({ XDG_DATA_HOME: 'relative' }, 'linux', '/home/a')).toBe('/home/a/.local/share/nailwall');
  expect(defaultDataFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Nailwall');
  expect(defaultDataFolder({ XDG_DATA_HOME: '' }, 'linux')).toBe(`${homedir()}/.local/share/nailwall`);
});

test('line 19: how the browser is started', () => {
  const args = browserArguments('/data/browser/profile', '/data/browser/launch-00.html');
  expect(args).toContain('--user-data-dir=/data/browser/profile');
  expect(args).toContain('--app=file:///data/browser/launch-00.html');
  expect(args).toContain('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
  expect(args.filter((each) => /remote-debugging|no-sandbox|disable-web-security|load-extension/.test(each))).toEqual(
    [],
  );
});

test('a browser that is named is taken; where there is none, none is found', () => {
  expect(findBrowser({ NAILWALL_BROWSER: '/opt/my-chromium' }, 'linux')).toBe('/opt/my-chromium');
  expect(findBrowser({}, 'win32')).toBeNull();
});

test('addresses go to the system opener as one argument, never through a shell', () => {
  const address = 'https://example.org/?a=1&b=$(c)';
  expect(openerFor(address, 'linux', { DISPLAY: ':0' })).toEqual(['xdg-open', address]);
  expect(openerFor(address, 'linux', {})).toBeNull();
  expect(openerFor(address, 'darwin', {})).toEqual(['open', address]);
  expect(openerFor(address, 'win32', {})?.at(-1)).toBe(address);
});
