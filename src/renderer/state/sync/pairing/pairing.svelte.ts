/**
 * One pairing, from the words to the last message. Both sides run the same steps; what each does follows from its role,
 * from what the two hold, and from what the person chose. Nothing is done to a journal before the person has agreed.
 */
import {
  asCoded,
  type Bytes,
  coded,
  type Dispose,
  equalBytes,
  type ErrorCode,
  hasCode,
  type NailwallError,
} from '#core/base';
import type { HostEvent } from '#core/contract';
import {
  authorOf,
  channelOf,
  createDeviceSecret,
  decodePairingMessage,
  deviceIdOf,
  encodePairingFile,
  encodePairingMessage,
  type PairingHow,
  type PairingMessage,
  SealedPairing,
  type VaultSeed,
  wordsOf,
} from '#core/vault';
import type { Joining, PairingView } from '../../sync-view.ts';
import type { PairingPorts, PairingSelf, Peer } from './pairing-ports.ts';

const wordsHoldMs = 10 * 60_000;
const opposite: Readonly<Record<PairingHow, PairingHow>> = { give: 'take', take: 'give', merge: 'merge', same: 'same' };
const settledBy: Readonly<Record<Exclude<Joining, 'two-journals'>, PairingHow>> = {
  'give-ours': 'give',
  'take-theirs': 'take',
  'same-journal': 'same',
};

export class Pairing implements PairingView {
  readonly side: PairingView['side'];
  readonly expiresAt: number;
  readonly #ports: PairingPorts;
  #self: PairingSelf;
  readonly #entropy: Bytes;
  readonly #typedAddress: string | null;
  readonly #stopListening: Dispose;
  #stage: PairingView['stage'] = $state('looking');
  #peer: Peer | null = $state.raw(null);
  #joining: Joining | null = $state(null);
  #error: NailwallError | null = $state.raw(null);
  #addresses: readonly string[] = $state.raw([]);
  #id: string | null = null;
  /** What came before the host had said which pairing this is. */
  #early: HostEvent<'sync.pairing'>[] = [];
  #sealed: SealedPairing | null = null;
  #how: PairingHow | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isDoneHere = false;
  #peerAddresses: readonly string[] | null = null;

  private constructor(side: PairingView['side'], entropy: Bytes, options: PairingOptions) {
    this.side = side;
    this.#entropy = entropy;
    this.#ports = options.ports;
    this.#self = options.self;
    this.#typedAddress = options.address ?? null;
    this.expiresAt = options.ports.clock.now() + wordsHoldMs;
    this.#stopListening = options.ports.host.on('sync.pairing', (event) => this.#hear(event));
  }

  /** Throws `sync/off` when neither LAN nor internet is on. */
  static async show(entropy: Bytes, options: PairingOptions): Promise<Pairing> {
    const pairing = new Pairing('show', entropy, options);
    await pairing.#start(async () => {
      const begun = await options.ports.host.sync.beginPairing({ channel: channelOf(entropy) });
      pairing.#addresses = begun.addresses;
      return begun.pairing;
    });
    return pairing;
  }

  /** Throws `sync/off` when neither LAN nor internet is on. */
  static async type(entropy: Bytes, options: PairingOptions): Promise<Pairing> {
    const pairing = new Pairing('type', entropy, options);
    const { address = null } = options;
    await pairing.#start(async () => {
      const accepted = await options.ports.host.sync.acceptPairing({ channel: channelOf(entropy), address });
      return accepted.pairing;
    });
    return pairing;
  }

  get stage(): PairingView['stage'] {
    return this.#stage;
  }

  get words(): readonly string[] | null {
    return this.side === 'show' ? wordsOf(this.#entropy) : null;
  }

  get addresses(): readonly string[] {
    return this.#addresses;
  }

  get peerName(): string | null {
    return this.#peer?.name ?? null;
  }

  get joining(): Joining | null {
    return this.#joining;
  }

  get error(): NailwallError | null {
    return this.#error;
  }

  file(): Uint8Array | null {
    if (this.side !== 'show') return null;
    return encodePairingFile({ words: wordsOf(this.#entropy).join(' '), addresses: this.#addresses });
  }

  async confirm(): Promise<void> {
    const joining = this.#joining;
    if (this.#stage === 'confirm' && joining !== null && joining !== 'two-journals')
      await this.#agree(settledBy[joining]);
  }

  async choose(how: Parameters<PairingView['choose']>[0]): Promise<void> {
    const meant = ({ merge: 'merge', 'take-theirs': 'take', 'give-ours': 'give' } as const)[how];
    if (this.#stage === 'choose') await this.#agree(meant);
  }

  async cancel(): Promise<void> {
    // Once keys are crossing, going back halfway would leave one side behind.
    if (this.#isOver || this.#stage === 'crossing') return;
    if (this.#peer) await this.#send({ type: 'refused' }).catch(() => undefined);
    await this.#end(null);
  }

  get #isOver(): boolean {
    return this.#stage === 'done' || this.#stage === 'ended';
  }

  async #start(begin: () => Promise<string>): Promise<void> {
    try {
      this.#id = await begin();
    } catch (error) {
      this.#stopListening();
      throw error;
    }
    for (const event of this.#early.splice(0)) this.#hear(event);
  }

  #hear(event: HostEvent<'sync.pairing'>): void {
    if (this.#id === null) this.#early.push(event);
    if (event.pairing !== this.#id) return;
    if (event.stage === 'ended') this.#heardEnd(event.code as ErrorCode | null);
    else void this.#inTurn(() => (event.stage === 'met' ? this.#meet(event.handshakeHash) : this.#take(event.message)));
  }

  /** One step after another; what fails ends the pairing. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn
      .then(() => (this.#isOver ? undefined : step()))
      .catch((error: unknown) => this.#end(asCoded(error)));
    return this.#turn;
  }

  async #meet(handshakeHash: Bytes): Promise<void> {
    const { random } = this.#ports;
    this.#sealed = new SealedPairing(this.#entropy, { handshakeHash, role: this.side === 'show' ? 2 : 1 }, random);
    await this.#greet();
  }

  #greet(): Promise<void> {
    const { name, keys, vaults, removed } = this.#self;
    return this.#send({ type: 'hello', name, keys, vaults, removed });
  }

  async #take(bytes: Bytes): Promise<void> {
    if (!this.#sealed) throw coded('sync/protocol', { what: 'pairing' });
    const message = decodePairingMessage(this.#sealed.open(bytes));
    if (message.type === 'refused') return this.#end(coded('sync/pairing-refused'));
    if (message.type === 'hello') return this.#know(message);
    if (message.type === 'agreed') return this.#follow(opposite[message.how]);
    if (message.type === 'keys') return this.#join(message.seed);
    if (this.#how === null) throw coded('sync/protocol', { what: 'pairing' });
    this.#peerAddresses = message.addresses;
    await this.#endWhenBothAreDone();
  }

  /** The other side's hello: what both hold says what there is to ask. */
  async #know({ name, keys, vaults, removed }: PairingMessage & { type: 'hello' }): Promise<void> {
    if (this.#joining !== null || this.#how !== null) throw coded('sync/protocol', { what: 'pairing' });
    const device = deviceIdOf(keys);
    const own = deviceIdOf(this.#self.keys);
    if (device === own) throw coded('sync/same-device');
    this.#peer = { name, keys, device };
    // A removal holds for ever, so whoever was removed comes back with new keys, and says so.
    if (removed.includes(own)) await this.#comeAnew();
    if (this.#self.removed.includes(device)) return;
    this.#joining = joiningOf(this.#self.vaults, vaults);
    if (this.side === 'type') this.#stage = 'their-turn';
    else this.#stage = this.#joining === 'two-journals' ? 'choose' : 'confirm';
  }

  async #comeAnew(): Promise<void> {
    const secret = { ...createDeviceSecret(this.#ports.random), anchors: this.#self.secret.anchors };
    this.#self = { ...this.#self, secret, keys: authorOf(secret) };
    await this.#greet();
  }

  #agree(how: PairingHow): Promise<void> {
    this.#stage = 'crossing';
    return this.#inTurn(async () => {
      await this.#send({ type: 'agreed', how });
      await this.#begin(how);
    });
  }

  async #follow(how: PairingHow): Promise<void> {
    const joining = this.#joining;
    const mayBe = joining === 'two-journals' ? how !== 'same' : joining !== null && settledBy[joining] === how;
    if (this.side === 'show' || this.#how !== null || !mayBe) throw coded('sync/protocol', { what: 'pairing' });
    this.#stage = 'crossing';
    await this.#begin(how);
  }

  /** This side's part as far as it needs nothing of the other one. */
  async #begin(how: PairingHow): Promise<void> {
    const peer = this.#known();
    this.#how = how;
    if (how === 'take') return;
    if (how === 'merge') await this.#ports.backUp();
    else await this.#ports.welcome(peer, this.#self.secret);
    await this.#send({ type: 'keys', seed: how === 'same' ? { roots: [], slots: [] } : this.#ports.seed() });
    if (how !== 'merge') await this.#finishHere();
  }

  /** The other side's keys have come. */
  async #join(seed: VaultSeed): Promise<void> {
    const peer = this.#known();
    if (this.#how === null || this.#how === 'give') throw coded('sync/protocol', { what: 'pairing' });
    if (this.#how === 'same') return;
    if (this.#how === 'merge') await this.#ports.merge(seed, peer, this.#self.secret);
    else await this.#ports.adopt(seed, peer, this.#self.secret);
    await this.#finishHere();
  }

  async #finishHere(): Promise<void> {
    await this.#send({ type: 'done', addresses: await this.#ports.lanAddresses() });
    this.#isDoneHere = true;
    await this.#endWhenBothAreDone();
  }

  async #endWhenBothAreDone(): Promise<void> {
    if (!this.#isDoneHere || this.#peerAddresses === null) return;
    const { device } = this.#known();
    const address = this.#typedAddress && addressBy(this.#typedAddress, this.#peerAddresses);
    if (address) await this.#ports.host.sync.setAddress({ device, address });
    await this.#finish();
  }

  async #finish(): Promise<void> {
    this.#stage = 'done';
    this.#stopListening();
    await this.#endAtHost();
    await this.#ports.ended(true);
  }

  #heardEnd(code: ErrorCode | null): void {
    void this.#inTurn(async () => {
      // What was to be done here is done: the other side's last word was lost, not its work.
      if (this.#isDoneHere && this.#how !== 'give') await this.#finish();
      else
        await this.#end(
          coded(this.#peer && (code ?? 'sync/cut') === 'sync/cut' ? 'sync/pairing-cut' : (code ?? 'cancelled')),
        );
    });
  }

  async #end(error: NailwallError | null): Promise<void> {
    if (this.#isOver) return;
    this.#stage = 'ended';
    this.#error = hasCode(error, 'cancelled') ? null : error;
    this.#stopListening();
    await this.#endAtHost();
    await this.#ports.ended(false);
  }

  /** The words are worth nothing from here on, whether or not the host can still be told. */
  async #endAtHost(): Promise<void> {
    const { host } = this.#ports;
    if (this.#id !== null)
      await host.sync.endPairing({ pairing: this.#id }).catch((error: unknown) => this.#ports.fault(error));
  }

  async #send(message: PairingMessage): Promise<void> {
    if (!this.#sealed || this.#id === null) throw coded('sync/protocol', { what: 'pairing' });
    const sealed = this.#sealed.seal(encodePairingMessage(message));
    await this.#ports.host.sync.sendPairing({ pairing: this.#id, message: sealed });
  }

  #known(): Peer {
    if (!this.#peer) throw coded('sync/protocol', { what: 'pairing' });
    return this.#peer;
  }
}

export interface PairingOptions {
  readonly ports: PairingPorts;
  readonly self: PairingSelf;
  /** Where the other device answers, typed by the person. */
  readonly address?: string | null;
}

/** Throws `sync/no-journal` when neither side has one. */
function joiningOf(ours: readonly Bytes[], theirs: readonly Bytes[]): Joining {
  if (ours.length === 0 && theirs.length === 0) throw coded('sync/no-journal');
  if (theirs.length === 0) return 'give-ours';
  if (ours.length === 0) return 'take-theirs';
  const isShared = ours.some((id) => theirs.some((other) => equalBytes(id, other)));
  return isShared ? 'same-journal' : 'two-journals';
}

/** Where the device answers from now on: the typed host, and the port that it has told. */
function addressBy(typed: string, told: readonly string[]): string | null {
  const port = /:(\d+)$/.exec(told[0] ?? '')?.[1];
  return port === undefined ? null : typed.replace(/:\d+$/, `:${port}`);
}
