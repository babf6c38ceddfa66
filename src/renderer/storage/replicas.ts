/** Both replicas of the vault as one: opened together, made equal, closed together. */
import type { Scheduler } from '#core/base';
import { isVacant } from '#core/vault';
import * as Y from 'yjs';
import { type ConnectedHost, pullRemoved, type RemovedRecord } from '../host/index.ts';
import { HostCopy } from './host-copy.ts';
import { copyName, WindowCopy } from './window-copy.ts';

export interface ReplicaOptions {
  readonly folderNumber: number;
  /** A demonstration leaves nothing behind in the window. */
  readonly keepInWindow: boolean;
  readonly scheduler: Scheduler;
}

export class Replicas {
  /** The vault, merged from both replicas. A new document for every opening: its client id must be fresh. */
  readonly vault: Y.Doc;
  readonly host: HostCopy;
  /** Null in a demonstration. */
  readonly window: WindowCopy | null;
  readonly #api: ConnectedHost;

  private constructor(vault: Y.Doc, host: HostCopy, window: WindowCopy | null, api: ConnectedHost) {
    this.vault = vault;
    this.host = host;
    this.window = window;
    this.#api = api;
  }

  /** Throws when the host's replica cannot be read; a window copy that cannot be kept is told, not thrown. */
  static async open(api: ConnectedHost, options: ReplicaOptions): Promise<Replicas> {
    const vault = new Y.Doc();
    // The window's copy first: then the host has to send only what this window lacks.
    const window = options.keepInWindow ? await WindowCopy.open(copyName(options.folderNumber), vault) : null;
    const host = await HostCopy.open(api, vault, options.scheduler);
    const replicas = new Replicas(vault, host, window, api);
    // What only the window's copy held goes to the host, without keeping anybody waiting.
    void host.compare();
    return replicas;
  }

  get isVacant(): boolean {
    return isVacant(this.vault);
  }

  /** Records that left the log and that the host still keeps: for healing, and for earlier versions of a text. */
  removedRecords(): Promise<readonly RemovedRecord[]> {
    return pullRemoved(this.#api);
  }

  async close(): Promise<void> {
    this.host.close();
    await this.window?.close();
    this.vault.destroy();
  }
}
