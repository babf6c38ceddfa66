import { type Bytes, coded } from '#core/base';
import type { HostHandlers } from '#core/contract';
import { Pairing, type PairingPorts } from './pairing.ts';

type Calls = Pick<HostHandlers['sync'], 'beginPairing' | 'acceptPairing'>;

/** One pairing at a time: the next one ends the last. */
export class Pairings {
  readonly #ports: PairingPorts;
  #pairing: Pairing | null = null;

  constructor(ports: PairingPorts) {
    this.#ports = ports;
  }

  async begin(...[{ channel }]: Parameters<Calls['beginPairing']>): ReturnType<Calls['beginPairing']> {
    await this.end();
    const pairing = await Pairing.begin(this.#ports, channel);
    this.#pairing = pairing;
    return { pairing: pairing.id, addresses: [...pairing.addresses] };
  }

  async accept(...[{ channel, address }]: Parameters<Calls['acceptPairing']>): ReturnType<Calls['acceptPairing']> {
    await this.end();
    const pairing = await Pairing.accept(this.#ports, channel, address);
    this.#pairing = pairing;
    return { pairing: pairing.id };
  }

  /** Throws `input/invalid` for one that is over, `sync/unreachable` for one that has met nobody yet. */
  send(pairing: string, message: Bytes): void {
    if (this.#pairing?.id !== pairing) throw coded('input/invalid', { what: 'pairing' });
    this.#pairing.send(message);
  }

  /** The one that is under way, or that one if it is. */
  async end(pairing?: string): Promise<void> {
    const ending = this.#pairing;
    if (!ending || (pairing !== undefined && ending.id !== pairing)) return;
    this.#pairing = null;
    await ending.end();
  }
}
