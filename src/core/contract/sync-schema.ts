/**
 * The part of the contract that is about one's other devices. The host carries; what a person calls a device, and who
 * belongs, is sealed or signed in the vault and read by the window.
 */
import * as v from 'valibot';
import { bytes, call, count, name, nothing, path } from './shapes.ts';

const key = v.pipe(bytes, v.length(32));
/** A device's id in the vault: 16 bytes, base64url. */
const device = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
/** `host:port`, the host being a name, an IPv4 address, or an IPv6 address in brackets. */
const address = v.pipe(v.string(), v.maxLength(260), v.regex(/^(\[[\da-fA-F:.%\w]+\]|[^\s:[\]/@]+):\d{1,5}$/));
const kind = v.picklist(['lan', 'internet', 'folder']);
/** A code of an error, for the screen to put into words. */
const code = v.nullable(name);
const moment = v.nullable(count);

const WaySchema = v.strictObject({
  kind,
  on: v.boolean(),
  /** False where this host has no such way. */
  available: v.boolean(),
  /** `waiting`: switched on, but the journal has not been opened since the host started. */
  state: v.picklist(['off', 'waiting', 'starting', 'running', 'trouble']),
  /**
   * Any way: `sync/unavailable` (this computer cannot have it), `sync/removed` (this device is none of the vault's any
   * more), `sync/transport-failed`. LAN, open all the same: `sync/no-announcements`. Internet: `sync/offline`. Folder, open
   * all the same: `sync/forged-file`, `sync/newer-version`, `sync/folder-incomplete`, storage/...
   */
  code,
  /** Where this device answers, for typing on another one. */
  addresses: v.array(name),
  /** The shared folder, as the person chose it. */
  folder: v.nullable(path),
});

const AmountSchema = v.strictObject({
  /** Sealed changes; 0 when none is known to wait. */
  changes: count,
  letters: count,
  /** Bytes of those letters that are still to cross. */
  letterBytes: count,
  /** The letter that is crossing, bytes: how far it is, as far as this device knows, and its size; null when none is. */
  crossing: v.nullable(v.strictObject({ across: count, size: count })),
});

const DeviceSchema = v.strictObject({
  device,
  state: v.picklist(['connected', 'connecting', 'away']),
  /** The way in use, or the last one. */
  way: v.nullable(kind),
  /** When something was last heard from it, ms. */
  lastSeen: moment,
  /** When this device last knew that both had everything of each other, ms. */
  lastSynced: moment,
  /** Both have everything of each other, as far as this device knows now. */
  upToDate: v.boolean(),
  /** What it does not have yet. */
  outgoing: AmountSchema,
  /** What this device knows to be missing here and is fetching from it. */
  incoming: AmountSchema,
  /** Since pairing. */
  bytesIn: count,
  bytesOut: count,
  /**
   * Why it could not be reached, or why the last connection ended; null while connected. `sync/removed`: it says that it
   * has removed this device.
   */
  code,
  /** Typed by the person, for networks without announcements. */
  address: v.nullable(address),
});

const SyncStateSchema = v.strictObject({
  /** The host has the keys that prove membership: since the first opening of the journal after its start. */
  ready: v.boolean(),
  /** This device; null before it has ever been paired or has asked to be. */
  device: v.nullable(device),
  ways: v.array(WaySchema),
  devices: v.array(DeviceSchema),
  /** Letters that the vault lists and that are not here. */
  missing: v.strictObject({ letters: count, letterBytes: count }),
});
export type SyncState = v.InferOutput<typeof SyncStateSchema>;
export type SyncWay = v.InferOutput<typeof WaySchema>;
export type SyncDevice = v.InferOutput<typeof DeviceSchema>;

/** What the window derives from the pairing words for the host: it finds and proves, and opens nothing. */
const ChannelSchema = v.strictObject({ seed: key, proof: key });

/** One message of the pairing, sealed by the window under a key that the host never sees. */
const sealedMessage = v.pipe(bytes, v.minLength(1), v.maxLength(48 * 1024));

export const syncCalls = {
  state: call(nothing, SyncStateSchema),
  /**
   * Switches a way on or off. On answers at once, and `sync.state` tells how it goes; off answers when none of its sockets
   * is open any more. `sync/unavailable` where this host has no such way.
   */
  setWay: call(v.strictObject({ kind, on: v.boolean() }), nothing),
  /** Answers when the last folder is left alone. Null forgets it; the way through it is then off. */
  setFolder: call(v.strictObject({ folder: v.nullable(path) }), nothing),
  setAddress: call(v.strictObject({ device, address: v.nullable(address) }), nothing),
  /** Tries every device again now. */
  retry: call(nothing, nothing),

  /** This device's secret, sealed by the window; null before there is one. */
  readDevice: call(nothing, v.nullable(v.pipe(bytes, v.maxLength(1024)))),
  keepDevice: call(v.strictObject({ sealed: v.pipe(bytes, v.minLength(1), v.maxLength(1024)) }), nothing),
  /**
   * Hands over what proves this device and its membership, at every unlock and whenever it changes. The host keeps it in
   * memory only, so that sync goes on while the journal is locked. Who the other devices are it reads from the vault
   * (`device/...` and `removed/...` in the header, core/vault/devices.ts) each time that the vault changes; who is removed
   * there is left at once, and refused from then on. Ways that are on open now. After `backups.replaceChunk` has replaced
   * the vault, nothing is admitted until this is called again.
   */
  admit: call(
    v.strictObject({
      device,
      networkSeed: key,
      /** Devices whose signatures count from the start; others count when these vouch for them in the vault. */
      anchors: v.pipe(v.array(device), v.maxLength(64)),
      /** Met while pairing, and not in this device's vault yet. */
      introduced: v.pipe(v.array(v.strictObject({ device, networkKey: key })), v.maxLength(64)),
      /** The current epoch's first. `epoch` is hex. */
      membership: v.pipe(
        v.array(v.strictObject({ epoch: v.pipe(v.string(), v.regex(/^(?:[\da-f]{2}){4,32}$/)), key })),
        v.minLength(1),
        v.maxLength(256),
      ),
    }),
    nothing,
  ),

  /** This device shows the words and waits, 10 minutes. Throws `sync/off` when neither LAN nor internet is on. */
  beginPairing: call(
    v.strictObject({ channel: ChannelSchema }),
    /** `addresses`: where this device answers while pairing, for typing on the other one; they end with it. */
    v.strictObject({ pairing: name, addresses: v.array(name) }),
  ),
  /** The words were typed here: looks for the device that shows them, or asks at `address`. Throws `sync/off`. */
  acceptPairing: call(
    v.strictObject({ channel: ChannelSchema, address: v.nullable(address) }),
    v.strictObject({ pairing: name }),
  ),
  /** Carries one sealed message to the other side. */
  sendPairing: call(v.strictObject({ pairing: name, message: sealedMessage }), nothing),
  /** Ends it, in good order or not; the words are worth nothing from then on. */
  endPairing: call(v.strictObject({ pairing: name }), nothing),
} as const;

export const syncEvents = {
  /** The whole state, a few times a second at most. */
  'sync.state': SyncStateSchema,
  /**
   * `met`: both sides have proved the words to each other over the handshake whose hash comes along. `message`: the
   * other side's, still sealed. `ended`: with a code when not in good order.
   */
  'sync.pairing': v.variant('stage', [
    v.strictObject({ pairing: name, stage: v.literal('met'), handshakeHash: v.pipe(bytes, v.maxLength(64)) }),
    v.strictObject({ pairing: name, stage: v.literal('message'), message: sealedMessage }),
    v.strictObject({ pairing: name, stage: v.literal('ended'), code }),
  ]),
} as const;
