/**
 * The ports through which sessions reach other devices. A transport finds devices and opens encrypted connections; what
 * is said over them is the session's business. Nothing is open before an endpoint is, and nothing after it was closed.
 *
 * Every connection is a Noise handshake of pattern IK between two ed25519 keys: whoever dials must know the key of whom
 * it dials, so a stranger who knows address and port gets no answer that says anything. The key of a device is its
 * network key; during pairing the device that shows the words answers under a key derived from them.
 */
import type { Bytes, Dispose, NailwallError } from '#core/base';

/** Ways that open connections. */
export type SocketKind = 'lan' | 'internet';
/** All ways; the folder exchanges files instead (`folder.ts`). */
export type TransportKind = SocketKind | 'folder';

/**
 * The longest frame, bytes: what a session sends in one piece. A transport never hands over a longer one: it closes the
 * connection with `sync/too-large`, as early as the length is known.
 */
export const maxFrameBytes = 64 * 1024;

/** A Noise handshake that takes longer is given up, ms. */
export const handshakeTimeoutMs = 10_000;

/** An ed25519 key pair in libsodium's form: the secret key is seed (32 bytes), then public key (32 bytes). */
export interface KeyPair {
  readonly publicKey: Bytes;
  readonly secretKey: Bytes;
}

/**
 * One encrypted connection, after its handshake. Whatever the network does to it, frames arrive whole, unaltered, in
 * order and once, or the connection closes: an altered, repeated or missing frame is `sync/cut`.
 */
export interface Connection {
  readonly transport: SocketKind;
  /** Whether this side dialled. */
  readonly isInitiator: boolean;
  /** The ed25519 key (32 bytes) that the other side proved to hold. */
  readonly peerKey: Bytes;
  /** Names this one handshake, the same on both sides: the hash of its transcript, 32 to 64 bytes. */
  readonly handshakeHash: Bytes;
  /** Begins to deliver; nothing is read beyond the handshake before. Called once, and not after `close`. */
  open(handler: ConnectionHandler): void;
  /**
   * Hands over one frame (1 to {@link maxFrameBytes} bytes), whose bytes nobody changes afterwards. False: enough is
   * waiting, go on after `drained` (what was handed over is still sent). Does nothing once closed.
   */
  send(frame: Bytes): boolean;
  /** No `frame` between `pause` and `resume`; the other side is slowed down by it. */
  pause(): void;
  resume(): void;
  /** `flush`: what was handed over leaves first, within a few seconds. `now`: at once. Calling it again does nothing. */
  close(how: 'flush' | 'now'): void;
}

export interface ConnectionHandler {
  frame(bytes: Bytes): void;
  /** After a `send` that answered false. */
  drained(): void;
  /**
   * Once, as the last call. Null when this side closed it or the other one ended it in good order; else `sync/cut`,
   * `sync/timeout`, `sync/too-large`.
   */
  closed(error: NailwallError | null): void;
}

/** How devices know each other's announcements on a local network; strangers see random bytes that change daily. */
export interface Discovery {
  /** Tags of {@link tagBytes} bytes to announce; none: announce nothing. Asked anew on `refresh` and every hour. */
  announced(): readonly Bytes[];
  /** Whether there is anybody to look for; while there is not, nothing is asked either. */
  seeking(): boolean;
  /** The key to dial of the device that announces `tag`; null for whatever is not meant for this one. */
  recognise(tag: Bytes): Bytes | null;
}

/** Length of an announced tag. */
export const tagBytes = 12;

/** A device that can be dialled. */
export interface Target {
  readonly peerKey: Bytes;
  /** `host:port` as announced or typed; null where the key alone is enough (internet). */
  readonly address: string | null;
}

export interface EndpointOptions {
  /** The static key of both answering and dialling. */
  readonly keyPair: KeyPair;
  /** Where to answer if that can be had, so that an address stays good for long; else anywhere. 0: anywhere. */
  readonly port: number;
  /**
   * Whether the holder of this key may connect at all. Asked as early in the handshake as the transport can, so that
   * others learn nothing; a connection that was refused is never handed over.
   */
  mayConnect(peerKey: Bytes): boolean;
  readonly discovery: Discovery;
  /** A device was seen, or seen again elsewhere. The transport does not dial by itself. */
  onSighting(target: Target): void;
  /** Somebody dialled this endpoint, was allowed to and finished the handshake. */
  onConnection(connection: Connection): void;
  /** Something keeps the endpoint from working as it should (no multicast, a lost network); null when it is over. */
  onTrouble(error: NailwallError | null): void;
}

export interface Endpoint {
  /** Where it answers, `host:port`, for typing on the other device; empty where addresses do not matter. */
  readonly addresses: readonly string[];
  /**
   * Connects to `target` and only to the holder of its key. Rejects with `sync/unreachable`, `sync/timeout`, or
   * `sync/refused` when the other side ended the handshake; `cancelled` after `cancel`.
   */
  dial(target: Target): Dialling;
  /** The answers of `mayConnect` and `discovery` may have changed. Open connections are the session's to close. */
  refresh(): void;
  /** Resolves when none of its sockets is open any more. */
  close(): Promise<void>;
}

export interface Dialling {
  readonly connection: Promise<Connection>;
  readonly cancel: Dispose;
}

/** A way to open connections. Several endpoints may be open at once: the device's own, and one for a pairing. */
export interface Transport {
  readonly kind: SocketKind;
  /** Rejects with `sync/transport-failed` (data: `system`, the operating system's code). */
  openEndpoint(options: EndpointOptions): Promise<Endpoint>;
}
