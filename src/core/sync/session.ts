/**
 * What two devices say to each other over one connection: hello with proof of membership, then the vault and its letters
 * until one of them says goodbye. The bytes are in docs/formats.md.
 *
 * Nothing is told before the other side has proved membership; the side that dialled proves first. Any frame that does
 * not belong where it comes ends the session, and a session that ended loses nothing: the next one compares anew.
 */
import {
  asCoded,
  type Bytes,
  type Clock,
  coded,
  type Dispose,
  Disposables,
  type NailwallError,
  type Scheduler,
} from '#core/base';
import type { MembershipKey } from './folder.ts';
import { decodeFrame, type Frame, type Goodbye } from './frames.ts';
import type { LetterDesk, LetterVisitor, Missing } from './letter-desk.ts';
import { LetterFetch } from './letter-fetch.ts';
import { LetterServe } from './letter-serve.ts';
import { helloTimeoutMs, maxProofs, pingAfterMs, silenceTimeoutMs } from './limits.ts';
import { Outbox } from './outbox.ts';
import { isProved, proveMembership } from './proof.ts';
import type { Connection } from './transport.ts';
import { VaultExchange } from './vault-exchange.ts';
import type { VaultPort } from './vault-port.ts';

/** Versions of the protocol that this program speaks, at most 255. */
export const protocolVersions = { lowest: 1, highest: 1 } as const;

export interface SessionOptions {
  readonly connection: Connection;
  /** Current epoch's first. */
  readonly membershipKeys: readonly MembershipKey[];
  /** Whether the vault's signatures count the holder of this network key among the devices, now. */
  isMember(peerKey: Bytes): boolean;
  readonly vault: VaultPort;
  readonly letters: LetterDesk;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly versions?: { readonly lowest: number; readonly highest: number };
  /** The other side has proved membership. */
  onOpen(): void;
  /** Any of the session's getters may answer differently. */
  onChange(): void;
  /** The session goes on without letters. */
  onTrouble(error: NailwallError): void;
  /** Once, as the last call; null after a goodbye in good order. */
  onClosed(error: NailwallError | null): void;
}

type Phase = 'hello' | 'open' | 'closed';

export class Session {
  readonly #options: SessionOptions;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #vault: VaultExchange;
  readonly #fetch: LetterFetch;
  readonly #serve: LetterServe;
  readonly #visitor: LetterVisitor = { look: () => this.#look(), came: (hash) => this.#came(hash) };
  readonly #disposables = new Disposables();
  #cancelWatch: Dispose | null = null;
  #phase: Phase = 'hello';
  #received = 0;
  #lastHeard: number;
  #paused = false;
  #pinged = false;
  #bytesIn = 0;
  #bytesOut = 0;
  #peerMissing: Missing = { letters: 0, bytes: 0 };
  #toldMissing: Missing = { letters: 0, bytes: 0 };

  private constructor(options: SessionOptions) {
    this.#options = options;
    this.#connection = options.connection;
    this.#lastHeard = options.clock.now();
    const wake = () => this.#guarded(() => this.#outbox.wake());
    const control = (frame: Frame) => this.#guarded(() => this.#outbox.control(frame));
    const fail = (error: unknown) => this.#fail(asCoded(error));
    const changed = () => this.#changed();
    const trouble = (error: unknown) => this.#options.onTrouble(asCoded(error));
    const hold = (full: boolean) => this.#hold(full);
    const tellMissing = async () => {
      await options.letters.refresh();
      this.#tellMissing();
    };
    this.#vault = new VaultExchange({ vault: options.vault, from: this, tellMissing, wake, hold, changed, fail });
    this.#fetch = new LetterFetch({ desk: options.letters, control, changed, trouble }, this.#visitor);
    this.#serve = new LetterServe({ blobs: options.letters.blobs, changed, wake, control, fail });
    const lanes = { vault: () => this.#vault.next(), letters: () => this.#serve.next() };
    this.#outbox = new Outbox((frame) => this.#send(frame), lanes);
  }

  /** Begins at once. A connection from whoever is no member is closed without a word. */
  static start(options: SessionOptions): Session {
    const session = new Session(options);
    session.#begin();
    return session;
  }

  get isOpen(): boolean {
    return this.#phase === 'open';
  }

  /** Both sides have on disk everything that either knows of, letters included, as of what was last said. */
  get settled(): boolean {
    if (this.#phase !== 'open' || !this.#vault.settled) return false;
    return this.#peerMissing.letters + this.#options.letters.missing.letters === 0;
  }

  /** What the other side said it lacks of the letters that its vault lists. */
  get peerMissing(): Missing {
    return this.#peerMissing;
  }

  /** Bytes of the vault message and of the letter that are coming in, and of the letter that goes out: across, and in all. */
  get progress() {
    return { vault: this.#vault.progress, letter: this.#fetch.progress, served: this.#serve.progress };
  }

  get bytes(): { readonly in: number; readonly out: number } {
    return { in: this.#bytesIn, out: this.#bytesOut };
  }

  /** Changes and answers that the other side has not said to be on its disk. */
  get pendingChanges(): number {
    return this.#vault.pending;
  }

  /** Bytes that the session holds for a slow disk or a slow connection. */
  get heldBytes(): number {
    return this.#vault.heldBytes;
  }

  /** Says goodbye and closes; nothing is held back, since nothing unsent is needed again. */
  end(reason: Goodbye): void {
    if (this.#phase === 'closed') return;
    const wasOpen = this.#phase === 'open';
    this.#close(wasOpen ? { type: 'goodbye', reason } : null, null);
  }

  #begin(): void {
    const { connection, scheduler } = this.#options;
    connection.open({
      frame: (bytes) => this.#guarded(() => this.#take(bytes)),
      drained: () => this.#guarded(() => this.#outbox.drained()),
      closed: (error) => this.#connectionClosed(error),
    });
    if (!this.#options.isMember(connection.peerKey)) return this.#fail(coded('sync/stranger'));
    this.#disposables.add(scheduler.after(helloTimeoutMs, () => this.#helloDue()));
    if (connection.isInitiator) this.#sayHello();
  }

  /** Whoever hangs up instead of proving membership did not let this device in. */
  #connectionClosed(error: NailwallError | null): void {
    this.#close(null, error ?? (this.#phase === 'hello' ? coded('sync/refused') : null));
  }

  #helloDue(): void {
    if (this.#phase === 'hello') this.#fail(coded('sync/timeout', { what: 'hello' }));
  }

  #take(bytes: Bytes): void {
    if (this.#phase === 'closed') return;
    this.#bytesIn += bytes.length;
    this.#lastHeard = this.#options.clock.now();
    this.#pinged = false;
    const { frame, number } = decodeFrame(bytes);
    if (number !== this.#received) throw coded('sync/protocol', { what: 'number' });
    this.#received += 1;
    if (this.#phase === 'hello') this.#takeHello(frame);
    else this.#dispatch(frame);
  }

  #sayHello(): void {
    const { lowest, highest } = this.#options.versions ?? protocolVersions;
    const binding = { role: this.#roleOf(true), lowest, highest, handshakeHash: this.#connection.handshakeHash };
    const proofs = proveMembership(this.#options.membershipKeys.slice(0, maxProofs), binding);
    this.#outbox.control({ type: 'hello', lowest, highest, proofs });
  }

  #takeHello(frame: Frame): void {
    if (frame.type !== 'hello') throw coded('sync/protocol', { what: 'hello' });
    const { lowest, highest } = frame;
    const binding = { role: this.#roleOf(false), lowest, highest, handshakeHash: this.#connection.handshakeHash };
    if (!isProved(frame.proofs, this.#options.membershipKeys, binding)) throw coded('sync/stranger', { what: 'proof' });
    if (!this.#connection.isInitiator) this.#sayHello();
    const own = this.#options.versions ?? protocolVersions;
    // Each side sees both ranges, so both come to the same end without another word.
    if (lowest > own.highest) return this.#close(null, coded('sync/newer-version', { version: lowest }));
    if (highest < own.lowest) return this.#close(null, coded('sync/older-version', { version: highest }));
    this.#open();
  }

  #open(): void {
    this.#phase = 'open';
    this.#watch();
    this.#vault.start();
    this.#disposables.add(this.#options.letters.join(this.#visitor));
    this.#options.onOpen();
  }

  #roleOf(own: boolean): 'initiator' | 'responder' {
    return own === this.#connection.isInitiator ? 'initiator' : 'responder';
  }

  #dispatch(frame: Frame): void {
    switch (frame.type) {
      case 'part':
        return this.#vault.part(frame.total, frame.bytes);
      case 'ack':
        return this.#vault.acknowledged(frame.count);
      case 'again':
        return this.#vault.again();
      case 'missing':
        this.#peerMissing = { letters: frame.letters, bytes: frame.bytes };
        return this.#changed();
      case 'want':
        return this.#serve.want(frame);
      case 'piece':
        return this.#fetch.piece(frame.hash, frame.offset, frame.bytes);
      case 'lack':
        return this.#fetch.lack(frame.hash);
      case 'have':
        return this.#fetch.have(frame.hash);
      case 'ping':
        return this.#outbox.control({ type: 'pong' });
      case 'pong':
        return;
      case 'goodbye':
        return this.#close(null, errorFor(frame.reason));
      case 'hello':
        throw coded('sync/protocol', { what: 'hello' });
    }
  }

  /** Asks a silent peer whether it is there, and gives up on one that does not answer. */
  #watch(): void {
    this.#cancelWatch = this.#options.scheduler.after(pingAfterMs, () => {
      if (this.#phase !== 'open') return;
      // While nothing is read here, silence says nothing.
      const silence = this.#paused ? 0 : this.#options.clock.now() - this.#lastHeard;
      if (silence >= silenceTimeoutMs) return this.#fail(coded('sync/timeout', { what: 'silence' }));
      if (silence >= pingAfterMs && !this.#pinged) this.#ping();
      this.#watch();
    });
  }

  #ping(): void {
    this.#pinged = true;
    this.#guarded(() => this.#outbox.control({ type: 'ping' }));
  }

  #hold(full: boolean): void {
    if (full === this.#paused || this.#phase === 'closed') return;
    this.#paused = full;
    this.#lastHeard = this.#options.clock.now();
    if (full) this.#connection.pause();
    else this.#connection.resume();
  }

  #look(): void {
    if (this.#phase !== 'open') return;
    this.#tellMissing();
    this.#guarded(() => this.#fetch.look());
    this.#changed();
  }

  #came(hash: string): void {
    if (this.#phase !== 'open') return;
    this.#guarded(() => this.#serve.came(hash));
    this.#guarded(() => this.#fetch.came(hash));
    this.#tellMissing();
    this.#changed();
  }

  #tellMissing(): void {
    const { letters, bytes } = this.#options.letters.missing;
    if (letters === this.#toldMissing.letters && bytes === this.#toldMissing.bytes) return;
    this.#toldMissing = { letters, bytes };
    this.#guarded(() => this.#outbox.control({ type: 'missing', letters, bytes }));
  }

  #changed(): void {
    if (this.#phase === 'open') this.#options.onChange();
  }

  #send(frame: Bytes): boolean {
    this.#bytesOut += frame.length;
    return this.#connection.send(frame);
  }

  #guarded(work: () => void): void {
    if (this.#phase === 'closed') return;
    try {
      work();
    } catch (error) {
      this.#fail(asCoded(error));
    }
  }

  /** A peer that has proved nothing is told nothing, not even that something was wrong. */
  #fail(error: NailwallError): void {
    const reason: Goodbye = error.code.startsWith('sync/') ? 'protocol' : 'trouble';
    this.#close(this.#phase === 'open' ? { type: 'goodbye', reason } : null, error);
  }

  #close(last: Frame | null, error: NailwallError | null): void {
    if (this.#phase === 'closed') return;
    const wasOpen = this.#phase === 'open';
    this.#phase = 'closed';
    this.#cancelWatch?.();
    this.#disposables.dispose();
    this.#vault.stop();
    this.#fetch.stop();
    this.#serve.stop();
    this.#outbox.stop(last);
    this.#connection.close(wasOpen || isVersionError(error) ? 'flush' : 'now');
    this.#options.onClosed(error);
  }
}

/** After these both hellos have to arrive, so that the other side can say the same. */
function isVersionError(error: NailwallError | null): boolean {
  return error?.code === 'sync/newer-version' || error?.code === 'sync/older-version';
}

/** A goodbye as the side that hears it sees it. */
function errorFor(reason: Goodbye): NailwallError | null {
  if (reason === 'removed') return coded('sync/removed');
  if (reason === 'trouble' || reason === 'protocol') return coded('sync/cut', { why: reason });
  return null;
}
