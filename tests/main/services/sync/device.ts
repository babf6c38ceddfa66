/** A device on real services: its keys, and what its window would say. */
import { type Bytes, bytesToHex } from '#core/base';
import {
  createDispatch,
  createHostApi,
  type HostApi,
  type HostEvent,
  type HostEventName,
  type SyncState,
} from '#core/contract';
import { nameLetters, removeDevice, vouchFor } from '#core/vault';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import type { Services } from '../../../../src/main/services/index.ts';
import { type Identity, membershipKey } from './identity.ts';

type Events = { [N in HostEventName]?: ((event: HostEvent<N>) => void)[] };

export class Device {
  readonly identity: Identity;
  readonly folder: string;
  readonly lines: string[];
  readonly services: Services;
  readonly api: HostApi;
  /** What its window holds of the vault. */
  readonly window = new Y.Doc();
  readonly states: SyncState[] = [];

  constructor(
    identity: Identity,
    opened: { readonly services: Services; readonly folder: string; readonly lines: string[] },
  ) {
    this.identity = identity;
    this.folder = opened.folder;
    this.lines = opened.lines;
    this.services = opened.services;
    const events: Events = {};
    this.services.onEvent((name, event) => {
      for (const listener of events[name] ?? []) (listener as (event: unknown) => void)(event);
    });
    this.api = createHostApi({
      invoke: createDispatch(this.services.handlers),
      subscribe: (name, listener) => {
        const all = ((events as Record<string, ((event: unknown) => void)[]>)[name] ??= []);
        all.push(listener);
        return () => void all.splice(all.indexOf(listener), 1);
      },
    });
    this.api.on('replica.update', (update) => Y.applyUpdate(this.window, update));
    this.api.on('sync.state', (state) => this.states.push(state));
  }

  /** Writes to the vault as a window does. */
  async change(edit: (vault: Y.Doc) => void): Promise<void> {
    const before = Y.encodeStateVector(this.window);
    edit(this.window);
    await this.push(Y.encodeStateAsUpdate(this.window, before));
  }

  async push(update: Bytes): Promise<void> {
    const chunkBytes = 1024 * 1024;
    const chunks = Math.max(1, Math.ceil(update.length / chunkBytes));
    const { transfer } = await this.api.replica.push({ bytes: update.length, chunks });
    for (let index = 0; index < chunks; index++) {
      const bytes = update.slice(index * chunkBytes, (index + 1) * chunkBytes);
      await this.api.replica.pushChunk({ transfer, index, bytes });
    }
  }

  write(record: Bytes): Promise<void> {
    return this.change((vault) => vault.getArray('log').push([record]));
  }

  /** Puts a letter on the disk and names it in the vault. */
  async addLetter(bytes: Bytes): Promise<string> {
    const hash = bytesToHex(sha256(bytes));
    const { transfer } = await this.api.letters.put({ bytes: bytes.length });
    const chunkBytes = 1024 * 1024;
    for (let index = 0; index * chunkBytes < bytes.length; index++) {
      await this.api.letters.putChunk({
        transfer,
        index,
        bytes: bytes.slice(index * chunkBytes, (index + 1) * chunkBytes),
      });
    }
    await this.api.letters.putEnd({ transfer, hash });
    await this.change((vault) => nameLetters(vault, new Map([[hash, bytes.length]]), []));
    return hash;
  }

  vouch(other: Device): Promise<void> {
    return this.change((vault) => vouchFor(vault, other.identity, new Uint8Array(), this.identity));
  }

  remove(other: Device): Promise<void> {
    return this.change((vault) => removeDevice(vault, other.identity, this.identity));
  }

  /** Unlocks: hands over the keys. `introduced` were met while pairing. */
  async admit(
    options: {
      readonly anchors?: readonly Device[];
      readonly introduced?: readonly Device[];
      readonly membership?: readonly { readonly epoch: string; readonly key: Bytes }[];
    } = {},
  ): Promise<void> {
    const { anchors = [this], introduced = [], membership = [membershipKey] } = options;
    const { device, networkSeed } = this.identity;
    await this.api.sync.admit({
      device,
      networkSeed,
      anchors: anchors.map(({ identity }) => identity.device),
      introduced: introduced.map(({ identity }) => ({ device: identity.device, networkKey: identity.networkKey })),
      membership: [...membership],
    });
  }

  lan(on = true): Promise<void> {
    return this.switch('lan', on);
  }

  /** Resolves when the way is open, or is not going to be for now. */
  async switch(kind: SyncState['ways'][number]['kind'], on = true): Promise<void> {
    await this.api.sync.setWay({ kind, on });
    const isBetween = ({ ways }: SyncState) =>
      on && ['off', 'starting'].includes(ways.find((way) => way.kind === kind)?.state ?? '');
    await new Promise<void>((resolve) => {
      const stop = this.api.on('sync.state', (state) => look(state));
      const look = (state: SyncState): void => {
        if (isBetween(state)) return;
        stop();
        resolve();
      };
      void this.api.sync.state().then(look);
    });
  }

  /** The log of the host's replica. */
  async log(): Promise<string[]> {
    const { transfer, chunks } = await this.api.replica.pull({ stateVector: Y.encodeStateVector(new Y.Doc()) });
    const doc = new Y.Doc();
    const parts: Bytes[] = [];
    for (let index = 0; index < chunks; index++) parts.push(await this.api.replica.pullChunk({ transfer, index }));
    Y.applyUpdate(doc, Buffer.concat(parts));
    return doc.getArray<Uint8Array>('log').toArray().map(bytesToHex);
  }

  /** What the device says of another one. */
  async says(other: Device): Promise<SyncState['devices'][number] | undefined> {
    return (await this.api.sync.state()).devices.find(({ device }) => device === other.identity.device);
  }

  async address(): Promise<string> {
    const [address] = (await this.api.sync.state()).ways.flatMap(({ addresses }) => addresses);
    if (address === undefined) throw new Error('no address');
    return address;
  }
}

/** Two devices of one vault, after pairing: the first vouches for both, the second has met the first. */
export async function pair(first: Device, second: Device): Promise<void> {
  await first.vouch(first);
  await first.vouch(second);
  await first.admit();
  await second.admit({ anchors: [first], introduced: [first] });
}
