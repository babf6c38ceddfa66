import { exportJournal, readImport } from '#core/transfer';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { day, everything, openJournal, refusal, withLaterSettings } from '../journal/opened.ts';
import { bytesOf, fixture } from './files.ts';
import { fill, journalPlan } from './journals.ts';

const on = day('2024-06-01');

function copyIn(bytes: Uint8Array) {
  const source = readImport(bytes);
  if (source.type !== 'journal') throw new Error(source.type);
  return source.copy;
}

test('exported and taken into an empty journal, it is the same journal, ids and all, and exports the same file', () => {
  fc.assert(
    fc.property(journalPlan, (plan) => {
      const from = openJournal(1);
      fill(from.journal, plan);
      const file = exportJournal(from.journal, on);
      const to = openJournal(2);
      to.journal.adopt(copyIn(file));
      expect(everything(to)).toEqual(everything(from));
      expect(exportJournal(to.journal, on)).toEqual(file);
      expect(to.journal.oddities()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('what a newer version wrote goes along', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt({ toWhom: 'x', what: 'y' });
  (doc.getMap('attempts').get(id) as Y.Map<unknown>).set('mood/later', { deep: [null, 1] });
  doc.getMap('settings').set('sound', 'loud');
  const to = openJournal(2);
  to.journal.adopt(copyIn(exportJournal(journal, on)));
  expect((to.doc.getMap('attempts').get(id) as Y.Map<unknown>).get('mood/later')).toEqual({ deep: [null, 1] });
  expect(to.doc.getMap('settings').get('sound')).toBe('loud');
});

test('an export that meets something it cannot take along stops and says where', () => {
  const { journal, doc } = openJournal();
  doc.getMap('pulses').set('junk', new Uint8Array(3));
  expect(() => exportJournal(journal, on)).toThrow(
    refusal('transfer/not-exported', { collection: 'pulses', id: 'junk', key: '', count: 1 }),
  );
});

test('a file of a newer version, or of a newer journal, is told apart from a damaged one', () => {
  const { journal } = openJournal();
  journal.addAttempt({ toWhom: 'x', what: 'y' });
  const file = JSON.parse(new TextDecoder().decode(exportJournal(journal, on))) as { journal: { format: number } };
  const withFile = (change: object) => () => readImport(bytesOf(JSON.stringify({ ...file, ...change })));
  expect(withFile({ version: 3 })).toThrow(refusal('transfer/newer-version', { version: 3, known: 2 }));
  expect(withFile({ journal: { ...file.journal, format: 7 } })).toThrow(refusal('transfer/newer-version'));
  expect(withFile({ journal: null })).toThrow(refusal('transfer/unreadable', { cause: 'journal' }));
  expect(withFile({ journal: { ...file.journal, settings: 3 } })).toThrow(
    refusal('transfer/unreadable', { cause: 'journal', at: 'settings' }),
  );
});

test('the first released format is read for ever', () => {
  const { journal } = openJournal(5);
  journal.adopt(copyIn(fixture('transfer/journal-1.json')));
  const expected = readFileSync(
    path.resolve(import.meta.dirname, '../../fixtures/transfer/journal-1-queries.json'),
    'utf8',
  );
  // A newer version says more of it, and nothing else.
  expect(JSON.parse(JSON.stringify(everything({ journal })))).toMatchObject(
    withLaterSettings(JSON.parse(expected)) as object,
  );
  expect(new TextDecoder().decode(exportJournal(journal, on))).toBe(
    new TextDecoder().decode(fixture('transfer/journal-1.json')),
  );
});
