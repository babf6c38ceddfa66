import { coded, type NailwallError } from '#core/base';
import { describe, expect, test } from 'vitest';
import { FirstRun } from '../../../src/renderer/state/first-run.svelte.ts';
import { pickPositions } from '../../../src/renderer/state/keys/word-checks.svelte.ts';
import { nearWords, TypedWords } from '../../../src/renderer/state/typed-words.svelte.ts';
import { Unlocking } from '../../../src/renderer/state/unlocking.svelte.ts';
import { workbenchPassphrase } from '../workbench/fake-keys.svelte.ts';
import { FakeSession } from '../workbench/fake-session.svelte.ts';

function confirmed(session: FakeSession): FirstRun {
  const setup = new FirstRun(session);
  setup.passphrase = setup.repeat = workbenchPassphrase;
  setup.toWords();
  setup.toConfirm();
  const { checks } = setup;
  if (!checks) throw new Error('no words to check');
  checks.typed = checks.positions.map((at) => ` ${setup.words[at]?.toUpperCase() ?? ''} `);
  return setup;
}

describe('setting up', () => {
  test('asks for three different words, in order', () => {
    for (const pick of [0, 1, 20]) {
      const positions = pickPositions(3, 24, (below) => Math.min(pick, below - 1));
      expect(new Set(positions).size).toBe(3);
      expect([...positions].sort((a, b) => a - b)).toEqual(positions);
    }
  });

  test('stays on the passphrase until it is long enough and both are the same', () => {
    const setup = new FirstRun(new FakeSession('first-run'));
    setup.passphrase = 'short';
    setup.toWords();
    expect([setup.step, setup.problem]).toEqual(['way', 'too-short']);
    setup.passphrase = workbenchPassphrase;
    setup.toWords();
    expect([setup.step, setup.problem]).toEqual(['way', 'differs']);
    setup.repeat = workbenchPassphrase;
    setup.toWords();
    expect(setup.step).toBe('words');
  });

  test('going back and forth keeps the words and everything typed', () => {
    const setup = confirmed(new FakeSession('first-run'));
    const { words, checks } = setup;
    const typed = [...(checks?.typed ?? [])];
    setup.back();
    setup.back();
    expect([setup.step, setup.passphrase]).toEqual(['way', workbenchPassphrase]);
    setup.toWords();
    setup.toConfirm();
    expect(setup.words).toEqual(words);
    expect(setup.checks).toBe(checks);
    expect(setup.checks?.typed).toEqual(typed);
  });

  test('says which word is another one, and opens nothing', async () => {
    const session = new FakeSession('first-run');
    const setup = confirmed(session);
    if (setup.checks) setup.checks.typed[1] = 'zebra';
    await setup.finish();
    expect(setup.checks?.wrong).toEqual([false, true, false]);
    expect(session.phase).toBe('first-run');
  });

  test('a failure is told, and trying again works with what was typed', async () => {
    const session = new FakeSession('first-run');
    const setup = confirmed(session);
    session.failFounding = true;
    await setup.finish();
    expect(setup.error?.code).toBe('storage/full');
    expect(setup.busy).toBe(false);
    session.failFounding = false;
    await setup.finish();
    expect(session.phase).toBe('open');
  });
});

describe('unlocking', () => {
  test('a wrong passphrase, a damaged file and wrong words are told apart, and nothing typed is lost', async () => {
    const errorAfter = async (session: FakeSession, act: (door: Unlocking) => void): Promise<NailwallError | null> => {
      const door = new Unlocking(session);
      act(door);
      await door.open();
      return door.error;
    };
    const typed = (door: Unlocking) => (door.passphrase = 'wrong');
    expect((await errorAfter(new FakeSession('locked'), typed))?.code).toBe('vault/wrong-passphrase');
    expect((await errorAfter(new FakeSession('damaged-vault'), typed))?.code).toBe('vault/damaged');
    const door = new Unlocking(new FakeSession('locked'));
    door.turnTo('words');
    door.typed.text = 'abandon ability';
    await door.open();
    expect([door.error?.code, door.typed.text]).toEqual(['vault/wrong-words', 'abandon ability']);
  });

  test('opens with the passphrase, and with the words however they are written', async () => {
    const session = new FakeSession('locked');
    const door = new Unlocking(session);
    door.turnTo('words');
    door.typed.text = session
      .drawWords()
      .map((word, i) => `${String(i + 1)}. ${word.toUpperCase()}`)
      .join('\n');
    await door.open();
    expect(session.phase).toBe('open');
  });

  test('a word that is not in the list is named with what it may have been, but not while it is being typed', () => {
    const door = new Unlocking(new FakeSession('locked'));
    door.typed.text = 'abandon appel';
    expect(door.typed.unknown).toBeNull();
    door.typed.text = 'abandon appel ';
    expect(door.typed.unknown).toMatchObject({ position: 2, word: 'appel' });
    expect(door.typed.unknown?.near).toContain('apple');
    expect(nearWords('zzzz', ['zebra', 'zoo'])).toEqual([]);
  });

  test('nothing typed is nothing tried', async () => {
    const session = new FakeSession('locked');
    session.unlock = () => Promise.reject(new TypeError('tried'));
    const door = new Unlocking(session);
    await door.open();
    expect([door.error, door.busy, session.phase]).toEqual([null, false, 'locked']);
  });

  test('anything unforeseen becomes a coded error', async () => {
    const session = new FakeSession('locked');
    session.unlock = () => Promise.reject(new TypeError('x'));
    const door = new Unlocking(session);
    door.passphrase = 'typed';
    await door.open();
    expect(door.error?.code).toBe(coded('bug').code);
  });
});

test('the last word is left in peace while it is typed, and looked at when nothing more comes', () => {
  const typed = new TypedWords(['abandon', 'ability']);
  typed.text = 'abandon abilty';
  expect(typed.unknown).toBeNull();
  typed.end();
  expect(typed.unknown).toEqual({ position: 2, word: 'abilty', near: ['ability'] });
  typed.text = 'abandon abili';
  expect(typed.unknown).toBeNull();
});
