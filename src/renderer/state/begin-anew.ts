/** Beginning anew at the place where the person is: the host gives the window a fresh address, without one. */
import type { ConnectedHost } from '../host/index.ts';

const name = 'nailwall-place';

type Tab = Pick<Window, 'location' | 'sessionStorage'>;

/** Only for places that say nothing of the journal: the note lies unsealed, in this tab's own storage. */
export function beginAnewHere(host: Pick<ConnectedHost, 'restart'>, tab: Tab = window): Promise<void> {
  storageOf(tab)?.setItem(name, tab.location.hash);
  return host.restart();
}

/** Once after it, goes to where the window was left. */
export function comeBack(tab: Tab = window): void {
  const storage = storageOf(tab);
  const hash = storage?.getItem(name) ?? null;
  storage?.removeItem(name);
  if (hash !== null) tab.location.hash = hash;
}

/** A browser told to let pages keep nothing throws here; the window then begins at Today. */
function storageOf(tab: Tab): Storage | null {
  try {
    return tab.sessionStorage;
  } catch {
    return null;
  }
}
