import { beforeEach, expect, test } from 'vitest';
import { restrictDevices, restrictPermissions } from '../../../../src/main/hosts/electron/permissions.ts';
import { DoubleContents } from '../../../electron-double/contents.ts';
import { DoubleSession } from '../../../electron-double/session.ts';

let session: DoubleSession;
const own = 'app://nailwall/';

beforeEach(() => {
  session = new DoubleSession();
  restrictPermissions(session);
});

test.each(['clipboard-sanitized-write', 'notifications', 'persistent-storage'])('%s is granted to the page', (name) => {
  expect(session.isGrantedOnRequest(name, own)).toBe(true);
  expect(session.isGrantedOnCheck(name, own)).toBe(true);
  expect(session.isGrantedOnCheck(name, 'app://nailwall')).toBe(true);
});

test.each(['clipboard-sanitized-write', 'notifications', 'persistent-storage'])(
  '%s is granted to nobody else',
  (name) => {
    for (const stranger of ['https://evil.example/', 'app://nailwall.evil/', 'null', '']) {
      expect(session.isGrantedOnRequest(name, stranger)).toBe(false);
      expect(session.isGrantedOnCheck(name, stranger)).toBe(false);
    }
    expect(session.isGrantedOnRequest(name, own, false)).toBe(false);
    expect(session.isGrantedOnCheck(name, own, false)).toBe(false);
  },
);

test.each([
  'media',
  'geolocation',
  'clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'hid',
  'usb',
  'serial',
  'midi',
  'openExternal',
  'local-fonts',
  'local-network-access',
  'idle-detection',
  'window-management',
  'unknown',
  'something-of-a-later-version',
])('%s is denied', (name) => {
  expect(session.isGrantedOnRequest(name, own)).toBe(false);
  expect(session.isGrantedOnCheck(name, own)).toBe(false);
});

test('devices and screens are denied', () => {
  expect(session.mayUseDevice()).toBe(false);
  expect(session.mayCaptureDisplay()).toBe(false);
  const restricted: string[] = [];
  session.emit('file-system-access-restricted', {}, {}, (action: string) => restricted.push(action));
  expect(restricted).toEqual(['deny']);
});

test('no Bluetooth device is chosen, not even the first one', () => {
  const contents = new DoubleContents();
  restrictDevices(contents);
  const chosen: string[] = [];
  const held = contents.emitPreventable('select-bluetooth-device', {}, [{ deviceId: '1' }], (id: string) =>
    chosen.push(id),
  );
  expect(held).toBe(true);
  expect(chosen).toEqual(['']);
});
