/** How far this device and another one have come with each other, as it is shown and kept. */
import type { SyncDevice } from '#core/contract';
import type { FolderActivity, Session } from '#core/sync';
import type { DeviceRecord, Way } from './sync-settings.ts';

const nothing = { changes: 0, letters: 0, letterBytes: 0, crossing: null } as const;

type Amounts = Pick<SyncDevice, 'upToDate' | 'outgoing' | 'incoming'>;
type Crossing = SyncDevice['incoming']['crossing'];

export class Standing {
  #record: DeviceRecord;
  /** Both have everything by what the files in the shared folder say. */
  #evenByFolder = false;

  constructor(record: DeviceRecord) {
    this.#record = record;
  }

  get record(): DeviceRecord {
    return this.#record;
  }

  setAddress(address: string | null): void {
    this.#record = { ...this.#record, address };
  }

  heard(way: Way, now: number): void {
    this.#record = { ...this.#record, way, lastSeen: now };
  }

  /** Both had everything of each other. */
  even(now: number): void {
    this.#record = { ...this.#record, lastSeen: now, lastSynced: now, unsent: 0 };
  }

  /** A change became durable here that did not come from that device; `isOpen`: a session is telling it. */
  changed(isOpen: boolean): void {
    this.#evenByFolder = false;
    if (!isOpen) this.#record = { ...this.#record, unsent: this.#record.unsent + 1 };
  }

  /** A session that had been open is over. */
  ended(session: Session, wasSettled: boolean, now: number): void {
    const { bytesIn, bytesOut, unsent } = this.#record;
    const { in: received, out: sent } = session.bytes;
    // What was under way may or may not have arrived: the next session finds out.
    const left = wasSettled ? 0 : Math.max(1, unsent, session.pendingChanges);
    this.#record = {
      ...this.#record,
      bytesIn: bytesIn + received,
      bytesOut: bytesOut + sent,
      unsent: left,
      lastSeen: now,
    };
  }

  folder({ bytesIn, bytesOut, upToDate, isKnown }: FolderActivity, now: number): void {
    const { bytesIn: received, bytesOut: sent } = this.#record;
    this.#record = { ...this.#record, bytesIn: received + bytesIn, bytesOut: sent + bytesOut };
    if (bytesIn > 0) this.heard('folder', now);
    this.#evenByFolder = upToDate && isKnown;
    if (this.#evenByFolder) this.even(now);
  }

  amounts(session: Session | null): Amounts {
    if (!session) {
      const changes = this.#evenByFolder ? 0 : this.#record.unsent;
      return { upToDate: this.#evenByFolder, outgoing: { ...nothing, changes }, incoming: nothing };
    }
    const { vault, letter, served } = session.progress;
    const { letters, bytes } = session.peerMissing;
    const letterBytes = letter.total - letter.received;
    // What it lacks is told by whole letters; and the last piece has left before its coming is told.
    const out = { letters, letterBytes: Math.max(0, bytes - served.received), crossing: crossingOf(served) };
    return {
      upToDate: session.settled,
      outgoing: { changes: session.pendingChanges, ...(letters > 0 ? out : { ...out, crossing: null }) },
      incoming: {
        ...{ changes: vault.total > 0 ? 1 : 0, letters: letter.total > 0 ? 1 : 0, letterBytes },
        crossing: crossingOf(letter),
      },
    };
  }

  bytes(session: Session | null): Pick<SyncDevice, 'bytesIn' | 'bytesOut'> {
    const { bytesIn, bytesOut } = this.#record;
    const now = session?.bytes ?? { in: 0, out: 0 };
    return { bytesIn: bytesIn + now.in, bytesOut: bytesOut + now.out };
  }
}

function crossingOf({ received, total }: { readonly received: number; readonly total: number }): Crossing {
  return total > 0 ? { across: received, size: total } : null;
}
