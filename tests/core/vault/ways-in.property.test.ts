/**
 * Any sequence of changes to the ways in, on three computers that meet now and then, once all have met:
 * - a way that somebody was told works, and that nobody took away, opens the journal;
 * - a way that anybody took away opens it nowhere;
 * - there are words, and once there was a passphrase there always is one;
 * - what a peer without a key deletes or overwrites changes none of this, while one journal is open.
 */
import {
  changeAccess,
  createRecoveryPhrase,
  foundVault,
  type Keyring,
  type Opener,
  openVault,
  SlotGuard,
  slotsOpenedBy,
  waysIn,
} from '#core/vault';
import { hasCode } from '#core/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from './device.ts';
import { quickAccess, quickArgon2id } from './quick-argon2.ts';

interface Way {
  readonly opener: Opener;
  dead: boolean;
}

/** One computer with the journal open, and what has reached it. */
class Computer {
  readonly vault = new Y.Doc();
  readonly seen = new Set<Way>();
  readonly #keyring: Keyring;
  secret: Way | null = null;
  #made = 0;
  readonly #seed: number;

  constructor(seed: number, keyring: Keyring, founded: Uint8Array) {
    this.#seed = seed;
    this.#keyring = keyring;
    Y.applyUpdate(this.vault, founded);
    SlotGuard.attach(this.vault, keyring);
  }

  /** Makes a new way in and takes away what is older of its kind, as far as this computer has heard of it. */
  async replace(kind: 'passphrase' | 'recovery'): Promise<Way> {
    return this.#change(this.#newOpener(kind), kind, null);
  }

  /** "No passphrase on this computer". */
  async remember(): Promise<Way | null> {
    if (this.secret) return null;
    const opener: Opener = { kind: 'secret', secret: seededRandom(this.#next())(32) };
    this.secret = await this.#change(opener, null, null);
    return this.secret;
  }

  /** Asks for a passphrase again: a new one, or the one that there is. */
  async ask(withNew: boolean): Promise<Way | null> {
    const { secret } = this;
    if (!secret) return null;
    this.secret = null;
    return this.#change(withNew ? this.#newOpener('passphrase') : null, withNew ? 'passphrase' : null, secret);
  }

  receive(other: Computer): void {
    Y.applyUpdate(this.vault, Y.encodeStateAsUpdate(other.vault, Y.encodeStateVector(this.vault)));
    for (const way of other.seen) this.seen.add(way);
  }

  /** A peer without a key spoils one slot of this computer's copy. */
  spoil(which: number, how: 'delete' | 'overwrite'): void {
    const peer = new Y.Doc();
    Y.applyUpdate(peer, Y.encodeStateAsUpdate(this.vault));
    const header = peer.getMap<unknown>('header');
    const slots = [...header.keys()].filter((key) => key.startsWith('slot/')).sort();
    const key = slots[which % slots.length] ?? '';
    if (how === 'delete') header.delete(key);
    else header.set(key, new Uint8Array([1, 2, 3]));
    Y.applyUpdate(this.vault, Y.encodeStateAsUpdate(peer));
  }

  async opens(way: Way): Promise<boolean> {
    try {
      const keyring = await openVault(this.vault, way.opener, quickArgon2id);
      expect(keyring.sealingKey()).toEqual(this.#keyring.sealingKey());
      return true;
    } catch (error) {
      if (!hasCode(error)) throw error;
      return false;
    }
  }

  async #change(add: Opener | null, replaces: Opener['kind'] | null, removes: Way | null): Promise<Way> {
    const ids = removes ? await slotsOpenedBy(this.vault, removes.opener, quickArgon2id) : [];
    await changeAccess(this.vault, this.#keyring, { add, replaces, removes: ids }, quickAccess(this.#next()));
    for (const way of this.seen) if (way === removes || way.opener.kind === replaces) way.dead = true;
    const made: Way = { opener: add ?? { kind: 'secret', secret: new Uint8Array(32) }, dead: add === null };
    if (add) this.seen.add(made);
    return made;
  }

  #newOpener(kind: 'passphrase' | 'recovery'): Opener {
    const seed = this.#next();
    return kind === 'passphrase'
      ? { kind, passphrase: `passphrase ${seed}` }
      : { kind, entropy: createRecoveryPhrase(seededRandom(seed)).entropy };
  }

  #next(): number {
    return this.#seed * 1000 + this.#made++;
  }
}

const who = fc.nat(2);
const step = fc.oneof(
  fc.record({ do: fc.constant('passphrase' as const), who }),
  fc.record({ do: fc.constant('words' as const), who }),
  fc.record({ do: fc.constant('remember' as const), who }),
  fc.record({ do: fc.constant('ask' as const), who, withNew: fc.boolean() }),
  fc.record({ do: fc.constant('meet' as const), who, other: who }),
  fc.record({ do: fc.constant('spoil' as const), who, slot: fc.nat(9), how: fc.constantFrom('delete', 'overwrite') }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(step: Step, computers: readonly Computer[], ways: Way[]): Promise<void> {
  const computer = computers[step.who] as Computer;
  let made: Way | null = null;
  if (step.do === 'meet') computer.receive(computers[step.other] as Computer);
  else if (step.do === 'spoil') computer.spoil(step.slot, step.how);
  else if (step.do === 'remember') made = await computer.remember();
  else if (step.do === 'ask') made = await computer.ask(step.withNew);
  else made = await computer.replace(step.do === 'words' ? 'recovery' : 'passphrase');
  if (!made || made.dead) return;
  ways.push(made);
  expect(await computer.opens(made)).toBe(true);
}

async function found(first: readonly Opener[]) {
  const vault = new Y.Doc();
  const keyring = await foundVault(vault, first, quickAccess(1));
  const founded = Y.encodeStateAsUpdate(vault);
  const ways = first.map((opener): Way => ({ opener, dead: false }));
  const computers = [1, 2, 3].map((seed) => new Computer(seed, keyring, founded));
  for (const computer of computers) for (const way of ways) computer.seen.add(way);
  return { computers, ways };
}

function meetAll(computers: readonly Computer[]): void {
  for (let round = 0; round < 3; round++) {
    for (const a of computers) for (const b of computers) if (a !== b) a.receive(b);
  }
}

const words: Opener = { kind: 'recovery', entropy: createRecoveryPhrase(seededRandom(5)).entropy };

test.each([
  ['with a passphrase', [{ kind: 'passphrase', passphrase: 'the first' }, words]],
  ['without one', [{ kind: 'secret', secret: new Uint8Array(32).fill(4) }, words]],
] as const)('ways in after any changes, founded %s', async (_how, first) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { computers, ways } = await found(first);
      for (const each of steps) await take(each, computers, ways);
      meetAll(computers);
      for (const computer of computers) {
        for (const way of ways) expect([way, await computer.opens(way)]).toEqual([way, !way.dead]);
        expect(waysIn(computer.vault)).toContain('recovery');
        if (ways.some(({ opener }) => opener.kind === 'passphrase')) {
          expect(waysIn(computer.vault)).toContain('passphrase');
        }
      }
    }),
    { numRuns: Number(process.env['NAILWALL_CASES']) || 25 },
  );
});

test('both computers change the passphrase at once: each one works, the one before does not', async () => {
  const before: Opener = { kind: 'passphrase', passphrase: 'the first' };
  const { computers, ways } = await found([before, words]);
  const [a, b] = computers as [Computer, Computer];
  const [onA, onB] = [await a.replace('passphrase'), await b.replace('passphrase')];
  meetAll(computers);
  for (const computer of computers) {
    expect(await computer.opens(onA)).toBe(true);
    expect(await computer.opens(onB)).toBe(true);
    expect(await computer.opens(ways[0] as Way)).toBe(false);
  }
});
