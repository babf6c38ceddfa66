import { asCoded, type Dispose, type NailwallError } from '#core/base';
import { type ConnectedHost, receiveUpdate } from '../../host/index.ts';

type Host = Pick<ConnectedHost, 'backups' | 'replica' | 'on'>;

/** A backup's file that the person opened with the app: it is offered to be looked into, and nothing else is done. */
export class HandedBackup {
  readonly #host: () => Host;
  file: File | null = $state.raw(null);
  /** Why it could not be read. */
  problem: NailwallError | null = $state.raw(null);

  constructor(host: () => Host) {
    this.#host = host;
  }

  /** Somebody should be led to it. */
  get waits(): boolean {
    return this.file !== null || this.problem !== null;
  }

  /** Asks for one now, and whenever another is opened. */
  listen(): Dispose {
    void this.#fetch();
    return this.#host().on('app.backup', () => void this.#fetch());
  }

  drop(): void {
    this.file = this.problem = null;
  }

  async #fetch(): Promise<void> {
    try {
      const host = this.#host();
      const handed = await host.backups.handed();
      if (!handed) return;
      const bytes = await receiveUpdate(host, handed.file);
      this.drop();
      this.file = new File([new Uint8Array(bytes)], handed.name);
    } catch (error) {
      this.drop();
      this.problem = asCoded(error);
    }
  }
}
