/** A computer with the journal open and keys of its own: real vault, real signatures, real Yjs. */
import type { Bytes } from '#core/base';
import {
  authorOf,
  createDeviceSecret,
  type DeviceAuthor,
  type DeviceSecret,
  type Keyring,
  Membership,
  type Opener,
  openVault,
  readFrame,
  SealedJournal,
  logOf,
} from '#core/vault';
import * as Y from 'yjs';
import { fixedClock, ManualScheduler, seededRandom } from './device.ts';
import { quickArgon2id } from './quick-argon2.ts';

const note = Uint8Array.of(1);

export class Member {
  readonly vault = new Y.Doc();
  readonly secret: DeviceSecret;
  readonly author: DeviceAuthor & { readonly device: string };
  readonly random;
  anchors: readonly string[] = [];
  journal = new Y.Doc();
  /** Epochs that this computer made. */
  rotations = 0;
  #keyring: Keyring | null = null;
  #membership: Membership | null = null;
  #sealed: SealedJournal | null = null;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.secret = createDeviceSecret(this.random);
    this.author = authorOf(this.secret);
  }

  get device(): string {
    return this.author.device;
  }

  /** Whether it has ever had the journal. */
  get isIn(): boolean {
    return this.vault.getMap('header').size > 0;
  }

  get keyring(): Keyring {
    if (!this.#keyring) throw new Error('locked');
    return this.#keyring;
  }

  get membership(): Membership {
    if (!this.#membership) throw new Error('locked');
    return this.#membership;
  }

  get sealed(): SealedJournal {
    if (!this.#sealed) throw new Error('locked');
    return this.#sealed;
  }

  /** Opens what lies in `vault` into a fresh journal. Without `alone`, as one that has devices. */
  async open(opener: Opener, { alone = false } = {}): Promise<this> {
    this.#keyring = await openVault(this.vault, opener, quickArgon2id);
    this.journal = new Y.Doc();
    const ports = { random: this.random, scheduler: new ManualScheduler(), clock: fixedClock };
    const sealed = SealedJournal.open(this.vault, this.journal, this.#keyring, ports);
    this.#sealed = sealed;
    if (!alone) {
      this.#membership = Membership.attach({
        ...{ vault: this.vault, keyring: this.#keyring, author: this.author, boxSeed: this.secret.boxSeed.slice() },
        ...{ anchors: this.anchors, random: this.random },
        onRotated: () => {
          this.rotations += 1;
          sealed.snapshot();
        },
      });
      // The first device of a vault vouches for itself.
      if (this.#membership.list.statements.size === 0) this.#membership.vouch(this.author, note);
    }
    return this;
  }

  close(): void {
    this.#membership?.close();
    this.#sealed?.close();
    this.#membership = this.#sealed = this.#keyring = null;
  }

  /** Lets `other` in; it trusts this one from then on. */
  letIn(other: Member): void {
    this.membership.vouch(other.author, note);
    other.anchors = [...other.anchors, this.device];
  }

  write(text: string): void {
    this.journal.getMap('texts').set(text, true);
    this.sealed.seal();
  }

  get texts(): ReadonlySet<string> {
    return new Set(this.journal.getMap('texts').keys());
  }

  /** What this computer's vault has reaches the other one. */
  sendTo(other: Member): void {
    Y.applyUpdate(other.vault, Y.encodeStateAsUpdate(this.vault, Y.encodeStateVector(other.vault)), 'peer');
  }

  /** Numbers of the epochs under which the records of the vault are sealed. */
  get epochsUsed(): ReadonlySet<number> {
    const frames = logOf(this.vault)
      .toArray()
      .map((record) => readFrame(record)?.epoch ?? -1);
    return new Set(frames);
  }
}

/** Until nobody has anything that another lacks. */
export function meet(...members: readonly Member[]): void {
  for (let round = 0; round < 6; round++) {
    for (const from of members) for (const to of members) if (from !== to) from.sendTo(to);
  }
}

export function headerEntries(vault: Y.Doc, prefix: string): readonly (readonly [string, Bytes])[] {
  const entries = [...vault.getMap<unknown>('header')].filter(([key]) => key.startsWith(prefix));
  return entries.map(([key, value]) => [key, value as Bytes]);
}
