/**
 * Which devices belong to a vault: signed statements in its header, readable without a key of the vault, so that a host
 * whose journal is locked knows whom to let in. A device is named by its keys, so a statement cannot give it others.
 *
 *   device/<device>/<by>    version u8 | 1 | by 16 | sign key 32 | network key 32 | box key 32 | note | signature 64
 *   removed/<device>/<by>   version u8 | 2 | by 16 | device 16 | signature 64
 *   epoch/<id>/<by>         version u8 | 3 | by 16 | id 16 | generation u32 | removed devices, 16 each | signature 64
 *
 * An epoch's statement says that a key (`epochs.ts`) was made by one who knew these devices to be removed, and gave it to
 * none of them. The signature (ed25519) is that of `by` over the domain and all that comes before it. `note` is opaque here. A
 * statement counts when its author is a member or was one; a removal holds for ever, whoever vouches afterwards: a device
 * that comes back comes with new keys. What a removed device vouched for earlier stays.
 */
import { type Bytes, concatBytes, fromBase64Url, toBase64Url, utf8ToBytes } from '#core/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type * as Y from 'yjs';
import { headerOf } from './vault-document.ts';

const domain = utf8ToBytes('nailwall/device/1');
const idDomain = utf8ToBytes('nailwall/device-id/1');
const version = 1;
const kinds = { device: 1, removed: 2, epoch: 3 } as const;
const [idBytes, keyBytes, signatureBytes, generationBytes] = [16, 32, 64, 4] as const;
const keyPattern = /^(device|removed|epoch)\/([\w-]{22})\/([\w-]{22})$/;

/** Public keys of a device, 32 bytes each. */
export interface DeviceKeys {
  /** ed25519: signs statements; its secret half never leaves the window. */
  readonly signKey: Bytes;
  /** ed25519: proves the device on every connection; the host holds its seed. */
  readonly networkKey: Bytes;
  /** x25519: keys of later epochs are wrapped to it. */
  readonly boxKey: Bytes;
}

/** A device that signs: its keys, and the seed of its sign key. */
export interface DeviceAuthor extends DeviceKeys {
  readonly signSeed: Bytes;
}

export interface KnownDevice extends DeviceKeys {
  /** 16 bytes, base64url: SHA-256 over its keys, cut. */
  readonly device: string;
  /** Of the statement by whom it is vouched first (in order of their names). */
  readonly note: Bytes;
}

/** That a key was made, and for whom it was not. */
export interface EpochStatement {
  /** See `epochs.ts`. */
  readonly epoch: string;
  readonly by: string;
  readonly generation: number;
  readonly without: ReadonlySet<string>;
}

export interface DeviceList {
  /** By id. */
  readonly members: ReadonlyMap<string, KnownDevice>;
  readonly removed: ReadonlySet<string>;
  /** Those whose authors are members or were. */
  readonly epochs: readonly EpochStatement[];
  /** Every statement that counts, by its key in the header. */
  readonly statements: ReadonlyMap<string, Bytes>;
}

export function deviceIdOf(keys: DeviceKeys): string {
  return toBase64Url(idOf(keys));
}

function idOf({ signKey, networkKey, boxKey }: DeviceKeys): Bytes {
  return sha256(concatBytes(idDomain, signKey, networkKey, boxKey)).subarray(0, idBytes);
}

/** Vouches for a device; the first one of a vault vouches for itself. */
export function vouchFor(vault: Y.Doc, device: DeviceKeys, note: Bytes, by: DeviceAuthor): void {
  const { signKey, networkKey, boxKey } = device;
  const body = concatBytes(head('device', by), signKey, networkKey, boxKey, note);
  headerOf(vault).set(`device/${deviceIdOf(device)}/${deviceIdOf(by)}`, signed(body, by));
}

/** Takes a device out of the list, for good. */
export function removeDevice(vault: Y.Doc, device: DeviceKeys, by: DeviceAuthor): void {
  const body = concatBytes(head('removed', by), idOf(device));
  headerOf(vault).set(`removed/${deviceIdOf(device)}/${deviceIdOf(by)}`, signed(body, by));
}

/** Says that the epoch's key was given to none of `without`. */
export function stateEpoch(
  vault: Y.Doc,
  epoch: { readonly id: string; readonly generation: number },
  without: Iterable<string>,
  by: DeviceAuthor,
): void {
  const generation = new Uint8Array(generationBytes);
  new DataView(generation.buffer).setUint32(0, epoch.generation);
  const removed = [...without].sort().map((id) => fromBase64Url(id));
  const body = concatBytes(head('epoch', by), fromBase64Url(epoch.id), generation, ...removed);
  headerOf(vault).set(`epoch/${epoch.id}/${deviceIdOf(by)}`, signed(body, by));
}

/** The generation that each epoch's statement claims, signed by whomever: the highest where there are several. */
export function claimedGenerations(vault: Y.Doc): ReadonlyMap<string, number> {
  const claims = new Map<string, number>();
  for (const [key, value] of headerOf(vault)) {
    const epoch = key.startsWith('epoch/') ? parse(key, value)?.epoch : null;
    if (epoch) claims.set(epoch.epoch, Math.max(claims.get(epoch.epoch) ?? 0, epoch.generation));
  }
  return claims;
}

function head(kind: keyof typeof kinds, by: DeviceKeys): Bytes {
  return concatBytes(Uint8Array.of(version, kinds[kind]), idOf(by));
}

function signed(body: Bytes, { signSeed }: DeviceAuthor): Bytes {
  return concatBytes(body, ed25519.sign(concatBytes(domain, body), signSeed));
}

interface Statement {
  /** Its key in the header. */
  readonly key: string;
  readonly kind: keyof typeof kinds;
  /** The device or epoch that it is about. */
  readonly about: string;
  readonly by: string;
  readonly bytes: Bytes;
  /** Of a `device` statement. */
  readonly known: KnownDevice | null;
  /** Of an `epoch` statement. */
  readonly epoch: EpochStatement | null;
}

/** Reads device lists; remembers which signatures it has checked. */
export class DeviceReader {
  readonly #checked = new Map<string, boolean>();

  /**
   * The devices that the statements in a vault's header give. `anchors` are the ids of those whose statements count from
   * the start, once a statement, be it their own, has brought their keys. Anything may stand in the header: what is no
   * statement, or is not signed as it must be, is passed over.
   */
  read(header: Iterable<readonly [string, unknown]>, anchors: Iterable<string>): DeviceList {
    const statements = [...header].map(([key, value]) => parse(key, value)).filter((each) => each !== null);
    statements.sort((a, b) => (a.by < b.by ? -1 : 1));
    const keys = new Map<string, Bytes>();
    for (const { known } of statements) if (known) keys.set(known.device, known.signKey);
    const trusted = new Set<string>();
    for (let next = new Set(anchors); next.size > 0;) {
      for (const id of next) trusted.add(id);
      const vouched = statements.filter(({ by, known }) => known && next.has(by));
      const genuine = vouched.filter((each) => this.#isGenuine(each, keys));
      next = new Set(genuine.map(({ about }) => about).filter((id) => !trusted.has(id)));
    }
    return this.#listOf(statements.filter((each) => trusted.has(each.by) && this.#isGenuine(each, keys)));
  }

  #listOf(statements: readonly Statement[]): DeviceList {
    const members = new Map<string, KnownDevice>();
    const removed = new Set(statements.filter(({ kind }) => kind === 'removed').map(({ about }) => about));
    for (const { known } of statements) {
      if (known && !removed.has(known.device) && !members.has(known.device)) members.set(known.device, known);
    }
    const epochs = statements.map(({ epoch }) => epoch).filter((epoch) => epoch !== null);
    return { members, removed, epochs, statements: new Map(statements.map(({ key, bytes }) => [key, bytes])) };
  }

  #isGenuine({ by, bytes }: Statement, keys: ReadonlyMap<string, Bytes>): boolean {
    const key = keys.get(by);
    if (!key) return false;
    const name = toBase64Url(concatBytes(bytes, key));
    const known = this.#checked.get(name);
    if (known !== undefined) return known;
    const cut = bytes.length - signatureBytes;
    const genuine = verifies(bytes.subarray(cut), concatBytes(domain, bytes.subarray(0, cut)), key);
    this.#checked.set(name, genuine);
    return genuine;
  }
}

function verifies(signature: Bytes, message: Bytes, key: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    // Not a point of the curve.
    return false;
  }
}

function parse(key: string, value: unknown): Statement | null {
  const [, kind, about = '', by = ''] = keyPattern.exec(key) ?? [];
  if (!isKind(kind) || !(value instanceof Uint8Array)) return null;
  const body = value.subarray(2 + idBytes, -signatureBytes);
  const fits = value[0] === version && value[1] === kinds[kind] && toBase64Url(value.subarray(2, 2 + idBytes)) === by;
  if (!fits) return null;
  const statement = { key, kind, about, by, bytes: value, known: null, epoch: null };
  if (kind === 'removed') return body.length === idBytes && toBase64Url(body) === about ? statement : null;
  if (kind === 'epoch') {
    const epoch = parseEpoch(body, by);
    return epoch?.epoch === about ? { ...statement, epoch } : null;
  }
  const known = parseDevice(body);
  return known?.device === about ? { ...statement, known } : null;
}

function isKind(kind: string | undefined): kind is keyof typeof kinds {
  return kind !== undefined && Object.hasOwn(kinds, kind);
}

function parseDevice(body: Bytes): KnownDevice | null {
  if (body.length < 3 * keyBytes) return null;
  const part = (index: number) => body.slice(index * keyBytes, (index + 1) * keyBytes);
  const keys = { signKey: part(0), networkKey: part(1), boxKey: part(2) };
  return { ...keys, device: deviceIdOf(keys), note: body.slice(3 * keyBytes) };
}

function parseEpoch(body: Bytes, by: string): EpochStatement | null {
  const listAt = idBytes + generationBytes;
  const count = (body.length - listAt) / idBytes;
  if (!Number.isInteger(count) || count < 0) return null;
  const idAt = (start: number): string => toBase64Url(body.subarray(start, start + idBytes));
  const generation = new DataView(body.buffer, body.byteOffset).getUint32(idBytes);
  const without = new Set(Array.from({ length: count }, (_, index) => idAt(listAt + index * idBytes)));
  return { epoch: idAt(0), by, generation, without };
}
