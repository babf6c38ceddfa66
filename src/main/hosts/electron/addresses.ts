import { otherPagePath } from '../../services/index.ts';

/** Where the app's own pages live. A standard scheme has an origin; Node's URL gives it none, so parts are compared. */
export const appScheme = 'app';
export const appHost = 'nailwall';
export const appOrigin = `${appScheme}://${appHost}`;
export const startAddress = `${appOrigin}/`;
/** The same page under its second name. */
export const otherAddress = `${appOrigin}${otherPagePath}`;

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** True for an address on exactly the app's own origin: same scheme, same host, no port, no credentials. */
export function isOwnAddress(address: string): boolean {
  const url = parse(address);
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}

/** True for bytes that the app's own page made in memory. */
export function isOwnBlob(address: string): boolean {
  const url = parse(address);
  return url?.protocol === 'blob:' && isOwnAddress(url.pathname);
}
