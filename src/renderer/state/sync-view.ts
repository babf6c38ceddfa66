/** What screens may use of sync: the devices of this journal by name, the ways between them, and pairing. */
import type { NailwallError } from '#core/base';
import type { SyncDevice, SyncState } from '#core/contract';

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  /** The device that this window runs on. */
  readonly isThis: boolean;
  /** When it joined, ms; as its own clock said. */
  readonly addedAt: number;
  /** What the host knows of it; null for this device and until the host has answered. */
  readonly live: SyncDevice | null;
}

/**
 * `alone`: no other device. `yes`: every other device has all that is here and the other way round, as of its last
 * meeting. `waiting`: something is known to wait. `unknown`: some device has not been met since something changed.
 */
export type Everywhere = 'alone' | 'yes' | 'waiting' | 'unknown';

/** What both sides hold when they meet; decides what has to be asked. */
export type Joining = 'take-theirs' | 'give-ours' | 'same-journal' | 'two-journals';

export interface PairingStart {
  /** What this device calls itself. */
  readonly name: string;
  /** For a device without a journal. */
  readonly wayIn?: WayIn;
}

export interface PairingView {
  /** `show`: the words stand here. `type`: they were typed here. */
  readonly side: 'show' | 'type';
  /** The 12 words; only on the side that shows them. */
  readonly words: readonly string[] | null;
  /** When the words stop counting, ms. */
  readonly expiresAt: number;
  /**
   * `looking`: until both have proved the words. `confirm`: "Add 'Desk PC'?" is asked here. `their-turn`: it is asked
   * over there. `choose`: both hold a journal, and the person says here what becomes of them. `crossing`: keys, then the
   * journal itself. `done`, `ended`: over.
   */
  readonly stage: 'looking' | 'confirm' | 'their-turn' | 'choose' | 'crossing' | 'done' | 'ended';
  /** As the other device calls itself; null before both have met. */
  readonly peerName: string | null;
  /** Where this device answers, `host:port`, for typing on the other one; only on the side that shows the words. */
  readonly addresses: readonly string[];
  readonly joining: Joining | null;
  /** Why it ended, when not in good order. */
  readonly error: NailwallError | null;
  /** The words as a file, to be carried over instead of typing; only on the side that shows them. */
  file(): Uint8Array | null;
  confirm(): Promise<void>;
  /**
   * Asked where the pairing was begun when both hold a journal: keep both as one, or put the other device's in the place
   * of this one's. A backup of each is made first.
   */
  choose(how: 'merge' | 'take-theirs' | 'give-ours'): Promise<void>;
  /** Ends it from here; the words are worth nothing from then on. */
  cancel(): Promise<void>;
}

/** How a journal that comes from another device is to open on this one, beside the ways in that it brings along. */
export type WayIn =
  { readonly kind: 'same' } | { readonly kind: 'passphrase'; readonly passphrase: string } | { readonly kind: 'none' };

export interface SyncView {
  /** Null until the host has answered. */
  readonly state: SyncState | null;
  /** Why this device cannot be one of the journal's at present. */
  readonly trouble: NailwallError | null;
  /** What the person calls this device; empty before it was named. */
  readonly ownName: string;
  /** This device first, then by name. Removed ones are not among them. */
  readonly devices: readonly DeviceRow[];
  readonly everywhere: Everywhere;
  readonly pairing: PairingView | null;
  /** Set while this device is not one of the journal's any more. */
  readonly wasRemoved: boolean;
  setWay(kind: 'lan' | 'internet' | 'folder', on: boolean): Promise<void>;
  setFolder(folder: string | null): Promise<void>;
  /** `host:port`, or null to forget it. */
  setAddress(device: string, address: string | null): Promise<void>;
  /** Tries every device again now. */
  retry(): Promise<void>;
  /** Seen by every device. */
  rename(device: string, name: string): Promise<void>;
  /** New keys for the others; what it has already stays readable to it. */
  remove(device: string): Promise<void>;
  /**
   * Shows words here, under the name that this device is to have. Switches the local network on when no way is on by which
   * two devices could meet.
   */
  showWords(options: PairingStart): Promise<void>;
  /**
   * Words typed here, or the bytes of a pairing file. Throws `sync/words-misspelt`, `sync/not-a-pairing-file`,
   * `sync/newer-version`.
   */
  typeWords(words: string | Uint8Array, address: string | null, options: PairingStart): Promise<void>;
  /** Lets go of a pairing that is over. */
  forgetPairing(): void;
}
