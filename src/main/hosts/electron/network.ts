import { isOwnAddress, isOwnBlob } from './addresses.ts';
import type { AppSurface, ContentsSurface, SessionSurface } from './surface.ts';

/** Before the app is ready: names of hosts cannot be looked up by anything in the browser's own processes. */
export function disconnectBrowser(app: AppSurface): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** Cancels whatever a page asks of a network, and keeps the spellchecker from fetching its dictionaries. */
export function disconnectSession(session: SessionSurface, developing: boolean): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !(staysHere(details.url) || (developing && isDevtools(details.url))) });
  });
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  // Exports are made in memory by the page; the browser then asks where to put them.
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
}

/** WebRTC sends packets of its own, which no request filter sees. */
export function disconnectContents(contents: ContentsSurface): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Own pages, and bytes that are in memory already. */
function staysHere(address: string): boolean {
  return isOwnAddress(address) || isOwnBlob(address) || address.startsWith('data:');
}

function isDevtools(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'devtools:';
}
