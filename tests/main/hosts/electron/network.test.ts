import { expect, test } from 'vitest';
import {
  disconnectBrowser,
  disconnectContents,
  disconnectSession,
} from '../../../../src/main/hosts/electron/network.ts';
import { DoubleApp } from '../../../electron-double/app.ts';
import { DoubleContents } from '../../../electron-double/contents.ts';
import { DoubleSession } from '../../../electron-double/session.ts';

function disconnected(developing = false): DoubleSession {
  const session = new DoubleSession();
  disconnectSession(session, developing);
  return session;
}

test.each([
  'https://example.com/',
  'http://127.0.0.1:1234/',
  'http://localhost/',
  'ws://127.0.0.1/',
  'wss://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'app://nailwall.evil/x',
  'blob:https://evil.example/1',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu/',
  'https://redirector.gvt1.com/edgedl/chrome/dict/en-us-10-1.bdic',
  'not an address',
])('a request for %s is cancelled', (url) => {
  expect(disconnected().isCancelled(url)).toBe(true);
});

test.each(['app://nailwall/', 'app://nailwall/assets/a.js', 'blob:app://nailwall/1', 'data:image/png;base64,AA=='])(
  '%s stays on the machine and passes',
  (url) => {
    expect(disconnected().isCancelled(url)).toBe(false);
  },
);

test('developers get their tools, and still no network', () => {
  expect(disconnected(true).isCancelled('devtools://devtools/bundled/inspector.html')).toBe(false);
  expect(disconnected(true).isCancelled('https://example.com/')).toBe(true);
});

test('the spellchecker is off and has no language to fetch a dictionary for', () => {
  expect(disconnected().spelling).toEqual({ enabled: false, languages: [] });
});

test('a download is something the page made itself', () => {
  const session = disconnected();
  const held = (url: string) => session.emitPreventable('will-download', {}, { getURL: () => url });
  expect(held('blob:app://nailwall/1')).toBe(false);
  expect(held('https://example.com/x.exe')).toBe(true);
  expect(held('app://nailwall/index.html')).toBe(true);
});

test('no name is looked up, and WebRTC sends nothing past the proxy that is not there', () => {
  const app = new DoubleApp({ packaged: true, locale: 'en', end: () => undefined });
  disconnectBrowser(app);
  expect(app.switches).toEqual([['host-resolver-rules', 'MAP * ~NOTFOUND']]);
  const contents = new DoubleContents();
  disconnectContents(contents);
  expect(contents.webRtcPolicy).toBe('disable_non_proxied_udp');
});
