import { type Attempt, type Journal } from '#core/journal';
import {
  exportCsv,
  exportMarkdown,
  failuresPage,
  mapRows,
  type MappedPreset,
  planImport,
  readImport,
  type ReportWords,
  writeImport,
  zipFiles,
} from '#core/transfer';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { guardCell, unguardCell } from '../../../src/core/transfer/formula-guard.ts';
import { joinList, splitList } from '../../../src/core/transfer/list-text.ts';
import { escapeMarkdown } from '../../../src/core/transfer/markdown-export.ts';
import { day, openJournal } from '../journal/opened.ts';
import { fill, journalPlan, nastyText } from './journals.ts';

const words: ReportWords = {
  language: 'en',
  date: (on) => on,
  answer: (answer) => answer,
  kind: ({ builtIn, id, name }) => (builtIn ? id : name),
  rating: (name) => name,
  event: (kind) => kind,
  whyEnded: (kind) => `why: ${kind}`,
  state: (state) => state,
  wish: (wish) => wish,
  matters: (value) => `matters ${String(value)}`,
  reviewAnswer: (answer) => answer,
  review: 'Still?',
  whyLetter: 'Asking why',
  sent: 'sent',
  theirReason: 'Their reason',
  heard: 'Heard',
  reflection: 'Reflection',
  doors: 'Doors',
  withoutPursuit: 'Without a pursuit',
  failuresTitle: 'A CV of failures',
  hidden: '…',
  undated: 'undated',
};

function importCsv(bytes: Uint8Array, journal: Journal) {
  const source = readImport(bytes);
  if (source.type !== 'table' || source.preset?.id !== 'nailwall') throw new Error('not our table');
  const drafts = mapRows(source.table, (source.preset as MappedPreset).mapping(source.table));
  const plan = planImport(journal, drafts);
  writeImport(journal, plan);
  return plan;
}

/** What the table holds of an attempt. */
function told(journal: Journal, attempt: Attempt) {
  const { toWhom, what, tags, sentOn, stretch, answer, answeredOn, tone, reason, heard, ratings, ratedOn, toldWhom } =
    attempt;
  const kind = journal.kind(attempt.kind);
  return {
    ...{ toWhom, what, tags, sentOn, stretch, answer, answeredOn, tone, reason, heard, ratings, ratedOn, toldWhom },
    kind: kind.builtIn ? kind.id : kind.name,
    pursuit: attempt.pursuit && journal.pursuit(attempt.pursuit)?.title,
    events: attempt.events
      .map((event) => ({ ...event, id: '' }))
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    reflection: journal.reflectionText(attempt.id),
  };
}

const all = (journal: Journal) =>
  journal
    .attempts()
    .map((attempt) => JSON.stringify(told(journal, attempt)))
    .sort();

test('the table comes back through the own importer as it was, formulas and all', () => {
  fc.assert(
    fc.property(journalPlan, (plan) => {
      const from = openJournal(1);
      fill(from.journal, plan);
      fc.pre(from.journal.attempts().length > 0);
      const to = openJournal(2);
      const made = importCsv(exportCsv(from.journal), to.journal);
      expect(made.leftOut + made.warned).toBe(0);
      expect(all(to.journal)).toEqual(all(from.journal));
    }),
    { numRuns: 80 },
  );
});

test('no cell of the table begins like a formula', () => {
  const { journal } = openJournal();
  for (const text of ['=1+2', '+1', '-1', '@x', '＝1', "'x", '\t=1']) {
    journal.addAttempt({ toWhom: text, what: 'x', reason: text });
  }
  const source = readImport(exportCsv(journal));
  if (source.type !== 'table') throw new Error(source.type);
  for (const { cells } of source.table.rows) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t＝]/);
});

test('guarding and listing can always be undone', () => {
  fc.assert(
    fc.property(nastyText, fc.array(nastyText), (text, list) => {
      expect(unguardCell(guardCell(text))).toBe(text);
      expect(splitList(joinList(list))).toEqual(list.filter((one) => one !== ''));
    }),
  );
});

test('Markdown: one file a pursuit, one for the rest, what was written as it was written', () => {
  const { journal } = openJournal();
  const pursuit = journal.addPursuit({
    title: 'A home: the <book>?',
    why: '# loud\n1. because',
    doors: [{ toWhom: 'Walker' }],
  });
  journal.addPursuit({ title: 'a home  the book' });
  const id = journal.addAttempt({ toWhom: '*Faber*', what: 'a_b', pursuit, sentOn: day('2024-01-01') });
  journal.answerAttempt(id, {
    answer: 'no',
    on: day('2024-02-01'),
    reason: 'No.\n\n- not\n<script>',
    ratings: { hope: 3 },
  });
  journal.addAttempt({ toWhom: 'Alone', what: 'x' });
  const files = exportMarkdown(journal, words);
  expect(files.map(({ name }) => name)).toEqual(['A home the book.md', 'a home the book 2.md', 'Without a pursuit.md']);
  expect(files[0]?.text).toBe(
    [
      '# A home: the \\<book\\>?',
      'going',
      '> \\# loud\n> 1\\. because',
      '## \\*Faber\\*: a\\_b',
      'no · other · hope 3',
      '- 2024-01-01: sent\n- 2024-02-01: no',
      '**Their reason**',
      '> No.\n>\n> \\- not\n> \\<script\\>',
      '## Doors',
      '- Walker',
    ].join('\n\n') + '\n',
  );
  const zip = zipFiles(files, day('2024-03-01'));
  expect(zip).toEqual(zipFiles(files, day('2024-03-01')));
  expect(Object.keys(unzipSync(zip))).toEqual(files.map(({ name }) => name));
});

test('Markdown tells of a pursuit how it went, and of an attempt how asking for the reason went', () => {
  const { journal } = openJournal();
  const pursuit = journal.addPursuit({ title: 'A home', wish: 'someone-elses', matters: 2 });
  journal.reviews.add(pursuit, { on: day('2024-01-20'), answer: 'not-sure' });
  journal.reviews.add(pursuit, { on: day('2024-02-20'), answer: 'no', note: 'It was *his*.' });
  journal.turns.take(pursuit, { to: 'let-go', on: day('2024-02-21'), words: 'It taught me to ask.' });
  const id = journal.addAttempt({ toWhom: 'Faber', what: 'a book', pursuit, answer: 'no' });
  journal.changeAttempt(id, { whyLetter: 'Dear Faber,\nwhy?' });
  journal.why.ask(id, day('2024-01-05'));
  journal.why.end(id, { kind: 'no-reply', on: day('2024-02-05') });
  expect(exportMarkdown(journal, words)[0]?.text).toBe(
    [
      '# A home',
      'let-go · someone-elses · matters 2',
      '- 2024-02-21: let-go: It taught me to ask.',
      '## Still?',
      '- 2024-01-20: not-sure\n- 2024-02-20: no: It was \\*his\\*.',
      '## Faber: a book',
      'no · other',
      '- 2024-01-05: asked-why\n- 2024-02-05: why: no-reply',
      '**Asking why**',
      '> Dear Faber,\n> why?',
    ].join('\n\n') + '\n',
  );
});

test('names of files are different on every system and forbidden on none', () => {
  const { journal } = openJournal();
  for (const title of ['con', '...', 'a/b', 'A\\B', 'x'.repeat(300), 'x'.repeat(301), '日本'])
    journal.addPursuit({ title });
  const names = exportMarkdown(journal, words).map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7);
  for (const name of names) expect(name).toMatch(/^(?!con\.|\.)[\p{L}\p{N} _-]{1,70}\.md$/u);
});

test('no line of anybody is Markdown', () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)[*_<>[\]`|]|\n/);
    }),
  );
});

test('the CV of failures has every no and nothing else, escaped, without a script or anything to fetch', () => {
  const { journal } = openJournal();
  const zine = journal.addKind({ name: 'zine & <more>', paper: 'writing' });
  const no = (what: string, year: number, kind: string) =>
    journal.addAttempt({
      toWhom: '<img src=x onerror=alert(1)>',
      what,
      kind,
      answer: 'no',
      answeredOn: day(`${year}-05-01`),
    });
  no('older', 2022, 'job');
  no('newer', 2024, 'job');
  no('also newer', 2024, 'job');
  no('a page', 2023, zine);
  journal.addAttempt({ toWhom: 'x', what: 'waiting for it', kind: 'job' });
  journal.removeKind(zine);
  const page = failuresPage(journal, { words, hideNames: false });
  expect(page).not.toMatch(/<img|<script|waiting for it|https?:|url\(/);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('<h2>zine &amp; &lt;more&gt;</h2>');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect([...page.matchAll(/<dt>(.*?)<\/dt><dd>(.*?),/g)].map(([, year, what]) => [year, what])).toEqual([
    ['2024', expect.stringMatching(/newer/)],
    ['', expect.stringMatching(/newer/)],
    ['2022', 'older'],
    ['2023', 'a page'],
  ]);
  expect(failuresPage(journal, { words, hideNames: true })).not.toContain('img');
});
