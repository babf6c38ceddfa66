/** The services themselves on a folder of their own, reached without a wire, with a switch to break the way. */
import { coded, Emitter, type ErrorCode } from '#core/base';
import { type ContractTransport, createDispatch, createHostApi } from '#core/contract';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeClock, openServices, type Services } from '../../../src/main/services/index.ts';
import type { ConnectedHost, HostStatus } from '../../../src/renderer/host/index.ts';

export class RealHost {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'nailwall-host-'));
  readonly #statuses = new Emitter<HostStatus>();
  #services: Services | null = null;
  /** Fails every push with this code, as a full disk would. */
  pushFault: ErrorCode | null = null;
  /** Breaks the connection altogether. */
  cut = false;
  /** When set, acknowledgements wait for it. */
  gate: Promise<void> | null = null;
  pushes = 0;

  async start(): Promise<ConnectedHost> {
    this.#services = await openServices({
      dataFolder: path.join(this.#folder, 'data'),
      version: '0',
      kind: 'loopback',
      demo: false,
      capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
      secretStore: { read: async () => null, write: async () => undefined, clear: async () => undefined },
      openExternal: async () => undefined,
      reload: async () => ({ launch: null }),
      log: () => undefined,
      clock: nodeClock,
    });
    return { ...createHostApi(this.#transport(this.#services)), ...this.#connection() };
  }

  /** The connection is back after a cut. */
  reconnect(): void {
    this.cut = false;
    this.#statuses.emit('connected');
  }

  async stop(): Promise<void> {
    await this.#services?.close();
    this.#services = null;
  }

  async forgetReplica(): Promise<void> {
    await this.stop();
    rmSync(path.join(this.#folder, 'data'), { recursive: true });
  }

  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #connection(): Pick<ConnectedHost, 'status' | 'onStatus' | 'restart'> {
    return {
      status: 'connected',
      onStatus: (listener) => this.#statuses.on(listener),
      restart: async () => undefined,
    };
  }

  #transport(services: Services): ContractTransport {
    const dispatch = createDispatch(services.handlers);
    return {
      invoke: async (channel, argument) => {
        if (this.cut) throw coded('host/unavailable');
        if (channel === 'replica.pushWhole' || channel === 'replica.pushChunk') {
          this.pushes += 1;
          if (this.pushFault) throw coded(this.pushFault);
          await this.gate;
        }
        return dispatch(channel, argument);
      },
      subscribe: (channel, listener) => services.onEvent((name, event) => name === channel && listener(event)),
    };
  }
}
