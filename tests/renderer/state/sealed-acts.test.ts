import type { Dispose, Scheduler } from '#core/base';
import { Journal } from '#core/journal';
import { SealedJournal } from '#core/vault';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Capture } from '../../../src/renderer/state/capture.svelte.ts';
import { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { sealActsAtOnce } from '../../../src/renderer/state/sealed-acts.ts';
import { day } from '../../core/journal/opened.ts';
import { fixedClock, seededRandom } from '../../core/vault/device.ts';
import { deriveTestKeyring } from '../../core/vault/keyrings.ts';

/** Time that passes when a test says so, ms. */
class SetTime implements Scheduler {
  #now = 0;
  readonly #tasks = new Set<{ readonly at: number; readonly task: () => void }>();
  after(ms: number, task: () => void): Dispose {
    const entry = { at: this.#now + ms, task };
    this.#tasks.add(entry);
    return () => void this.#tasks.delete(entry);
  }
  pass(ms: number): void {
    this.#now += ms;
    for (const entry of [...this.#tasks]) {
      if (entry.at > this.#now || !this.#tasks.delete(entry)) continue;
      entry.task();
    }
  }
}

function open() {
  const scheduler = new SetTime();
  const ports = { clock: fixedClock, random: seededRandom(5), scheduler };
  const doc = new Y.Doc();
  const vault = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, deriveTestKeyring(), ports);
  const journal = Journal.open(doc, ports);
  const end = sealActsAtOnce(journal, sealed);
  const ask = () => journal.addAttempt({ kind: 'job', toWhom: 'House', what: 'A story', sentOn: day('2023-11-01') });
  return { scheduler, vault, sealed, journal, end, ask };
}

/** What was asked for in the same task runs first. */
const soon = () => Promise.resolve();

test('what is written down is sealed as soon as the key’s own code has run, with what that writes besides', async () => {
  const { vault, sealed, journal, ask } = open();
  ask();
  journal.doc.getMap('drafts').set('capture', 'half a word');
  expect(sealed.hasUnsealed).toBe(true);
  await soon();
  expect(sealed.hasUnsealed).toBe(false);
  expect(vault.getArray('log').length).toBe(1);
});

test('letters that are typed wait for a pause', async () => {
  const { scheduler, sealed, journal, ask } = open();
  const id = ask();
  await soon();
  for (const letter of ['a', 'b', 'c']) {
    journal.reflection(id).push([new Y.XmlText(letter)]);
    scheduler.pass(200);
    await soon();
    expect(sealed.hasUnsealed).toBe(true);
  }
  scheduler.pass(300);
  expect(sealed.hasUnsealed).toBe(false);
});

test('an act after letters takes them along', async () => {
  const { scheduler, sealed, journal, ask } = open();
  const id = ask();
  await soon();
  journal.reflection(id).push([new Y.XmlText('a')]);
  scheduler.pass(100);
  journal.changeAttempt(id, { ratings: { hope: 4 } });
  await soon();
  expect(sealed.hasUnsealed).toBe(false);
});

test('once it is ended nothing more is sealed by it', async () => {
  const { sealed, end, ask } = open();
  ask();
  end();
  await soon();
  expect(sealed.hasUnsealed).toBe(true);
});

test('a no on the slip is sealed by the key that writes it down, slip and all in one record', async () => {
  const { vault, sealed, journal } = open();
  const capture = new Capture(new JournalStore(journal, { seal: () => sealed.seal() }));
  capture.change({ toWhom: 'House', what: 'A story', answer: 'no' });
  await soon();
  sealed.seal();
  const before = vault.getArray('log').length;
  expect(capture.save()).not.toBeNull();
  expect(sealed.hasUnsealed).toBe(false);
  expect(vault.getArray('log').length).toBe(before + 1);
  await soon();
  expect(vault.getArray('log').length).toBe(before + 1);
});
