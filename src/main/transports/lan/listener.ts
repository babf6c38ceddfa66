import { coded, type Scheduler } from '#core/base';
import { type EndpointOptions, handshakeTimeoutMs } from '#core/sync';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { openOverTcp, respond } from '../stream/index.ts';
import { systemCodeOf } from './system-code.ts';

/** Handshakes under way at once; more come from nobody well-meaning. */
const mostHandshakes = 32;
/** Connections that are open at once: devices, and some to spare. */
const mostSockets = 256;

export interface ListenerPorts {
  readonly scheduler: Scheduler;
  readonly listenOn: string;
  /** Every socket, for the endpoint to close. */
  track(socket: Socket): void;
}

/** Answers whoever dials. */
export class Listener {
  readonly #options: EndpointOptions;
  readonly #ports: ListenerPorts;
  readonly #server: Server;
  #handshakes = 0;

  private constructor(options: EndpointOptions, ports: ListenerPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#server = createServer({ allowHalfOpen: false, noDelay: true }, (socket) => void this.#answer(socket));
    this.#server.maxConnections = mostSockets;
  }

  /** Rejects with `sync/transport-failed`. A port that is taken is let be. */
  static async open(options: EndpointOptions, ports: ListenerPorts): Promise<Listener> {
    const listener = new Listener(options, ports);
    // A machine without IPv6 has no `::`.
    const hosts = ports.listenOn === '::' ? ['::', '0.0.0.0'] : [ports.listenOn];
    const tries = hosts.flatMap((host) => [...new Set([options.port, 0])].map((port) => ({ host, port })));
    let failure: unknown;
    for (const place of tries) {
      try {
        await listener.#listen(place);
        return listener;
      } catch (error) {
        failure = error;
      }
    }
    throw coded('sync/transport-failed', { system: systemCodeOf(failure) }, failure);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? 0;
  }

  close(): Promise<void> {
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }

  #listen(place: { host: string; port: number }): Promise<void> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(error);
      this.#server.once('error', failed);
      this.#server.listen({ ...place, exclusive: true }, () => {
        this.#server.off('error', failed);
        this.#server.on('error', (error: Error) => {
          this.#options.onTrouble(coded('sync/transport-failed', { system: systemCodeOf(error) }, error));
        });
        resolve();
      });
    });
  }

  /** A stranger costs a socket for a moment, and is told nothing, not even that it was noticed. */
  async #answer(socket: Socket): Promise<void> {
    this.#ports.track(socket);
    if (this.#handshakes >= mostHandshakes) return void socket.destroy();
    this.#handshakes += 1;
    const cancel = this.#ports.scheduler.after(handshakeTimeoutMs, () => socket.destroy());
    try {
      const { keyPair } = this.#options;
      const handshake = await respond(socket, keyPair, (key) => this.#options.mayConnect(key));
      const { scheduler } = this.#ports;
      this.#options.onConnection(openOverTcp(socket, handshake, { isInitiator: false, scheduler }));
    } catch {
      // Whatever it was, it did not get in; port scans are no news.
      socket.destroy();
    } finally {
      cancel();
      this.#handshakes -= 1;
    }
  }
}
