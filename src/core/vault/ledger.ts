/**
 * What the log holds, element by element: which records are live, which of them this opening has opened, and what they
 * cover. Elements are told apart by their bytes, never by their index.
 */
import { type Bytes, equalBytes, toBase64Url } from '#core/base';
import { Covers, type RecordName } from './covers.ts';
import type { Keyring } from './keyring.ts';
import { frameBytes, nonceBytes, readFrame, tagBytes } from './record.ts';
import { type Opened, openRecord, type Unreadable } from './seal.ts';

export interface Entry {
  readonly bytes: Bytes;
  /** As the frame claims; verified when `opened`. */
  readonly name: RecordName;
  readonly tier: number;
  /** Itself and all it contains; set when this opening has opened the record. */
  covers: Covers | null;
  fault: Unreadable | null;
  /** How often these very bytes stand in the log. */
  copies: number;
}

export interface Arrival {
  readonly entry: Entry;
  readonly opened: Opened;
}

export class Ledger {
  readonly #keyring: Keyring;
  readonly #live = new Map<string, Entry>();
  #junk = 0;
  #faultChanges = 0;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** Every live record, readable or not, in order of arrival. */
  get live(): readonly Entry[] {
    return [...this.#live.values()];
  }

  /** Elements that are no records at all. */
  get junk(): number {
    return this.#junk;
  }

  /** Grows whenever something that cannot be opened has come or gone. */
  get faultChanges(): number {
    return this.#faultChanges;
  }

  /** Live records that this opening has opened. */
  verified(): readonly Entry[] {
    return this.live.filter((entry) => entry.covers !== null);
  }

  /** Notes an element that appeared in the log; returns what it holds when it could be opened and is new. */
  add(element: unknown): Arrival | null {
    const frame = readFrame(element);
    if (!frame) {
      this.#junk += 1;
      this.#faultChanges += 1;
      return null;
    }
    const bytes = element as Bytes;
    const key = this.#keyFor(bytes);
    const known = this.#live.get(key);
    if (known) {
      known.copies += 1;
      return null;
    }
    const opened = openRecord(bytes, this.#keyring);
    const failed = typeof opened === 'string';
    const { writer, seq, tier } = frame;
    const covers = failed ? null : coveredBy(opened);
    const entry = { bytes, name: { writer, seq }, tier, covers, fault: failed ? opened : null, copies: 1 };
    this.#live.set(key, entry);
    if (failed) this.#faultChanges += 1;
    return failed ? null : { entry, opened };
  }

  /** Opens records anew whose key was not at hand; returns those that open now. */
  retry(): readonly Arrival[] {
    const arrivals: Arrival[] = [];
    for (const entry of this.#live.values()) {
      if (entry.fault !== 'no-key') continue;
      const opened = openRecord(entry.bytes, this.#keyring);
      entry.fault = typeof opened === 'string' ? opened : null;
      if (typeof opened === 'string') continue;
      this.#faultChanges += 1;
      entry.covers = coveredBy(opened);
      arrivals.push({ entry, opened });
    }
    return arrivals;
  }

  /** The live entry of these very bytes. */
  find(element: unknown): Entry | null {
    return readFrame(element) ? (this.#live.get(this.#keyFor(element as Bytes)) ?? null) : null;
  }

  /** An authentic record whose update could not be applied: it counts as unreadable and is never covered. */
  distrust(entry: Entry): void {
    entry.covers = null;
    entry.fault = 'refused';
    this.#faultChanges += 1;
  }

  /** Notes an element that left the log; returns its entry when no copy of it is left. */
  remove(element: unknown): Entry | null {
    if (!readFrame(element)) {
      this.#junk = Math.max(0, this.#junk - 1);
      this.#faultChanges += 1;
      return null;
    }
    const key = this.#keyFor(element as Bytes);
    const entry = this.#live.get(key);
    if (!entry) return null;
    entry.copies -= 1;
    if (entry.copies > 0) return null;
    this.#live.delete(key);
    if (entry.fault !== null) this.#faultChanges += 1;
    return entry;
  }

  /** Whether a live, verified record other than `entry` itself covers it. */
  isCovered(entry: Entry): boolean {
    for (const other of this.#live.values()) {
      // A record of tier 0 covers nothing but itself.
      if (other.tier > 0 && other !== entry && other.covers?.has(entry.name) && !sameName(other.name, entry.name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a live, verified record contains the change of this name. */
  coversName(name: RecordName): boolean {
    for (const { covers } of this.#live.values()) if (covers?.has(name)) return true;
    return false;
  }

  /** Frame, nonce and tag name a record; bytes that share them but differ elsewhere get a name of their own. */
  #keyFor(bytes: Bytes): string {
    const head = toBase64Url(bytes.subarray(0, frameBytes + nonceBytes));
    let key = head + toBase64Url(bytes.subarray(bytes.length - tagBytes));
    for (let known = this.#live.get(key); known && !equalBytes(known.bytes, bytes); known = this.#live.get(key)) {
      key += '~';
    }
    return key;
  }
}

function coveredBy(opened: Opened): Covers {
  return Covers.union([opened.covers, Covers.of([opened.name])]);
}

function sameName(a: RecordName, b: RecordName): boolean {
  return a.writer === b.writer && a.seq === b.seq;
}
