/**
 * Which devices belong to a vault: signed statements in its header, readable without a key of the vault, so that a host
 * whose journal is locked knows whom to let in. A device is named by its keys, so a statement cannot give it others.
 *
 *   device/<device>/<by>    version u8 | 1 | by 16 | sign key 32 | network key 32 | box key 32 | note | signature 64
 *   removed/<device>/<by>   version u8 | 2 | by 16 | device 16 | signature 64
 *
 * The signature (ed25519) is that of `by` over the domain and all that comes before it. `note` is opaque here. A
 * statement counts when its author is a member or was one; a removal holds for ever, whoever vouches afterwards: a device
 * that comes back comes with new keys. What a removed device vouched for earlier stays.
 */
import { type Bytes, concatBytes, toBase64Url, utf8ToBytes } from '#core/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type * as Y from 'yjs';
import { headerOf } from './vault-document.ts';

const domain = utf8ToBytes('nailwall/device/1');
const idDomain = utf8ToBytes('nailwall/device-id/1');
const version = 1;
const kinds = { device: 1, removed: 2 } as const;
const [idBytes, keyBytes, signatureBytes] = [16, 32, 64] as const;
const keyPattern = /^(device|removed)\/([\w-]{22})\/([\w-]{22})$/;

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

export interface DeviceList {
  /** By id. */
  readonly members: ReadonlyMap<string, KnownDevice>;
  readonly removed: ReadonlySet<string>;
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

function head(kind: keyof typeof kinds, by: DeviceKeys): Bytes {
  return concatBytes(Uint8Array.of(version, kinds[kind]), idOf(by));
}

function signed(body: Bytes, { signSeed }: DeviceAuthor): Bytes {
  return concatBytes(body, ed25519.sign(concatBytes(domain, body), signSeed));
}

interface Statement {
  readonly kind: keyof typeof kinds;
  readonly device: string;
  readonly by: string;
  readonly bytes: Bytes;
  /** Of a `device` statement. */
  readonly known: KnownDevice | null;
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
      next = new Set(genuine.map(({ device }) => device).filter((id) => !trusted.has(id)));
    }
    return this.#listOf(statements.filter((each) => trusted.has(each.by) && this.#isGenuine(each, keys)));
  }

  #listOf(statements: readonly Statement[]): DeviceList {
    const members = new Map<string, KnownDevice>();
    const removed = new Set(statements.filter(({ kind }) => kind === 'removed').map(({ device }) => device));
    for (const { known } of statements) {
      if (known && !removed.has(known.device) && !members.has(known.device)) members.set(known.device, known);
    }
    return { members, removed };
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
  const [, kind, device = '', by = ''] = keyPattern.exec(key) ?? [];
  if ((kind !== 'device' && kind !== 'removed') || !(value instanceof Uint8Array)) return null;
  const body = value.subarray(2 + idBytes, -signatureBytes);
  const fits = value[0] === version && value[1] === kinds[kind] && toBase64Url(value.subarray(2, 2 + idBytes)) === by;
  if (!fits) return null;
  if (kind === 'removed') {
    const same = body.length === idBytes && toBase64Url(body) === device;
    return same ? { kind, device, by, bytes: value, known: null } : null;
  }
  if (body.length < 3 * keyBytes) return null;
  const part = (index: number) => body.slice(index * keyBytes, (index + 1) * keyBytes);
  const keys = { signKey: part(0), networkKey: part(1), boxKey: part(2) };
  if (deviceIdOf(keys) !== device) return null;
  return { kind, device, by, bytes: value, known: { ...keys, device, note: body.slice(3 * keyBytes) } };
}
