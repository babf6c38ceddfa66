/** The host as a whole: services, web server and pages, from the first free port to the last flush. */
import { type Clock, coded, type Dispose, Emitter, type Scheduler } from '#core/base';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { nodeClock, nodeRandom, nodeScheduler, openServices, type Services } from '../../services/index.ts';
import { SecretFile } from '../../storage/index.ts';
import { Access } from './access.ts';
import { createWebServer } from './http-server.ts';
import { openOutside } from './open-outside.ts';
import { Pages } from './pages.ts';
import { waysToOthers } from '../../ways.ts';

/** How long open pages have to seal and push what they hold, in ms. */
export const flushDeadlineMs = 8_000;
/** A fresh address is not printed more often than this, in ms, whoever knocks. */
const freshAddressEveryMs = 5_000;

export interface LoopbackOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly demo: boolean;
  readonly pages: string;
  /** 0: any free port. */
  readonly port: number;
  /** Defaults: the machine's own. */
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  log(line: string): void;
  /** Shows a new way in to whoever sits at the terminal. */
  showFreshAddress(address: string): void;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(coded('host/unavailable', { what: 'port', port, system: error.code ?? 'unknown' }, error));
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

export class LoopbackHost {
  readonly #options: LoopbackOptions;
  readonly #services: Services;
  readonly #access: Access;
  readonly #pages: Pages;
  readonly #server: Server;
  readonly #empty = new Emitter<void>();
  #port = 0;
  #lastFreshAddress = Number.NEGATIVE_INFINITY;
  #stopping: Promise<void> | null = null;

  private constructor(options: LoopbackOptions, services: Services) {
    this.#options = options;
    this.#services = services;
    this.#access = new Access(nodeRandom, nodeClock);
    const shared = { services, access: this.#access, scheduler: nodeScheduler };
    this.#pages = new Pages({ ...shared, onEmpty: () => this.#empty.emit() });
    this.#server = createWebServer({
      pages: options.pages,
      port: () => this.#port,
      redeem: (launch) => this.#redeem(launch),
      upgrade: (request, socket, head) => this.#pages.upgrade(request, socket, head),
      fault: (error) => services.log.fault(error, 'host'),
    });
  }

  /**
   * Opens the data folder, then the port. Throws storage/... as {@link openServices} does, and host/unavailable with
   * `what: 'port'` when the port cannot be had.
   */
  static async start(options: LoopbackOptions): Promise<LoopbackHost> {
    const services = await openServices({
      dataFolder: options.dataFolder,
      version: options.version,
      kind: 'loopback',
      demo: options.demo,
      capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
      secretStore: new SecretFile(join(options.dataFolder, 'secret'), nodeRandom),
      openExternal: openOutside,
      // Every page has its own way back in.
      reload: () => Promise.reject(coded('host/unsupported')),
      // A demonstration keeps to itself.
      ...(!options.demo && { ways: waysToOthers }),
      log: (line) => options.log(line),
      clock: options.clock ?? nodeClock,
      scheduler: options.scheduler ?? nodeScheduler,
    });
    const host = new LoopbackHost(options, services);
    try {
      host.#port = await listen(host.#server, options.port);
    } catch (error) {
      await services.close();
      throw error;
    }
    return host;
  }

  get port(): number {
    return this.#port;
  }

  /** An address that lets one page in, once. */
  issueAddress(onUsed?: () => void): string {
    return `http://127.0.0.1:${this.#port}/#launch=${this.#access.issueLaunch(null, onUsed)}`;
  }

  fault(error: unknown): void {
    this.#services.log.fault(error, 'host');
  }

  get openPages(): number {
    return this.#pages.size;
  }

  /** Tells when the last open page has gone. */
  onEmpty(listener: () => void): Dispose {
    return this.#empty.on(listener);
  }

  /** Has every page put down what it holds, then closes everything. A second call waits for the first. */
  stop(deadlineMs: number = flushDeadlineMs): Promise<void> {
    this.#stopping ??= this.#stop(deadlineMs);
    return this.#stopping;
  }

  async #stop(deadlineMs: number): Promise<void> {
    const outcome = await this.#services.flush(deadlineMs);
    if (outcome !== 'flushed') this.#options.log('Nailwall: not every window said that its last change is saved.');
    this.#pages.close();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await this.#services.close();
    this.#pages.terminate();
    await closed;
  }

  #redeem(launch: string): string | null {
    const bearer = this.#access.redeem(launch);
    if (bearer === null) this.#offerFreshAddress();
    return bearer;
  }

  #offerFreshAddress(): void {
    const now = nodeClock.now();
    if (now - this.#lastFreshAddress < freshAddressEveryMs) return;
    this.#lastFreshAddress = now;
    this.#options.showFreshAddress(this.issueAddress());
  }
}
