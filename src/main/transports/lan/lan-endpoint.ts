import type { NailwallError } from '#core/base';
import type { Dialling, Endpoint, EndpointOptions, Target } from '#core/sync';
import type { Socket } from 'node:net';
import { Announcements } from './announcements.ts';
import { dial } from './dial.ts';
import { Listener } from './listener.ts';
import type { LanPorts } from './network.ts';

export class LanEndpoint implements Endpoint {
  readonly #options: EndpointOptions;
  readonly #ports: Required<LanPorts>;
  readonly #sockets = new Set<Socket>();
  #listener!: Listener;
  #announcements!: Announcements;
  #closing: Promise<void> | null = null;

  private constructor(options: EndpointOptions, ports: Required<LanPorts>) {
    this.#options = options;
    this.#ports = ports;
  }

  static async open(options: EndpointOptions, ports: Required<LanPorts>): Promise<LanEndpoint> {
    const endpoint = new LanEndpoint(options, ports);
    const { scheduler, network } = ports;
    endpoint.#listener = await Listener.open(options, {
      scheduler,
      listenOn: network.listenOn,
      track: (socket) => endpoint.#track(socket),
    });
    endpoint.#announcements = Announcements.open({
      ...ports,
      port: endpoint.#listener.port,
      discovery: options.discovery,
      onSighting: (target) => options.onSighting(target),
      onTrouble: (error: NailwallError | null) => options.onTrouble(error),
    });
    return endpoint;
  }

  get addresses(): readonly string[] {
    if (this.#closing) return [];
    const { port } = this.#listener;
    return this.#ports.network
      .addresses()
      .map((host) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`));
  }

  dial(target: Target): Dialling {
    return dial(target, {
      scheduler: this.#ports.scheduler,
      keyPair: this.#options.keyPair,
      track: (socket) => this.#track(socket),
    });
  }

  refresh(): void {
    if (!this.#closing) this.#announcements.refresh();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const gone = [...this.#sockets].map((socket) => new Promise((resolve) => void socket.once('close', resolve)));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all([this.#listener.close(), this.#announcements.close(), ...gone]);
  }

  #track(socket: Socket): void {
    // Whoever works with the socket hears of its end by itself.
    socket.on('error', () => undefined);
    if (this.#closing) return void socket.destroy();
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
