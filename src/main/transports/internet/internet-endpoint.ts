import { coded, type Dispose, hasCode, type NailwallError, type Scheduler } from '#core/base';
import type { Connection, Dialling, Endpoint, EndpointOptions, KeyPair, Target } from '#core/sync';
import HyperDHT from 'hyperdht';
import { BoundedStream, SecretConnection, type SecretStream } from '../stream/index.ts';

/** Finding the other side and getting through two routers takes longer than a handshake on one's own network. */
export const dialTimeoutMs = 30_000;

/** How often it is looked whether anybody of the table is known, ms. */
const watchMs = 15_000;

export interface InternetPorts {
  readonly scheduler: Scheduler;
  /** Nodes to begin with, `host:port`; left out: the public ones. */
  readonly bootstrap?: readonly string[];
  /** Left out: every address of this machine. */
  readonly host?: string;
}

type Node = InstanceType<typeof HyperDHT>;
type Server = ReturnType<Node['createServer']>;

const createSecretStream = (isInitiator: boolean, rawStream: null, options: object): SecretStream =>
  new BoundedStream(isInitiator, rawStream, options);

/** libsodium takes nothing but buffers. */
function asBuffers({ publicKey, secretKey }: KeyPair): KeyPair {
  return { publicKey: Buffer.from(publicKey), secretKey: Buffer.from(secretKey) };
}

export class InternetEndpoint implements Endpoint {
  readonly #options: EndpointOptions;
  readonly #ports: InternetPorts;
  readonly #keyPair: KeyPair;
  readonly #node: Node;
  readonly #server: Server;
  readonly #streams = new Set<SecretStream>();
  /** Keys alone are dialled here. */
  readonly addresses = [];
  #isListening = false;
  #stopWatching: Dispose = () => undefined;
  #closing: Promise<void> | null = null;

  private constructor(options: EndpointOptions, ports: InternetPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#keyPair = asBuffers(options.keyPair);
    const { bootstrap, host } = ports;
    // Ephemeral: this machine asks the table and carries nothing for others.
    this.#node = new HyperDHT({
      ephemeral: true,
      ...(bootstrap && { bootstrap }),
      ...(host !== undefined && { host }),
    });
    this.#server = this.#node.createServer(
      { firewall: (key) => !this.#mayConnect(key), createSecretStream },
      (stream) => this.#answered(stream),
    );
    this.#node.on('network-update', () => this.#tellOnline());
  }

  /** Rejects with `sync/transport-failed` when no socket can be had. Finding the hash table is not waited for. */
  static async open(options: EndpointOptions, ports: InternetPorts): Promise<InternetEndpoint> {
    const endpoint = new InternetEndpoint(options, ports);
    try {
      await endpoint.#node.bind();
    } catch (error) {
      await endpoint.close();
      throw coded('sync/transport-failed', {}, error);
    }
    void endpoint.#listen();
    return endpoint;
  }

  dial({ peerKey }: Target): Dialling {
    const stream = this.#node.connect(Buffer.from(peerKey), { keyPair: this.#keyPair, createSecretStream });
    this.#track(stream);
    let why: NailwallError | null = null;
    const end = (error: NailwallError): void => {
      why ??= error;
      stream.destroy();
    };
    const cancelTimer = this.#ports.scheduler.after(dialTimeoutMs, () => end(coded('sync/timeout', { what: 'dial' })));
    let failure: unknown;
    stream.on('error', (error) => (failure ??= error));
    const opening = async (): Promise<Connection> => {
      const opened = await stream.opened;
      cancelTimer();
      if (opened) return this.#connection(stream, true);
      throw why ?? (hasCode(failure) ? failure : coded('sync/unreachable', { why: causeOf(failure) }, failure));
    };
    return { connection: opening(), cancel: () => end(coded('cancelled')) };
  }

  refresh(): void {
    if (!this.#closing) this.#server.refresh();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stopWatching();
    const gone = [...this.#streams].map((stream) => new Promise<void>((resolve) => void stream.on('close', resolve)));
    for (const stream of this.#streams) stream.destroy();
    await Promise.all(gone);
    // While the table is still being looked for, nothing has been announced that would have to be taken back.
    await this.#node.destroy({ force: !this.#isListening });
  }

  async #listen(): Promise<void> {
    try {
      await this.#server.listen(this.#keyPair);
      this.#isListening = true;
    } catch (error) {
      if (!this.#closing) this.#options.onTrouble(coded('sync/transport-failed', {}, error));
      return;
    }
    this.#watch();
  }

  /** The library finds the table again by itself; it does not say so in every case. */
  #watch(): void {
    if (this.#closing) return;
    this.#tellOnline();
    this.#stopWatching = this.#ports.scheduler.after(watchMs, () => this.#watch());
  }

  #mayConnect(key: Uint8Array): boolean {
    return !this.#closing && this.#options.mayConnect(new Uint8Array(key));
  }

  #answered(stream: SecretStream): void {
    this.#track(stream);
    if (this.#closing) stream.destroy();
    else this.#options.onConnection(this.#connection(stream, false));
  }

  #connection(stream: SecretStream, isInitiator: boolean): Connection {
    return new SecretConnection(stream, { transport: 'internet', isInitiator, scheduler: this.#ports.scheduler });
  }

  #track(stream: SecretStream): void {
    stream.on('error', () => undefined);
    this.#streams.add(stream);
    stream.on('close', () => this.#streams.delete(stream));
  }

  get #isAlone(): boolean {
    return this.#node.toArray().length === 0;
  }

  /** Whoever knows no node of the table is in none, whatever it announced to itself. */
  #tellOnline(): void {
    if (this.#closing) return;
    this.#options.onTrouble(this.#node.online && !this.#isAlone ? null : coded('sync/offline'));
  }
}

/** The library's code for why a connection did not come about, for the log. */
function causeOf(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : null;
  return typeof code === 'string' ? code : 'unknown';
}
