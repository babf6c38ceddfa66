import { coded, type Dispose, hasCode } from '#core/base';
import { createHostApi, type HostApi } from '#core/contract';
import { exchangeLaunchToken, takeLaunchToken } from './launch.ts';
import { type HostStatus, LoopbackClient } from './loopback-client.ts';
import { browserPage, type Page } from './page.ts';

export interface ConnectedHost extends HostApi {
  /** Whether the host can be reached now; Electron's always can. */
  readonly status: HostStatus;
  onStatus(listener: (status: HostStatus) => void): Dispose;
  /** Drops everything this page holds in memory and starts it anew, still signed in. */
  restart(): Promise<void>;
}

/**
 * Finds the host that runs this page. Throws host/unauthorised when the address was used before (the host prints a
 * fresh one), host/unavailable when the host has ended.
 */
export async function connectHost(page: Page = browserPage()): Promise<ConnectedHost> {
  return page.bridge ? connectBridge(createHostApi(page.bridge)) : connectLoopback(page);
}

function connectBridge(api: HostApi): ConnectedHost {
  return {
    ...api,
    status: 'connected',
    onStatus: () => () => undefined,
    restart: async () => {
      await api.app.reload();
    },
  };
}

async function connectLoopback(page: Page): Promise<ConnectedHost> {
  const bearer = await exchangeLaunchToken(page, takeLaunchToken(page));
  const client = await LoopbackClient.connect(page, `ws://${page.location.host}/host`, bearer);
  const api = createHostApi(client);
  const restart = async (): Promise<void> => {
    const { launch } = await api.app.reload();
    if (launch === null) throw coded('host/unsupported');
    // The host serves the page under two names that share no process, so the memory of this one goes back to the system.
    const path = page.location.pathname === '/' ? '/anew' : '/';
    page.location.replace(`${path}#launch=${launch}`);
  };
  page.onReloadKey(() => {
    restart().catch((error: unknown) => {
      // Without its host the page cannot come back: it stays, and goes on saying so.
      if (!hasCode(error)) throw error;
    });
  });
  return {
    ...api,
    get status() {
      return client.status;
    },
    onStatus: (listener) => client.onStatus(listener),
    restart,
  };
}
