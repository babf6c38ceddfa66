import { createRecoveryPhrase, type Opener, readRecoveryPhrase } from '#core/vault';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { Computer, found, loadVault, openAgain, opens, opensByItself, type Opened } from './computer.ts';

const old: Opener = { kind: 'passphrase', passphrase: 'lantern harbour seven' };
const next: Opener = { kind: 'passphrase', passphrase: 'another lamp by the sea' };
const sheet = createRecoveryPhrase(nodeRandom);
const words: Opener = { kind: 'recovery', entropy: sheet.entropy };
const secret: Opener = { kind: 'secret', secret: nodeRandom(32) };
const rightWords = new Map(sheet.words.map((word, at) => [at, word]));

let computer: Computer;
beforeEach(() => {
  computer = new Computer();
});
afterEach(() => computer.discard());

/** Starts the computer again and looks with fresh eyes at what is on the disk. */
async function restarted() {
  await computer.stop();
  const host = await computer.start();
  return { host, ...(await loadVault(host)) };
}

async function refusal(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => null,
    (error: unknown) => (error as { code?: string }).code,
  );
}

describe('changing the passphrase', () => {
  test('asks for the present one; a wrong one and wrong words change nothing', async () => {
    const { keys, vault } = await found(computer, [old, words]);
    expect(keys.needsProof).toBe(true);
    expect(await refusal(keys.prove({ passphrase: 'not this' }))).toBe('vault/wrong-passphrase');
    const others = createRecoveryPhrase(nodeRandom).words.join(' ');
    expect(await refusal(keys.prove({ words: others }))).toBe('vault/wrong-words');
    expect(await refusal(keys.setPassphrase(next.passphrase))).toBe('bug');
    expect(await opens(vault, old)).toBe(true);
  });

  test.each([
    ['the present one', { passphrase: old.passphrase }],
    ['the words', { words: sheet.words.join(' ') }],
  ])('by %s: the new one opens after a restart, the old one does not, the words still do', async (_by, proof) => {
    const { keys } = await found(computer, [old, words]);
    await keys.prove(proof);
    expect(await keys.setPassphrase(next.passphrase)).toEqual({ saved: true, code: null });
    const { vault } = await restarted();
    expect([await opens(vault, next), await opens(vault, old), await opens(vault, words)]).toEqual([true, false, true]);
    // Shown once, not for ever.
    expect(keys.needsProof).toBe(true);
    expect(await refusal(keys.setPassphrase('and another one'))).toBe('bug');
  });

  test('after the words have opened the journal, a new one is chosen without the old one', async () => {
    await found(computer, [old, words]);
    await computer.stop();
    const { keys } = await openAgain(computer, words);
    expect([keys.openedBy, keys.needsProof]).toEqual(['recovery', false]);
    await keys.setPassphrase(next.passphrase);
    expect([keys.openedBy, keys.needsProof]).toEqual(['passphrase', true]);
    const { vault } = await restarted();
    expect([await opens(vault, next), await opens(vault, old)]).toEqual([true, false]);
  });

  test('a full disk is told, and until there is room the old one holds there', async () => {
    const { keys } = await found(computer, [old, words]);
    await keys.prove({ passphrase: old.passphrase });
    computer.full = true;
    expect(await keys.setPassphrase(next.passphrase)).toEqual({ saved: false, code: 'storage/full' });
    computer.full = false;
    const { vault } = await restarted();
    expect([await opens(vault, old), await opens(vault, next)]).toEqual([true, false]);
  });
});

describe('no passphrase on this computer', () => {
  test('and back: it opens by itself, then asks again, and the passphrase was a way in all along', async () => {
    const { keys } = await found(computer, [old, words]);
    await keys.prove({ passphrase: old.passphrase });
    expect(await keys.openHere()).toEqual({ saved: true, code: null });
    expect(keys.opensHere).toBe(true);
    let { host, vault } = await restarted();
    expect([await opensByItself(host, vault), await opens(vault, old)]).toEqual([true, true]);
    const stored = await host.secret.read();
    await computer.stop();
    const again = await openAgain(computer, { kind: 'secret', secret: stored ?? new Uint8Array(32) });
    expect(again.keys.needsProof).toBe(false);
    expect(await again.keys.askForPassphrase()).toEqual({ saved: true, code: null });
    ({ host, vault } = await restarted());
    expect(await host.secret.read()).toBeNull();
    expect(await opens(vault, { kind: 'secret', secret: stored ?? new Uint8Array(32) })).toBe(false);
    expect(await opens(vault, old)).toBe(true);
  });

  test('a journal that never had a passphrase gets one, and the stored secret opens nothing any more', async () => {
    const { keys } = await found(computer, [secret, words]);
    expect([keys.opensHere, keys.hasPassphrase, keys.needsProof]).toEqual([true, false, false]);
    await keys.setPassphrase(next.passphrase);
    expect([keys.opensHere, keys.hasPassphrase]).toEqual([false, true]);
    const { host, vault } = await restarted();
    expect([await opensByItself(host, vault), await opens(vault, next), await opens(vault, secret)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('a stored secret that opens nothing is thrown away at the next opening, a good one is not', async () => {
    const { host, keys } = await found(computer, [old, words]);
    await host.secret.write({ secret: nodeRandom(32) });
    await keys.tidySecret();
    expect(await host.secret.read()).toBeNull();
    await keys.prove({ passphrase: old.passphrase });
    await keys.openHere();
    await keys.tidySecret();
    expect(await host.secret.read()).not.toBeNull();
  });
});

describe('the words', () => {
  test('new ones take the place of the old ones once three are typed back', async () => {
    const { keys } = await found(computer, [old, words]);
    await keys.prove({ passphrase: old.passphrase });
    const drawn = keys.drawWords();
    expect(keys.drawWords()).toEqual(drawn);
    expect(keys.checkWords(new Map([[4, ` ${drawn[4]?.toUpperCase() ?? ''}`]]))).toBe(true);
    expect(keys.checkWords(new Map([[4, 'zoo zoo']]))).toBe(false);
    const entropy = readRecoveryPhrase(drawn.join(' '));
    expect(await keys.useNewWords()).toEqual({ saved: true, code: null });
    const { vault } = await restarted();
    expect(await opens(vault, { kind: 'recovery', entropy })).toBe(true);
    expect([await opens(vault, words), await opens(vault, old)]).toEqual([false, true]);
  });

  test('dropped ones were never a way in', async () => {
    const { keys, vault } = await found(computer, [old, words]);
    const drawn = keys.drawWords();
    const entropy = readRecoveryPhrase(drawn.join(' '));
    keys.dropWords();
    expect(keys.checkWords(new Map([[0, drawn[0] ?? '']]))).toBe(false);
    expect([await opens(vault, { kind: 'recovery', entropy }), await opens(vault, words)]).toEqual([false, true]);
  });

  test('the sheet is tried with a few or with all of them, and the day is noted when it fits', async () => {
    const { keys } = await found(computer, [old, words]);
    expect(keys.wordsTriedOn).toBeNull();
    const wrong = new Map([0, 1, 2, 3, 4, 5].map((at) => [at, sheet.words[at + 9] ?? '']));
    expect(keys.compareWords(wrong)?.size).toBeGreaterThan(0);
    expect(await refusal(keys.tryAllWords(createRecoveryPhrase(nodeRandom).words.join(' ')))).toBe('vault/wrong-words');
    expect(keys.wordsTriedOn).toBeNull();
    expect(keys.compareWords(rightWords)).toEqual(new Set());
    expect(keys.wordsTriedOn).not.toBeNull();
    await keys.tryAllWords(sheet.words.join(' '));
  });
});

interface Change {
  readonly name: string;
  readonly founded: readonly Opener[];
  readonly make: (opened: Opened) => Promise<unknown>;
  /** What must open the journal whatever happened: one of each line. */
  readonly either: readonly (readonly (Opener | 'itself' | 'new words')[])[];
}

const proven = async ({ keys }: Opened) => keys.prove({ passphrase: old.passphrase });
let newWords: Opener = words;

const changes: readonly Change[] = [
  {
    name: 'the passphrase is changed',
    founded: [old, words],
    make: async (opened) => (await proven(opened), opened.keys.setPassphrase(next.passphrase)),
    either: [[old, next], [words]],
  },
  {
    name: 'it is no longer asked for',
    founded: [old, words],
    make: async (opened) => (await proven(opened), opened.keys.openHere()),
    either: [[old], [words]],
  },
  {
    name: 'one is asked for, for the first time',
    founded: [secret, words],
    make: ({ keys }) => keys.setPassphrase(next.passphrase),
    either: [['itself', next], [words]],
  },
  {
    name: 'new words are made',
    founded: [old, words],
    make: async (opened) => {
      await proven(opened);
      newWords = { kind: 'recovery', entropy: readRecoveryPhrase(opened.keys.drawWords().join(' ')) };
      return opened.keys.useNewWords();
    },
    either: [[old], [words, 'new words']],
  },
];

describe('a crash', () => {
  const points = [0, 1, 2].flatMap((at) => (['before', 'after'] as const).map((answered) => ({ at, answered })));

  test.each(changes.flatMap((change) => points.map((plug) => [change.name, plug.answered, plug.at, change] as const)))(
    'when %s, %s the host has done step %i: the old way in opens, or the new one',
    async (_name, answered, at, { founded, make, either }) => {
      const opened = await found(computer, founded);
      computer.plug = { at, answered };
      await make(opened).catch((error: unknown) => expect(error).toMatchObject({ code: 'host/unavailable' }));
      const { host, vault } = await restarted();
      for (const ways of either) {
        const all = ways.map((way) => {
          if (way === 'itself') return opensByItself(host, vault);
          return opens(vault, way === 'new words' ? newWords : way);
        });
        expect((await Promise.all(all)).some(Boolean)).toBe(true);
      }
    },
  );

  test('every change has steps at which to crash', async () => {
    for (const { founded, make } of changes) {
      const opened = await found(computer, founded);
      await make(opened);
      expect(computer.changes).toBeGreaterThan(0);
      await computer.discard();
      computer = new Computer();
    }
  });
});
