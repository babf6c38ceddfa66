import { history, latestTurn, questionsOf, suggestToWhom, waitingDays, whyOf } from '#core/journal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { day, everything, openJournal } from './opened.ts';

const plain = fc.oneof(
  fc.anything({ values: [fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)], maxDepth: 2 }),
  fc.uint8Array({ maxLength: 4 }),
  fc.constantFrom('no', 'yes', '2024-01-01', '2024-02-30', 11, -1, 5, true, 'improve', 'x'.repeat(2000)),
);

const names = [
  ...['toWhom', 'what', 'answer', 'answeredOn', 'sentOn', 'tone', 'ratings', 'ratedOn', 'nextStep', 'nextOf', 'kind'],
  ...['deletedAt', 'createdAt', 'letters', 'prompt', 'stretch', 'title', 'doors', 'matters', 'attempt', 'day', 'on'],
  ...['name', 'hash', 'size', 'addedOn', 'paper', '__proto__', 'constructor', 'toString', ''],
];
const key = fc.oneof(
  fc.constantFrom(
    ...names,
    'base',
    'reflection',
    'tag/',
    'tag/t',
    'event/',
    'event/e',
    'event/e/on',
    'event/e/__proto__',
  ),
  fc.constantFrom('review/r', 'review/r/on', 'turn/t', 'turn/t/rank', 'whyEnded', 'whyLetter'),
  fc.constantFrom(
    'search/s',
    'search/s/name',
    'door/d',
    'door/d/note',
    'door/d/rank',
    'rating/sting',
    'rating/',
    'rating/__proto__',
  ),
  fc.string({ maxLength: 8 }),
);
const object = fc.dictionary(
  fc.constantFrom(...names, 'kind', 'on', 'note', 'rank', 'to', 'words', 'whyEnded', 'whyLetter'),
  plain,
  { maxKeys: 8 },
);

/** A value of a Yjs map, shared types among them. */
const shared: fc.Arbitrary<() => unknown> = fc.oneof(
  plain.map((value) => () => value),
  object.map((value) => () => value),
  fc.constantFrom(
    () => new Y.Map(),
    () => new Y.Array(),
    () => new Y.Text('t'),
    () => new Y.XmlFragment(),
    () => new Y.XmlElement('paragraph'),
    () => new Y.Doc(),
  ),
);

const entry = fc.oneof(
  { weight: 1, arbitrary: shared },
  {
    weight: 3,
    arbitrary: fc.tuple(object, fc.array(fc.tuple(key, shared), { maxLength: 8 })).map(([base, own]) => () => {
      const map = new Y.Map<unknown>();
      map.set('base', base);
      for (const [name, make] of own) map.set(name, make());
      return map;
    }),
  },
);

const collections = ['attempts', 'pursuits', 'checkins', 'pulses', 'letters', 'kinds', 'settings', 'meta'] as const;
const junk = fc.array(fc.tuple(fc.constantFrom(...collections), key, entry), { maxLength: 20 });

/** Writes what Yjs can hold at all; what it refuses never reaches a document. */
function fill(doc: Y.Doc, list: readonly (readonly [string, string, () => unknown])[]): void {
  for (const [collection, id, make] of list) {
    const twin = new Y.Doc();
    try {
      twin.getMap(collection).set(id, make());
      Y.encodeStateAsUpdate(twin);
    } catch {
      continue;
    }
    doc.getMap(collection).set(id, make());
  }
}

test('no stored junk makes a query throw, and none of it is touched', () => {
  fc.assert(
    fc.property(junk, (list) => {
      const doc = new Y.Doc();
      fill(doc, list);
      const before = Y.encodeStateAsUpdate(doc);
      const { journal } = openJournal(0, doc);
      const today = day('2024-01-08');
      for (const attempt of journal.attempts()) {
        history(attempt);
        waitingDays(attempt, today);
        whyOf(attempt);
        journal.chainTo(attempt.id);
        journal.kind(attempt.kind);
      }
      const { attempts: _attempts, ...rest } = journal.binned();
      for (const entries of Object.values(rest)) expect(Object.isFrozen(entries)).toBe(true);
      journal.pursuits().forEach(latestTurn);
      journal.letters();
      journal.checkIns();
      journal.kinds();
      journal.settings();
      journal.searches();
      journal.oddities();
      questionsOf(journal, today);
      suggestToWhom(journal.attempts(), 'x');
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    }),
  );
});

test('a healthy entry among junk works as ever', () => {
  fc.assert(
    fc.property(junk, (list) => {
      const { journal, doc } = openJournal(5);
      const id = journal.addAttempt({ toWhom: 'healthy', what: 'y', sentOn: day('2024-01-01') });
      fill(
        doc,
        list.filter(([collection]) => collection !== 'meta'),
      );
      journal.answerAttempt(id, { answer: 'no', on: day('2024-01-02'), ratings: { sting: 4 } });
      expect(journal.attempts()).toContainEqual(expect.objectContaining({ id, toWhom: 'healthy', answer: 'no' }));
      journal.undo();
      journal.undo();
      expect(journal.attempts().map((one) => one.id)).not.toContain(id);
    }),
  );
});

test('what reads of one document equals what reads of its copy', () => {
  fc.assert(
    fc.property(junk, (list) => {
      const doc = new Y.Doc();
      fill(
        doc,
        list.filter(
          ([collection]) => collection === 'pursuits' || collection === 'pulses' || collection === 'settings',
        ),
      );
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      expect(everything(openJournal(0, copy))).toEqual(everything(openJournal(0, doc)));
    }),
  );
});
