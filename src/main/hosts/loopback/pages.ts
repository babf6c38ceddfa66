/** The pages that are open: at most four come in, and a page that comes back replaces itself. */
import type { Scheduler } from '#core/base';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { chunkBytes } from '#core/contract';
import { WebSocketServer } from 'ws';
import { policyHeaders, type Services, type Session } from '../../services/index.ts';
import type { Access, Entrant } from './access.ts';
import { refuseSocket } from './http-server.ts';
import { closeCodes, PageSocket } from './page-socket.ts';

export const mostPages = 4;
/** Connections that have not said who they are; each has two seconds. */
const mostStrangers = 8;
/** How long a page that wants to reload has to put down what it holds, in ms. */
const reloadDeadlineMs = 2_000;
/** One chunk of the contract and what the frame around it takes. */
const mostMessageBytes = chunkBytes + 4096;

export interface PagesPorts {
  readonly services: Services;
  readonly access: Access;
  readonly scheduler: Scheduler;
  /** The last page has gone. */
  onEmpty(): void;
}

export class Pages {
  readonly #ports: PagesPorts;
  readonly #server: WebSocketServer;
  readonly #sockets = new Set<PageSocket>();
  readonly #admitted = new Map<PageSocket, Entrant>();

  constructor(ports: PagesPorts) {
    this.#ports = ports;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: mostMessageBytes,
      perMessageDeflate: false,
      handleProtocols: () => false,
    });
    this.#server.on('headers', (lines) => {
      for (const [name, value] of Object.entries(policyHeaders('/'))) lines.push(`${name}: ${value}`);
    });
    this.#server.on('wsClientError', (_error, socket) => refuseSocket(socket, 400));
  }

  /** Takes over an upgrade request whose host, path and origin have been checked. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#sockets.size - this.#admitted.size >= mostStrangers) {
      refuseSocket(socket, 503);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (accepted) => {
      const { services, access, scheduler } = this.#ports;
      const page = new PageSocket(accepted, {
        scheduler,
        authenticate: (bearer) => access.authenticate(bearer),
        admit: (entrant, asking) => this.#admit(entrant, asking),
        fault: (error) => services.log.fault(error, 'host'),
        onClose: (closed) => this.#forget(closed),
      });
      this.#sockets.add(page);
    });
  }

  get size(): number {
    return this.#admitted.size;
  }

  close(): void {
    for (const socket of [...this.#sockets]) socket.close(closeCodes.ending);
  }

  terminate(): void {
    for (const socket of [...this.#sockets]) socket.terminate();
    this.#server.close();
  }

  #admit(entrant: Entrant, socket: PageSocket): Session | null {
    for (const [other, who] of [...this.#admitted]) {
      if (who !== entrant) continue;
      this.#admitted.delete(other);
      other.close(closeCodes.replaced);
    }
    if (this.#admitted.size >= mostPages) return null;
    this.#admitted.set(socket, entrant);
    const session = this.#ports.services.connect();
    const { handlers } = session;
    const reload = async () => {
      // What was typed a moment ago; whatever the answer, the page that asks for a way in gets one.
      await session.flush(reloadDeadlineMs);
      return { launch: this.#ports.access.issueLaunch(entrant) };
    };
    return {
      handlers: { ...handlers, app: { ...handlers.app, reload } },
      onEvent: (listener) => session.onEvent(listener),
      flush: (deadlineMs) => session.flush(deadlineMs),
      end: () => session.end(),
    };
  }

  #forget(socket: PageSocket): void {
    this.#sockets.delete(socket);
    if (this.#admitted.delete(socket) && this.#admitted.size === 0) this.#ports.onEmpty();
  }
}
