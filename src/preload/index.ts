/** All that the page gets: calls and events of the contract by their fixed names, and nothing of Electron itself. */
import { hostCallNames, hostEventNames } from '#core/contract';
import { contextBridge, ipcRenderer } from 'electron';

const calls: ReadonlySet<string> = new Set(hostCallNames);
const events: ReadonlySet<string> = new Set(hostEventNames);

contextBridge.exposeInMainWorld('nailwall', {
  /** Resolves to the host's reply, a coded refusal included; rejects for a name that is no call. */
  async invoke(channel: string, argument: unknown): Promise<unknown> {
    if (!calls.has(channel)) throw new Error('Not a call of the host contract.');
    return ipcRenderer.invoke(channel, argument);
  },

  /** Calls `listener` with the news alone: Electron's event object would hand out its sender. */
  subscribe(channel: string, listener: (event: unknown) => void): () => void {
    if (!events.has(channel)) throw new Error('Not an event of the host contract.');
    const forward = (_event: unknown, news: unknown) => listener(news);
    ipcRenderer.on(channel, forward);
    return () => void ipcRenderer.off(channel, forward);
  },
});
