/**
 * Any sequence of letting in, removing, writing, opening anew and meeting on four computers, once those that remain have
 * met: they hold the same journal and all of it, seal under the same key, and that key is in no removed one's hands.
 */
import { createRecoveryPhrase, foundVault, type Opener, openVault } from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from './device.ts';
import { headerEntries, meet, Member } from './member.ts';
import { quickAccess, quickArgon2id } from './quick-argon2.ts';

const passphrase: Opener = { kind: 'passphrase', passphrase: 'a door with a nail in it' };
const words: Opener = { kind: 'recovery', entropy: createRecoveryPhrase(seededRandom(77)).entropy };

type Step =
  | { readonly do: 'let-in' | 'remove' | 'meet'; readonly who: number; readonly whom: number }
  | { readonly do: 'write' | 'reopen' | 'lock'; readonly who: number };

const who = fc.nat(3);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('let-in' as const), who, whom: who }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), who, whom: who }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('meet' as const), who, whom: who }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), who }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reopen' as const, 'lock' as const), who }) },
  ),
  { minLength: 10, maxLength: 40 },
);

class World {
  readonly members = [1, 2, 3, 4].map((seed) => new Member(seed));
  readonly #open = new Set<Member>();
  /** What was written, and by whom. */
  readonly written: { readonly text: string; readonly by: Member }[] = [];

  async begin(): Promise<void> {
    const [first] = this.members as [Member];
    await foundVault(first.vault, [passphrase, words], quickAccess(9));
    await first.open(passphrase);
    this.#open.add(first);
    for (const whom of [1, 2]) await this.take({ do: 'let-in', who: 0, whom });
  }

  async take(step: Step): Promise<void> {
    const one = this.members[step.who] as Member;
    const isOpen = this.#open.has(one);
    if (step.do === 'write' && isOpen) {
      const text = `text ${String(this.written.length)}`;
      one.write(text);
      this.written.push({ text, by: one });
    } else if (step.do === 'lock' && isOpen) this.#lock(one);
    else if (step.do === 'reopen' && one.isIn) {
      this.#lock(one);
      await one.open(passphrase);
      this.#open.add(one);
    } else if ('whom' in step) await this.#between(step.do, one, this.members[step.whom] as Member);
  }

  async #between(what: 'let-in' | 'remove' | 'meet', one: Member, other: Member): Promise<void> {
    if (one === other) return;
    const list = this.#open.has(one) ? one.membership.list : null;
    if (what === 'let-in' && list?.members.has(one.device) && !other.isIn && !list.removed.has(other.device)) {
      one.letIn(other);
      one.sendTo(other);
      await other.open(passphrase);
      this.#open.add(other);
    } else if (what === 'remove' && list?.members.has(one.device) && list.members.has(other.device)) {
      one.membership.remove(other.author);
    } else if (what === 'meet' && one.isIn && other.isIn && !this.#apart(one, other)) meet(one, other);
  }

  /** The network admits nobody whom either side knows to be removed. */
  #apart(one: Member, other: Member): boolean {
    const removed = (by: Member, of: Member) =>
      headerEntries(by.vault, 'removed/').some(([key]) => key.includes(`/${of.device}/`));
    return removed(one, other) || removed(other, one) || removed(one, one) || removed(other, other);
  }

  #lock(one: Member): void {
    if (this.#open.delete(one)) one.close();
  }

  /** Those that nobody has removed, as they stand once they have met. */
  async settle(): Promise<readonly Member[]> {
    for (const member of this.members) this.#lock(member);
    const gone = new Set<Member>();
    for (const member of this.members.filter(({ isIn }) => isIn)) {
      const removers = this.members.filter((other) => {
        return headerEntries(other.vault, 'removed/').some(([key]) => key.includes(`/${member.device}/`));
      });
      if (removers.length > 0) gone.add(member);
    }
    const remaining = this.members.filter((member) => member.isIn && !gone.has(member));
    meet(...remaining);
    for (const member of remaining) {
      await member.open(passphrase);
      this.#open.add(member);
    }
    meet(...remaining);
    return remaining;
  }
}

test('whoever is let in and removed, in whatever order, those that remain agree and nobody else reads on', async () => {
  let rotated = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = new World();
      await world.begin();
      for (const step of sequence) await world.take(step);
      const remaining = await world.settle();
      const [first] = remaining;
      if (!first) return;
      for (const member of remaining) {
        expect(member.keyring.sealingKey()).toEqual(first.keyring.sealingKey());
        expect(member.texts).toEqual(first.texts);
        expect(member.sealed.unreadable()).toEqual({ junk: 0, newer: 0, 'no-key': 0, refused: 0 });
      }
      for (const { text, by } of world.written) if (remaining.includes(by)) expect(first.texts.has(text)).toBe(true);
      const byWords = await openVault(first.vault, words, quickArgon2id);
      expect(byWords.openingKeys(first.keyring.sealingKey().epoch)).not.toEqual([]);
      const removed = first.membership.list.removed;
      const current = first.keyring.epochs.find(({ id }) => headerEntries(first.vault, `epoch/${id}/`).length > 0);
      if (removed.size > 0) rotated += 1;
      for (const device of removed) {
        expect(headerEntries(first.vault, `wrap/${current?.id ?? ''}/box/${device}`)).toEqual([]);
      }
      expect(first.keyring.sealingKey().epoch === 0).toBe(removed.size === 0);
    }),
    { numRuns: 40 },
  );
  expect(rotated).toBeGreaterThan(8);
});
