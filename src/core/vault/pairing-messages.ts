/**
 * What two windows say to each other once they have met by their words. The bytes are in docs/formats.md; every message
 * crosses sealed (`SealedPairing`).
 */
import { type Bytes, coded, hasCode } from '#core/base';
import {
  createDecoder,
  type Decoder,
  hasContent,
  readUint8,
  readVarString,
  readVarUint,
  readVarUint8Array,
} from 'lib0/decoding';
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeUint8,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding';
import type { DeviceKeys } from './devices.ts';
import { keyBytes, vaultIdBytes } from './keyring.ts';
import type { VaultSeed } from './vault-seed.ts';

const version = 1;
const most = { vaults: 16, removed: 1024, slots: 64, addresses: 8, text: 260, slotBytes: 1024 } as const;

const types = { hello: 1, refused: 2, agreed: 3, keys: 4, done: 5 } as const;
const hows = ['give', 'take', 'merge', 'same'] as const;

/**
 * What becomes of the two journals, as its author sees it. `give`: the other device gets this one's, in the place of its
 * own if it has one. `take`: the other way round. `merge`: both become one. `same`: they are one already.
 */
export type PairingHow = (typeof hows)[number];

export type PairingMessage =
  | {
      readonly type: 'hello';
      /** What the person calls the device. */
      readonly name: string;
      readonly keys: DeviceKeys;
      /** Ids of the vaults that are open there, 16 bytes each; none without a journal. */
      readonly vaults: readonly Bytes[];
      /** Ids of the devices that were removed there: whoever finds itself among them comes with new keys. */
      readonly removed: readonly string[];
    }
  | { readonly type: 'refused' }
  | { readonly type: 'agreed'; readonly how: PairingHow }
  /** Without roots where the other side has them already. */
  | { readonly type: 'keys'; readonly seed: VaultSeed }
  /** All is on the sender's disk. `addresses`: where it answers on the local network, `host:port`. */
  | { readonly type: 'done'; readonly addresses: readonly string[] };

export function encodePairingMessage(message: PairingMessage): Bytes {
  const encoder = createEncoder();
  writeUint8(encoder, types[message.type]);
  if (message.type === 'hello') writeHello(encoder, message);
  else if (message.type === 'agreed') writeUint8(encoder, hows.indexOf(message.how));
  else if (message.type === 'keys') writeSeed(encoder, message.seed);
  else if (message.type === 'done')
    writeList(encoder, message.addresses, (address) => writeVarString(encoder, address));
  return toUint8Array(encoder);
}

/** Throws `sync/newer-version`, and `sync/protocol` for whatever is no message. */
export function decodePairingMessage(bytes: Bytes): PairingMessage {
  try {
    const decoder = createDecoder(bytes);
    const message = readMessage(decoder);
    if (hasContent(decoder)) throw coded('sync/protocol', { what: 'pairing' });
    return message;
  } catch (error) {
    throw hasCode(error) ? error : coded('sync/protocol', { what: 'pairing' }, error);
  }
}

function writeHello(encoder: Encoder, { name, keys, vaults, removed }: PairingMessage & { type: 'hello' }): void {
  writeUint8(encoder, version);
  writeVarString(encoder, name);
  for (const key of [keys.signKey, keys.networkKey, keys.boxKey]) writeVarUint8Array(encoder, key);
  writeList(encoder, vaults, (id) => writeVarUint8Array(encoder, id));
  writeList(encoder, removed.slice(-most.removed), (id) => writeVarString(encoder, id));
}

function writeSeed(encoder: Encoder, { roots, slots }: VaultSeed): void {
  writeList(encoder, roots, ({ vaultId, master }) => {
    writeVarUint8Array(encoder, vaultId);
    writeVarUint8Array(encoder, master);
  });
  writeList(encoder, slots, ({ id, bytes }) => {
    writeVarString(encoder, id);
    writeVarUint8Array(encoder, bytes);
  });
}

function writeList<T>(encoder: Encoder, list: readonly T[], write: (item: T) => void): void {
  writeVarUint(encoder, list.length);
  list.forEach(write);
}

function readMessage(decoder: Decoder): PairingMessage {
  const type = readUint8(decoder);
  if (type === types.hello) return readHello(decoder);
  if (type === types.refused) return { type: 'refused' };
  if (type === types.agreed) return { type: 'agreed', how: known(hows[readUint8(decoder)]) };
  if (type === types.keys) return { type: 'keys', seed: readSeed(decoder) };
  if (type === types.done) return { type: 'done', addresses: readList(decoder, most.addresses, readText) };
  throw coded('sync/protocol', { what: 'pairing' });
}

function readHello(decoder: Decoder): PairingMessage {
  if (readUint8(decoder) > version) throw coded('sync/newer-version');
  const name = readText(decoder);
  const [signKey, networkKey, boxKey] = [readKey(decoder), readKey(decoder), readKey(decoder)];
  const vaults = readList(decoder, most.vaults, (from) => readExactly(from, vaultIdBytes));
  const removed = readList(decoder, most.removed, readText);
  return { type: 'hello', name, keys: { signKey, networkKey, boxKey }, vaults, removed };
}

function readSeed(decoder: Decoder): VaultSeed {
  const roots = readList(decoder, most.vaults, (from) => ({
    vaultId: readExactly(from, vaultIdBytes),
    master: readKey(from),
  }));
  const slots = readList(decoder, most.slots, (from) => {
    const id = readText(from);
    const bytes = readVarUint8Array(from).slice();
    if (bytes.length > most.slotBytes) throw coded('sync/protocol', { what: 'pairing' });
    return { id, bytes };
  });
  return { roots, slots };
}

function readList<T>(decoder: Decoder, limit: number, read: (decoder: Decoder) => T): T[] {
  const length = readVarUint(decoder);
  if (length > limit) throw coded('sync/protocol', { what: 'pairing' });
  return Array.from({ length }, () => read(decoder));
}

function readKey(decoder: Decoder): Bytes {
  return readExactly(decoder, keyBytes);
}

function readExactly(decoder: Decoder, length: number): Bytes {
  const bytes = readVarUint8Array(decoder).slice();
  if (bytes.length !== length) throw coded('sync/protocol', { what: 'pairing' });
  return bytes;
}

function readText(decoder: Decoder): string {
  const text = readVarString(decoder);
  if (text.length > most.text) throw coded('sync/protocol', { what: 'pairing' });
  return text;
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw coded('sync/protocol', { what: 'pairing' });
  return value;
}
