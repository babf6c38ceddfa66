import {
  completeMapping,
  guessMapping,
  mappingProblems,
  mapRows,
  type Mapping,
  planImport,
  writeImport,
} from '#core/transfer';
import { expect, test } from 'vitest';
import { openJournal, plan, read, tableOf } from './files.ts';

const drafts = (text: string, more: Partial<Mapping> = {}) => {
  const table = tableOf(read(text));
  return mapRows(table, { ...guessMapping(table), ...more });
};

test('German and English headers and words are known', () => {
  const table = tableOf(
    read('Firma;Stelle;Bewerbungsdatum;Status;Notizen\nFaber;Lektorat;25.01.2024;Absage;"eins\nzwei"\n'),
  );
  const mapping = guessMapping(table);
  expect(mapping.dateOrder).toBe('DMY');
  expect(mapRows(table, mapping)[0]?.entry).toMatchObject({
    input: { toWhom: 'Faber', what: 'Lektorat', sentOn: '2024-01-25', answer: 'no', reflection: 'eins\nzwei' },
  });
});

test('what stands in the way is named', () => {
  const table = tableOf(read('x,sent,sent on\na,01/02/2024,03/04/2024\n'));
  const mapping = completeMapping(table, { targets: [null, 'sentOn', 'sentOn'] });
  expect(mappingProblems(mapping)).toEqual([
    { problem: 'needs-to-whom' },
    { problem: 'needs-what' },
    { problem: 'two-columns', target: 'sentOn' },
    { problem: 'date-order' },
  ]);
  expect(() => mapRows(table, mapping)).toThrow(expect.objectContaining({ code: 'input/invalid' }) as Error);
});

test('each thing that is not taken over as it stands has a note', () => {
  const [short, far, odd, early, rated] = drafts(
    [
      'company,role,applied,status,answer date,tags,sting,tone',
      'A,B,2024-01-01',
      'A,B,2024-01-01,applied,2024-02-01,x;y,,,one,two',
      `A,B,yesterday,rejected,2024-02-01,${'t'.repeat(61)},eleven,rough`,
      'A,B,2024-03-01,rejected,2024-02-01,,10,form',
      'A,B,2024-03-01,accepted,2024-04-01,,0,personal',
    ].join('\n'),
  );
  const causes = (draft: typeof short) => draft?.notes.map(({ cause }) => cause);
  expect(causes(short)).toEqual(['cells-missing']);
  expect(causes(far)).toEqual(['cells-left-over', 'day-dropped-while-waiting']);
  expect(causes(odd)).toEqual(['not-a-date', 'no-rating', 'unknown-word', 'tag-too-long']);
  expect(causes(early)).toEqual(['answered-before-sent']);
  expect(causes(rated)).toEqual(['tone-dropped']);
  expect(odd?.notes[0]).toEqual({ cause: 'not-a-date', field: 'sentOn', text: 'yesterday' });
  expect(early?.entry?.input).toMatchObject({ tone: 'form', ratings: { sting: 10 }, ratedOn: null });
  expect(early?.entry?.input).not.toHaveProperty('answeredOn');
});

test('rows without what is required, with an unknown answer or never sent are left out, and say why', () => {
  const rows = drafts('company,role,status\n,B,applied\nA,,applied\nA,B,perhaps\nA,B,Wishlist\nA,B,\n');
  expect(rows.map(({ row, entry, notes }) => [row, entry !== null, notes.map(({ cause }) => cause)])).toEqual([
    [2, false, ['nothing-required']],
    [3, false, ['nothing-required']],
    [4, false, ['unknown-answer']],
    [5, false, ['left-out-by-word']],
    [6, true, []],
  ]);
});

test('what the person decides is obeyed', () => {
  const [row] = drafts('company,role,status\nA,,perhaps\n', {
    answerWords: { perhaps: 'quiet' },
    ifEmpty: '(no title)',
  });
  expect(row).toMatchObject({
    entry: { input: { what: '(no title)', answer: 'quiet' } },
    notes: [{ cause: 'filled-in' }],
  });
});

test('words that stand for nothing are nothing, but stay where something is required', () => {
  const [row] = drafts('company,role,location,applied\nA,Not specified,N/A,-\n');
  expect(row?.entry).toMatchObject({ input: { what: 'Not specified', sentOn: null } });
  expect(row?.entry?.input).not.toHaveProperty('tags');
  expect(row?.notes).toEqual([]);
});

test('the journal has the last word: what it would refuse is left out with its rule', () => {
  const opened = openJournal();
  const table = tableOf(read(`company,role\n${'A'.repeat(501)},B\nC,D\n`));
  const made = plan(opened, table, guessMapping(table));
  expect(made).toMatchObject({ fresh: 1, leftOut: 1 });
  expect(made.rows[0]?.notes).toEqual([{ cause: 'rule', field: 'toWhom', detail: 'too-long' }]);
});

test('pursuits and kinds are found by name, or made once, and undone with the rest', () => {
  const opened = openJournal();
  const book = opened.journal.addPursuit({ title: 'A book' });
  const zine = opened.journal.addKind({ name: 'zine', paper: 'writing' });
  const table = tableOf(
    read('to whom,what,pursuit,kind\nA,x,A book,zine\nB,x,New,poem\nC,x,New,poem\nD,x,,job\nE,x,,\n'),
  );
  const receipt = writeImport(opened.journal, plan(opened, table, guessMapping(table)));
  expect(receipt).toMatchObject({ pursuits: [expect.any(String)], kinds: [expect.any(String)] });
  const by = (name: string) => opened.journal.attempts().find(({ toWhom }) => toWhom === name);
  expect(by('A')).toMatchObject({ pursuit: book, kind: zine });
  expect(by('B')).toMatchObject({ pursuit: receipt.pursuits[0], kind: receipt.kinds[0] });
  expect([by('C')?.pursuit, by('D')?.kind, by('E')?.kind]).toEqual([receipt.pursuits[0], 'job', 'other']);
  opened.journal.undo();
  expect(opened.journal.attempts()).toEqual([]);
  expect(opened.journal.pursuits().map(({ title }) => title)).toEqual(['A book']);
  expect(
    opened.journal
      .kinds()
      .filter(({ builtIn }) => !builtIn)
      .map(({ name }) => name),
  ).toEqual(['zine']);
});

test('an entry of the journal answers for one equal row only', () => {
  const opened = openJournal();
  opened.journal.addAttempt({ toWhom: 'FABER ', what: 'Ä book' });
  const table = tableOf(read('company,role\nfaber,a book\nFaber,A BOOK\nWalker,a book\n'));
  const made = plan(opened, table, guessMapping(table));
  expect(made.rows.map(({ duplicate }) => duplicate)).toEqual([true, false, false]);
  writeImport(opened.journal, made, { duplicates: true });
  expect(opened.journal.attempts()).toHaveLength(4);
});

test('a journal that became newer takes nothing, and keeps its undo', () => {
  const opened = openJournal();
  opened.journal.addAttempt({ toWhom: 'x', what: 'y' });
  const made = planImport(opened.journal, drafts('company,role\nA,B\n'));
  opened.doc.getMap('meta').set('formatVersion/9', true);
  expect(() => writeImport(opened.journal, made)).toThrow(
    expect.objectContaining({ code: 'journal/newer-version' }) as Error,
  );
  expect(opened.journal.attempts()).toHaveLength(1);
  expect(opened.journal.canUndo).toBe(true);
});

test.each([
  ['company', 'job'],
  ['Verlag', 'book'],
  ['magazine', 'article'],
  ['to whom', 'other'],
])('a table that asks a %s is taken for attempts of kind %s, until the person says otherwise', (column, kind) => {
  expect(guessMapping(tableOf(read(`${column},role\nFaber,x\n`))).kind).toBe(kind);
});
