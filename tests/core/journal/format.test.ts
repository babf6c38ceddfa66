import { formatVersionOf, Journal, type Migration, MigrationOrigin, migrations } from '#core/journal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { countingRandom, exchange, openJournal, SetClock, refusal } from './opened.ts';

const asked = { toWhom: 'x', what: 'y' };
const versions = (doc: Y.Doc) => [...doc.getMap('meta').keys()].sort();
const newer = refusal('journal/newer-version', { version: 7, known: 1 });

/** Plants an older format: names stood under `name` instead of `toWhom`. */
const rename: Migration = {
  to: 2,
  run: (doc) => {
    for (const entry of doc.getMap<Y.Map<unknown>>('attempts').values()) {
      const base = entry.get('base') as Record<string, unknown>;
      entry.set('toWhom', base.name);
    }
  },
};

function olderDoc(): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    const entry = new Y.Map();
    entry.set('base', { name: 'Faber', what: 'a book' });
    doc.getMap('attempts').set('one', entry);
    doc.getMap('meta').set('formatVersion/1', true);
  });
  return doc;
}

test('the newest known format is 1 and needs no migration', () => {
  expect(migrations).toEqual([]);
});

test('opening writes nothing; the first command notes the format', () => {
  const { journal, doc } = openJournal();
  journal.attempts();
  journal.settings();
  expect(formatVersionOf(doc)).toBeNull();
  expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(new Y.Doc()));
  journal.changeSettings({ theme: 'dark' });
  expect(versions(doc)).toEqual(['formatVersion/1']);
  journal.undo();
  expect(formatVersionOf(doc)).toBe(1);
  const before = Y.encodeStateAsUpdate(doc);
  openJournal(3, doc);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('a newer document is refused and left untouched', () => {
  const doc = new Y.Doc();
  doc.getMap('meta').set('formatVersion/7', true);
  const before = Y.encodeStateAsUpdate(doc);
  expect(() => openJournal(0, doc)).toThrow(newer);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('a document that becomes newer while open can be read but no longer written', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt(asked);
  const elsewhere = new Y.Doc();
  exchange(doc, elsewhere);
  elsewhere.getMap('meta').set('formatVersion/7', true);
  exchange(doc, elsewhere);
  const before = Y.encodeStateAsUpdate(doc);
  for (const write of [
    () => journal.addAttempt(asked),
    () => journal.changeAttempt(id, { what: 'z' }),
    () => journal.changeSettings({ theme: 'dark' }),
    () => journal.undo(),
  ]) {
    expect(write).toThrow(newer);
  }
  expect(journal.attempts()).toHaveLength(1);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('two versions that write first at the same time cannot hide the newer one', () => {
  for (const seed of [0, 1, 2, 3]) {
    const old = openJournal(seed);
    const young = openJournal(seed + 10, new Y.Doc(), { migrations: [rename] });
    old.journal.addAttempt(asked);
    young.journal.addAttempt(asked);
    exchange(old.doc, young.doc);
    expect(formatVersionOf(old.doc)).toBe(2);
    expect(() => old.journal.addAttempt(asked)).toThrow(refusal('journal/newer-version'));
  }
});

test('an older document is migrated at opening, in one transaction, and cannot be un-migrated by undo', () => {
  const doc = olderDoc();
  const origins: unknown[] = [];
  doc.on('update', (_update, origin) => origins.push(origin));
  const { journal } = openJournal(0, doc, { migrations: [rename] });
  expect(journal.attempts()).toMatchObject([{ id: 'one', toWhom: 'Faber', what: 'a book' }]);
  expect(formatVersionOf(doc)).toBe(2);
  expect(origins).toEqual([expect.any(MigrationOrigin)]);
  expect(journal.canUndo).toBe(false);
  openJournal(1, doc, { migrations: [rename] });
  expect(origins).toHaveLength(1);
});

test('migrations run in order, from where the document stands', () => {
  const doc = olderDoc();
  const ran: number[] = [];
  const step = (to: number): Migration => ({ to, run: () => void ran.push(to) });
  openJournal(0, doc, { migrations: [step(3), rename, step(4)] });
  expect(ran).toEqual([3, 4]);
  expect(formatVersionOf(doc)).toBe(4);
  openJournal(0, new Y.Doc(), { migrations: [step(2)] });
  expect(ran).toEqual([3, 4]);
});

test.each<[string, Migration['run']]>([
  [
    'throws',
    () => {
      throw new Error('broken');
    },
  ],
  ['loses an entry', (doc) => doc.getMap('attempts').delete('one')],
])('a migration that %s leaves the document as it was', (_name, run) => {
  const doc = olderDoc();
  const before = Y.encodeStateAsUpdate(doc);
  const open = () =>
    Journal.open(doc, { clock: new SetClock(), random: countingRandom(), migrations: [rename, { to: 3, run }] });
  expect(open).toThrow();
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('entries without a noted format count as the first one', () => {
  const doc = new Y.Doc();
  doc.getMap('pulses').set('x', new Y.Map());
  doc.getMap('meta').set('formatVersion/0', true);
  doc.getMap('meta').set('formatVersion/x', true);
  expect(formatVersionOf(doc)).toBe(1);
});

test('the highest format noted counts, in whatever order they were', () => {
  const doc = new Y.Doc();
  for (const n of [2, 10, 1]) doc.getMap('meta').set(`formatVersion/${String(n)}`, true);
  expect(formatVersionOf(doc)).toBe(10);
});
