import { isOwnAddress } from './addresses.ts';
import type { ContentsSurface, SessionSurface } from './surface.ts';

/** All that a page may ever have: copy text, tell the person something, keep its database. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications', 'persistent-storage']);

export function restrictPermissions(session: SessionSurface): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isGranted(permission, details.isMainFrame, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isGranted(permission, details.isMainFrame, details.requestingUrl ?? requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.on('file-system-access-restricted', (_event, _details, callback) => callback('deny'));
}

/** Devices announced by radio go past the permission handlers. */
export function restrictDevices(contents: ContentsSurface): void {
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
}

function isGranted(permission: string, isMainFrame: boolean, requester: string | undefined): boolean {
  return granted.has(permission) && isMainFrame && requester !== undefined && isOwnAddress(requester);
}
