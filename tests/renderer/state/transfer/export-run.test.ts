import { expect, test } from 'vitest';
import { ExportRun } from '../../../../src/renderer/state/transfer/export-run.svelte.ts';
import type { ReportWords } from '../../../../src/renderer/state/transfer/words.ts';
import { openedStore } from '../opened-store.ts';

const words: ReportWords = {
  language: 'en',
  date: (on) => on,
  answer: (answer) => answer,
  kind: ({ id }) => id,
  rating: (name) => name,
  event: (kind) => kind,
  whyEnded: (kind) => kind,
  state: (state) => state,
  wish: (wish) => wish,
  matters: (value) => String(value),
  reviewAnswer: (answer) => answer,
  review: 'review',
  whyLetter: 'letter',
  sent: 'sent',
  theirReason: 'reason',
  heard: 'heard',
  reflection: 'reflection',
  doors: 'doors',
  withoutPursuit: 'none',
  failuresTitle: 'failures',
  hidden: 'someone',
  undated: 'undated',
};

function started() {
  const store = openedStore();
  const files: { name: string; content: Blob }[] = [];
  return { store, files, run: new ExportRun(store, (name, content) => files.push({ name, content })) };
}
const textOf = (file: { content: Blob } | undefined) => file?.content.text();

test('every kind of file is named by the day and handed out whole', async () => {
  const { store, files, run } = started();
  expect(run.isEmpty).toBe(true);
  store.journal.addAttempt({ toWhom: 'Faber', what: 'a book', answer: 'no' });
  expect(run.isEmpty).toBe(false);
  for (const kind of run.kinds) {
    await run.run(kind, words);
    expect(run.error).toBeNull();
    expect(run.saved).toBe(files.at(-1)?.name);
  }
  expect(files.map(({ name }) => name)).toEqual([
    'nailwall-journal-2026-11-23.json',
    'nailwall-attempts-2026-11-23.csv',
    'nailwall-pursuits-2026-11-23.zip',
    'nailwall-failures-2026-11-23.html',
  ]);
  expect(await textOf(files[1])).toContain('Faber,a book');
  run.hideNames = true;
  await run.run('failures', words);
  expect(await textOf(files[4])).not.toContain('Faber');
});

test('what is still being typed is in it', async () => {
  const { store, files, run } = started();
  const id = store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
  store.pending.later('heard', () => store.journal.changeAttempt(id, { heard: 'just typed' }));
  await run.run('csv', words);
  expect(await textOf(files[0])).toContain('just typed');
});

test('an export that meets something unreadable hands out nothing', async () => {
  const { store, files, run } = started();
  store.journal.doc.getMap('pulses').set('junk', new Uint8Array(1));
  await run.run('journal', words);
  expect(files).toEqual([]);
  expect(run).toMatchObject({ saved: null, error: { code: 'transfer/not-exported' } });
});
