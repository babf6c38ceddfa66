/** What the client side needs of the page it runs in; tests hand in their own. */
import type { Scheduler } from '#core/base';

/** What the preload exposes as `window.nailwall`. */
export interface Bridge {
  invoke(channel: string, argument: unknown): Promise<unknown>;
  subscribe(channel: string, listener: (event: unknown) => void): () => void;
}

/** The part of a WebSocket that is used here. */
export interface Socket {
  binaryType: string;
  /** `WebSocket.OPEN` while words can go; a connection that is closing takes them and tells nobody that they are lost. */
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface Page {
  readonly bridge: Bridge | undefined;
  readonly location: Pick<Location, 'hash' | 'host' | 'pathname' | 'search' | 'reload' | 'replace'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly scheduler: Scheduler;
  fetch(path: string, init: RequestInit): Promise<Response>;
  openSocket(url: string): Socket;
  /** Calls `reload` instead of the browser's own reloading by keyboard, which would lose the way in. */
  onReloadKey(reload: () => void): void;
}

function isReloadKey(event: KeyboardEvent): boolean {
  const isR = event.key.toLowerCase() === 'r' && (event.ctrlKey || event.metaKey) && !event.altKey;
  return event.key === 'F5' || isR;
}

export function browserPage(): Page {
  return {
    bridge: (window as { readonly nailwall?: Bridge }).nailwall,
    location: window.location,
    history: window.history,
    scheduler: {
      after: (ms, task) => {
        const timer = window.setTimeout(task, ms);
        return () => window.clearTimeout(timer);
      },
    },
    fetch: (path, init) => window.fetch(path, init),
    openSocket: (url) => new WebSocket(url) as unknown as Socket,
    onReloadKey: (reload) => {
      window.addEventListener('keydown', (event) => {
        if (!isReloadKey(event)) return;
        event.preventDefault();
        reload();
      });
    },
  };
}
