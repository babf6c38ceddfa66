/** A network between real sockets that drops, delays, repeats, reorders, alters and cuts; TCP above it sees what is left. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Chances in a thousand for each chunk of bytes that passes. */
export interface Faults {
  readonly drop?: number;
  readonly repeat?: number;
  readonly reorder?: number;
  readonly alter?: number;
  readonly cut?: number;
  /** Longest delay of a chunk, ms. */
  readonly delay?: number;
}

/** Whole numbers from 0 up to, not including, `below`. */
export type Chance = (below: number) => number;

/** A stream of chances that a seed fixes (xorshift32). */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) % 4_294_967_296 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export class BadNetwork {
  readonly #server: Server;
  readonly #target: number;
  readonly #chance: Chance;
  readonly #sockets = new Set<Socket>();
  faults: Faults = {};
  /** Nothing passes any more, and nobody hears of it: both ends wait. */
  isStuck = false;
  /** Faults that befell somebody. */
  happened = 0;
  passed = 0;
  /** Cuts the connection after so many more bytes. */
  cutAfter = Number.POSITIVE_INFINITY;

  private constructor(target: number, chance: Chance) {
    this.#target = target;
    this.#chance = chance;
    this.#server = createServer((near) => this.#join(near));
  }

  /** In front of a port of 127.0.0.1. */
  static async before(port: number, chance: Chance): Promise<BadNetwork> {
    const network = new BadNetwork(port, chance);
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve));
    return network;
  }

  get address(): string {
    return `127.0.0.1:${String((this.#server.address() as { port: number }).port)}`;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(this.#target, '127.0.0.1');
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      this.#sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      const held: Buffer[] = [];
      from.on('data', (bytes) => this.#pass(bytes, held, from, to));
    }
  }

  #pass(bytes: Buffer, held: Buffer[], from: Socket, to: Socket): void {
    if (this.isStuck) return void from.pause();
    this.passed += bytes.length;
    this.cutAfter -= bytes.length;
    if (this.cutAfter <= 0) {
      this.cutAfter = Number.POSITIVE_INFINITY;
      return this.cut();
    }
    const { drop = 0, repeat = 0, reorder = 0, alter = 0, cut = 0, delay = 0 } = this.faults;
    if (this.#befalls(cut)) return this.cut();
    if (this.#befalls(drop)) return;
    if (this.#befalls(reorder)) return void held.push(bytes);
    const passing = this.#befalls(alter) ? this.#altered(bytes) : bytes;
    const chunks = [passing, ...(this.#befalls(repeat) ? [passing] : []), ...held.splice(0)];
    const go = (): void => {
      if (to.destroyed) return;
      // A slow reader slows the sender down, as on any line.
      if (!to.write(Buffer.concat(chunks))) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    };
    if (delay === 0) return go();
    // In order: what waits holds up what comes behind it.
    from.pause();
    setTimeout(
      () => {
        go();
        from.resume();
      },
      this.#chance(delay + 1),
    );
  }

  #befalls(perThousand: number): boolean {
    const does = this.#chance(1000) < perThousand;
    if (does) this.happened += 1;
    return does;
  }

  #altered(bytes: Buffer): Buffer {
    const altered = Buffer.from(bytes);
    const at = this.#chance(bytes.length);
    altered[at] = (altered[at] ?? 0) ^ (1 << this.#chance(8));
    return altered;
  }
}
