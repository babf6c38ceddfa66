/**
 * Every invariant of the vault, broken on purpose: the random machine (or a directed scenario) must notice. A law whose
 * mutant survives is not being tested.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { SealedJournal } from '#core/vault';
import { runScript, steps } from './convergence.ts';
import { compactWithPending, crashAfterSend, flipsAccepted, twoWriters } from './scenarios.ts';

const modules = '../../../src/core/vault';
type Actual<T> = () => Promise<T>;
type Compaction = typeof import('../../../src/core/vault/compaction.ts');
type LedgerModule = typeof import('../../../src/core/vault/ledger.ts');
type Chacha = typeof import('@noble/ciphers/chacha.js');
type SealModule = typeof import('../../../src/core/vault/seal.ts');

afterEach(() => {
  for (const name of ['compaction', 'ledger', 'seal']) vi.doUnmock(`${modules}/${name}.ts`);
  vi.doUnmock('@noble/ciphers/chacha.js');
  vi.resetModules();
});

async function freshOpen(): Promise<typeof SealedJournal.open> {
  vi.resetModules();
  const fresh = (await import('../../../src/core/vault/sealed-journal.ts')) as { SealedJournal: typeof SealedJournal };
  return (...args) => fresh.SealedJournal.open(...args);
}

/** Runs the random machine on a freshly loaded vault; true when it found a counterexample. */
async function caught(cases = 3000): Promise<boolean> {
  const open = await freshOpen();
  const law = fc.property(steps, fc.nat(1_000_000), (script, seed) => {
    runScript(script, seed, open);
  });
  return fc.check(law, { numRuns: cases, seed: 20, endOnFailure: true }).failed;
}

function mutateLedger(mutate: (actual: LedgerModule) => void): void {
  vi.doMock(`${modules}/ledger.ts`, async (original: Actual<LedgerModule>) => {
    const actual = await original();
    mutate(actual);
    return actual;
  });
}

function mutateCompaction(mutate: (actual: Compaction) => Partial<Compaction>): void {
  vi.doMock(`${modules}/compaction.ts`, async (original: Actual<Compaction>) => {
    const actual = await original();
    return { ...actual, ...mutate(actual) };
  });
}

describe('the random machine', { timeout: 300_000 }, () => {
  test('passes the unbroken vault loaded the same way', async () => {
    expect(await caught(300)).toBe(false);
  });

  test('1: catches a deletion guard that believes everything is covered', async () => {
    mutateLedger(({ Ledger }) => {
      Ledger.prototype.isCovered = () => true;
    });
    expect(await caught()).toBe(true);
  });

  test('1: catches a guard that takes any record for a cover, verified or not', async () => {
    mutateLedger(({ Ledger }) => {
      Ledger.prototype.isCovered = function () {
        return this.live.length > 0;
      };
    });
    expect(await caught()).toBe(true);
  });

  test('2: catches a snapshot encoded earlier than its records were chosen', async () => {
    const earlier = new WeakMap<Y.Doc, Uint8Array>();
    mutateCompaction((actual) => ({
      snapshot: (ledger, journal) => {
        const made = actual.snapshot(ledger, journal);
        const bytes = earlier.get(journal) ?? made.update.bytes;
        earlier.set(journal, made.update.bytes);
        return { ...made, update: { format: 2, bytes } };
      },
    }));
    expect(await caught()).toBe(true);
  });

  test('2: catches a merge that covers a record it left out', async () => {
    mutateCompaction((actual) => ({
      mergeTier: (ledger, keyring, width, may) => {
        const merged = actual.mergeTier(ledger, keyring, width, may);
        return (
          merged && { ...merged, update: { format: 2, bytes: new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) } }
        );
      },
    }));
    expect(await caught()).toBe(true);
  });

  test('4: catches a snapshot that covers what was never applied', async () => {
    mutateCompaction((actual) => ({
      snapshot: (ledger, journal) => {
        const stale = new Y.Doc();
        void journal;
        return actual.snapshot(ledger, stale);
      },
    }));
    expect(await caught()).toBe(true);
  });

  test('6: catches a ledger that stumbles over junk', async () => {
    mutateLedger(({ Ledger }) => {
      const add = Ledger.prototype.add;
      Ledger.prototype.add = function (element) {
        if (!(element instanceof Uint8Array)) throw new Error('not a record');
        return add.call(this, element);
      };
    });
    expect(await caught()).toBe(true);
  });
});

describe('the directed scenarios', () => {
  test('3: catch a snapshot without pending structs and deletes', async () => {
    mutateCompaction((actual) => ({
      snapshot: (ledger, journal) => {
        const { pendingStructs, pendingDs } = journal.store;
        journal.store.pendingStructs = null;
        journal.store.pendingDs = null;
        const made = actual.snapshot(ledger, journal);
        journal.store.pendingStructs = pendingStructs;
        journal.store.pendingDs = pendingDs;
        return made;
      },
    }));
    expect(compactWithPending(await freshOpen())).not.toBe('first second');
  });

  test('5: catch a device that sends what is not on its disk yet', () => {
    expect(crashAfterSend((device) => Y.encodeStateAsUpdate(device.vault))).toBe('a change that its own device lost');
    expect(crashAfterSend((device) => Y.encodeStateAsUpdate(device.replica))).toBe('nobody knows more than the disk');
  });

  test('7: catch a record whose frame is not authenticated', async () => {
    vi.doMock('@noble/ciphers/chacha.js', async (original: Actual<Chacha>) => {
      const actual = await original();
      return {
        ...actual,
        xchacha20poly1305: (key: Uint8Array, nonce: Uint8Array) => actual.xchacha20poly1305(key, nonce),
      };
    });
    vi.resetModules();
    await expect(import('../../../src/core/vault/seal.ts').then((seal) => flipsAccepted(seal))).resolves.not.toEqual(
      [],
    );
  });

  test('8: catch an opening that reuses its writer id', async () => {
    vi.doMock(`${modules}/seal.ts`, async (original: Actual<SealModule>) => {
      const actual = await original();
      const sealRecord: SealModule['sealRecord'] = (draft, keyring, random) =>
        actual.sealRecord({ ...draft, writerId: new Uint8Array(8).fill(5) }, keyring, random);
      return { ...actual, sealRecord };
    });
    expect(twoWriters(await freshOpen())).not.toEqual({ list: [0, 1, 2, 100], text: '' });
  });
});
