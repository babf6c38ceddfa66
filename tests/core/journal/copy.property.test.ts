import { copyJournal, fillJournal, type JournalCopy } from '#core/journal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { day, everything, openJournal, refusal } from './opened.ts';

const through = (copy: JournalCopy) => JSON.parse(JSON.stringify(copy)) as JournalCopy;

const marks = fc.constantFrom({}, { bold: {} }, { link: { href: 'https://example.org', depth: [1, null] } });
const run = fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), marks);
const block = fc.record({
  name: fc.constantFrom('paragraph', 'heading'),
  level: fc.nat(3),
  runs: fc.array(run, { maxLength: 4 }),
});

function write(fragment: Y.XmlFragment, blocks: readonly { name: string; level: number; runs: [string, object][] }[]) {
  for (const { name, level, runs } of blocks) {
    const element = new Y.XmlElement(name);
    if (level > 0) element.setAttribute('level', level as never);
    const text = new Y.XmlText();
    element.insert(0, [text]);
    fragment.push([element]);
    for (const [insert, attributes] of runs) text.insert(text.length, insert, attributes);
  }
}

test('a journal copied through JSON into an empty document is the same journal, ids and all', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 5 }),
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
      (blocks, texts) => {
        const { journal, doc } = openJournal(1);
        const pursuit = journal.addPursuit({ title: 'p', doors: [{ toWhom: 'd', note: texts[0] ?? '' }] });
        for (const reason of texts) journal.addAttempt({ toWhom: 'x', what: 'y', pursuit, reason, tags: ['t'] });
        const id = journal.addAttempt({ toWhom: 'x', what: 'y', events: [{ kind: 'reply', on: day('2024-01-01') }] });
        write(journal.reflection(id), blocks);
        journal.changeAttempt(id, { heard: texts.join(), ratings: { hope: 2 } });
        journal.changeSettings({ extraRatings: ['sting'] });
        journal.binAttempt(journal.addAttempt({ toWhom: 'binned', what: 'y' }));
        const { copy, uncopied } = copyJournal(doc);
        expect(uncopied).toEqual([]);
        const filled = new Y.Doc();
        fillJournal(filled, through(copy));
        expect(copyJournal(filled)).toEqual({ copy, uncopied: [] });
        const again = openJournal(2, filled);
        expect(everything(again)).toEqual(everything({ journal }));
        expect(again.journal.reflection(id).toJSON()).toBe(journal.reflection(id).toJSON());
      },
    ),
    { numRuns: 40 },
  );
});

test('what a newer version added is in the copy; what has no JSON form is named', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt({ toWhom: 'x', what: 'y' });
  const entry = doc.getMap('attempts').get(id) as Y.Map<unknown>;
  doc.transact(() => {
    entry.set('later', { deep: [1, { x: null }] });
    entry.set('summary', new Y.XmlFragment());
    entry.set('bytes', new Uint8Array(2));
    entry.set('list', new Y.Array());
    doc.getMap('pulses').set('junk', 3);
    doc.getMap('pulses').set('constructor', new Y.Map());
    doc.getMap('settings').set('sound', new Uint8Array(1));
    journal.reflection(id).insert(0, [new Y.XmlText()]);
  });
  const { copy, uncopied } = copyJournal(doc);
  expect(copy.entries.attempts[id]?.plain).toMatchObject({ later: { deep: [1, { x: null }] } });
  expect(Object.keys(copy.entries.attempts[id]?.rich ?? {}).sort()).toEqual(['reflection', 'summary']);
  expect(uncopied).toEqual([
    { collection: 'attempts', id, key: 'bytes' },
    { collection: 'attempts', id, key: 'list' },
    { collection: 'pulses', id: 'junk', key: '' },
    { collection: 'pulses', id: 'constructor', key: '' },
    { collection: 'settings', id: '', key: 'sound' },
  ]);
});

test('an empty journal has an empty copy', () => {
  const { copy } = copyJournal(new Y.Doc());
  const filled = new Y.Doc();
  fillJournal(filled, through(copy), 'import');
  expect(openJournal(0, filled).journal.attempts()).toEqual([]);
});

test('only an empty document is filled, in one transaction', () => {
  const { journal, doc } = openJournal();
  journal.addAttempt({ toWhom: 'x', what: 'y' });
  const { copy } = copyJournal(doc);
  expect(() => fillJournal(doc, copy)).toThrow(refusal('journal/invalid', { field: '', rule: 'not-empty' }));
  const filled = new Y.Doc();
  const origins: unknown[] = [];
  filled.on('update', (_update, origin) => origins.push(origin));
  fillJournal(filled, copy, 'import');
  expect(origins).toEqual(['import']);
});

test('a newer copy and what is no copy are refused, and nothing is written', () => {
  const doc = new Y.Doc();
  const { copy } = copyJournal(doc);
  const newer = refusal('journal/newer-version', { version: 2, known: 1 });
  expect(() => fillJournal(doc, { ...copy, format: 2, more: 1 })).toThrow(newer);
  const badRich = { plain: {}, rich: { reflection: [{ element: 'p', attributes: {}, children: [{}] }] } };
  const bad = { ...copy, entries: { ...copy.entries, attempts: { one: { plain: { base: {} } }, two: badRich } } };
  expect(() => fillJournal(doc, bad)).toThrow(refusal('journal/invalid', { field: 'attempts', rule: 'not-a-copy' }));
  fc.assert(
    fc.property(fc.anything(), (junk) => {
      expect(() => fillJournal(doc, junk)).toThrow(
        refusal('journal/invalid', { field: expect.any(String) as string, rule: 'not-a-copy' }),
      );
      expect(() => fillJournal(doc, { ...copy, settings: [junk] })).toThrow(refusal('journal/invalid'));
    }),
  );
  expect(doc.store.clients.size).toBe(0);
});
