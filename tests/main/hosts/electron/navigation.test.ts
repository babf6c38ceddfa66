import { beforeEach, expect, test } from 'vitest';
import { confineNavigation } from '../../../../src/main/hosts/electron/navigation.ts';
import { DoubleContents } from '../../../electron-double/contents.ts';

let contents: DoubleContents;
let outside: string[];

beforeEach(() => {
  contents = new DoubleContents();
  outside = [];
  confineNavigation(contents, (address) => outside.push(address));
});

const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1:4000/',
  'file:///etc/passwd',
  'app://nailwall.evil/',
  'app://nailwall@evil/',
  'data:text/html,x',
  'about:blank',
];

test.each(elsewhere)('the page cannot go to %s', (url) => {
  expect(contents.askToNavigate(url, true)).toBe(false);
  expect(contents.emitPreventable('will-navigate', { url, isMainFrame: true })).toBe(true);
  expect(contents.emitPreventable('will-redirect', { url, isMainFrame: true })).toBe(true);
});

test('the page may load itself again', () => {
  expect(contents.askToNavigate('app://nailwall/', true)).toBe(true);
});

test.each([...elsewhere, 'app://nailwall/'])('no frame within it loads %s', (url) => {
  expect(contents.askToNavigate(url, false)).toBe(false);
  expect(contents.emitPreventable('will-redirect', { url, isMainFrame: false })).toBe(true);
});

test('no window opens; the address goes to the one way out', () => {
  expect(contents.askToOpen('https://findahelpline.com/')).toBe(false);
  expect(contents.askToOpen('app://nailwall/')).toBe(false);
  expect(outside).toEqual(['https://findahelpline.com/', 'app://nailwall/']);
});

test('no webview attaches', () => {
  expect(contents.emitPreventable('will-attach-webview')).toBe(true);
});
