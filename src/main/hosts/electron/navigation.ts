import { isOwnAddress } from './addresses.ts';
import type { ContentsSurface } from './surface.ts';

/**
 * Keeps a page where it is. The main frame may load the app's own pages again; nothing else loads anywhere, no second
 * window opens and no webview attaches. `openOutside` gets what a link wanted to open in a new window.
 */
export function confineNavigation(contents: ContentsSurface, openOutside: (address: string) => void): void {
  const confine = (details: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }) => {
    if (!details.isMainFrame || !isOwnAddress(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', confine);
  contents.on('will-frame-navigate', confine);
  contents.on('will-redirect', confine);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}
