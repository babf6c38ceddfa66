/**
 * Chromium cannot load a page from a scheme that it was not built with, so app://nailwall lies on an https origin that
 * exists nowhere: every request for it is answered by the protocol's handler. Addresses are translated both ways.
 */
const appOrigin = 'app://nailwall';
export const stageOrigin = 'https://app.nailwall.test';

export function toStage(address: string): string {
  return replaceOrigin(address, appOrigin, stageOrigin);
}

export function fromStage(address: string): string {
  return replaceOrigin(address, stageOrigin, appOrigin);
}

function replaceOrigin(address: string, from: string, to: string): string {
  if (address === from) return to;
  if (address.startsWith(`blob:${from}/`)) return `blob:${to}${address.slice(from.length + 5)}`;
  return address.startsWith(`${from}/`) ? to + address.slice(from.length) : address;
}
