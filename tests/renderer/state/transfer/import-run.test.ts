import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ChosenFile } from '../../../../src/renderer/state/chosen-file.ts';
import { ImportRun } from '../../../../src/renderer/state/transfer/import-run.svelte.ts';
import { day, openedStore } from '../opened-store.ts';
import { readingHere } from '../reading/reading-here.ts';

function file(content: string | Uint8Array, name = 'file.csv'): ChosenFile {
  return new File([typeof content === 'string' ? content : content.slice()], name);
}
const text = (content: string) => new Blob([content]).arrayBuffer();
/** A file whose bytes come as `read` says. */
function brokenFile(name: string, size: number, read: (from: number, to: number) => Promise<ArrayBuffer>): ChosenFile {
  const slice = (from: number, to: number) => ({ arrayBuffer: () => read(from, to) });
  return { name, size, slice, arrayBuffer: () => read(0, size) };
}
const fixture = (name: string) =>
  new Uint8Array(readFileSync(path.resolve(import.meta.dirname, '../../../fixtures', name)));

function started() {
  const store = openedStore();
  return { store, run: new ImportRun(store, readingHere()) };
}

test('a job search goes in after one look, and comes out again in one step', async () => {
  const { store, run } = started();
  await run.take(file(fixture('job-search-2023.csv'), 'jobs.csv'));
  expect(run).toMatchObject({ step: 'decide', fileName: 'jobs.csv', problems: [], count: 447 });
  expect(run.mapping?.kind).toBe('job');
  await run.write();
  expect(run).toMatchObject({ step: 'done', standing: { written: 447, canTakeBack: true } });
  expect(store.attempts).toHaveLength(447);
  run.standing.takeBack();
  expect(run).toMatchObject({ standing: { takenBack: true, canTakeBack: false } });
  expect(store.attempts).toEqual([]);
});

test('once something else is written, the import can no longer be taken back from here', async () => {
  const { store, run } = started();
  await run.take(file('company,role\nFaber,a book\n'));
  await run.write();
  store.journal.addAttempt({ toWhom: 'Walker', what: 'a book' });
  expect(run.standing.canTakeBack).toBe(false);
  run.standing.takeBack();
  expect(store.attempts).toHaveLength(2);
});

test('an order of dates that the file leaves open waits for the person', async () => {
  const { store, run } = started();
  await run.take(file('company,role,applied\nFaber,a book,03/02/2024\n'));
  expect(run.problems).toEqual([{ problem: 'date-order' }]);
  expect([run.plan, run.count]).toEqual([null, 0]);
  run.change({ dateOrder: 'DMY' });
  expect(run.plan?.fresh).toBe(1);
  await run.write();
  expect(store.attempts[0]).toMatchObject({ sentOn: '2024-02-03' });
});

test('another column changes what is found out from the columns, and keeps what was decided', async () => {
  const { run } = started();
  await run.take(file('company,role,state,when\nFaber,a book,maybe,25.1.2024\n'));
  run.change({ answerWords: { maybe: 'quiet' } });
  expect(run.mapping?.targets).toEqual(['toWhom', 'what', 'answer', null]);
  run.setTargets(['toWhom', 'what', 'answer', 'sentOn']);
  expect(run.mapping).toMatchObject({ dateOrder: 'DMY', answerWords: { maybe: 'quiet' } });
  expect(run.plan?.rows[0]?.entry?.input).toMatchObject({ sentOn: '2024-01-25', answer: 'quiet' });
});

test('what is here already is written again only when asked', async () => {
  const { store, run } = started();
  store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
  await run.take(file('company,role\nFaber,a book\nWalker,a book\n'));
  expect(run.count).toBe(1);
  run.takeDuplicates = true;
  expect(run.count).toBe(2);
  await run.write();
  expect(store.attempts).toHaveLength(3);
});

test('many rows are looked at only when asked', async () => {
  const { run } = started();
  await run.take(file(`company,role\n${'Faber,a book\n'.repeat(2001)}`));
  expect([run.plan, run.unchecked, run.count]).toEqual([null, 2001, 0]);
  run.check();
  expect([run.unchecked, run.count]).toEqual([0, 2001]);
});

test('a mood becomes a rating when the person says so', async () => {
  const { store, run } = started();
  const rows = 'full_date,date,weekday,time,mood,activities,note_title,note\n2024-01-15,x,Mon,9,good,,,\n';
  await run.take(file(rows));
  expect(run.mapping).toBeNull();
  run.setMeasure('mood', 'selfWorth');
  await run.write();
  expect(store.pulses).toMatchObject([{ on: '2024-01-15', selfWorth: 7 }]);
});

test('a whole journal comes in with its ids', async () => {
  const { store, run } = started();
  await run.take(file(fixture('transfer/journal-1.json')));
  await run.write();
  expect(run.standing.written).toBeGreaterThan(5);
  expect(store.attempt('BwAAAAAAAAAAAAAF')).toMatchObject({ toWhom: 'Bloomsbury' });
  await run.take(file(fixture('transfer/journal-1.json')));
  await run.write();
  expect(run).toMatchObject({ step: 'done', standing: { written: 0, canTakeBack: false } });
});

test('a mail is written down as what the person says it is', async () => {
  const { store, run } = started();
  await run.take(
    file('From: Faber <a@example.org>\r\nSubject: x\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\nNo.\r\n'),
  );
  expect(run.mail).toMatchObject({ name: 'Faber', on: '2024-01-01', text: 'No.' });
  await run.writeMail({ toWhom: 'Faber', what: 'x', answer: 'no', answeredOn: day('2024-01-01') });
  expect(store.attempts).toHaveLength(1);
  run.standing.takeBack();
  expect(store.attempts).toEqual([]);
});

test('a file that is refused says why, and nothing is kept of it', async () => {
  const { run } = started();
  await run.take(file('a,b\n"x'));
  expect(run).toMatchObject({ step: 'choose', error: { code: 'transfer/unreadable', data: { row: 2 } }, source: null });
  await run.take(
    brokenFile('huge', 2 ** 40, (from, to) => (to - from > 4 ? Promise.reject(new Error('read')) : text('abcd'))),
  );
  expect(run.error?.code).toBe('transfer/too-large');
  await run.take(brokenFile('gone', 1, () => Promise.reject(new Error('gone'))));
  expect(run.error).toMatchObject({ code: 'transfer/unreadable', data: { cause: 'file' } });
});

test('a journal that became newer meanwhile takes nothing, and says so', async () => {
  const { store, run } = started();
  await run.take(file('company,role\nFaber,a book\n'));
  store.journal.doc.getMap('meta').set('formatVersion/9', true);
  await run.write();
  expect(run).toMatchObject({ step: 'decide', error: { code: 'journal/newer-version' } });
});

test('of two files chosen quickly the later one counts', async () => {
  const { run } = started();
  let release: (bytes: ArrayBuffer) => void = () => undefined;
  const bytes = new Promise<ArrayBuffer>((resolve) => (release = resolve));
  const slow = run.take(brokenFile('slow', 1, () => bytes));
  await run.take(file('company,role\nFaber,a book\n', 'quick'));
  release(await text('broken,"'));
  await slow;
  expect(run).toMatchObject({ fileName: 'quick', step: 'decide', error: null });
});

test('undo and redo from elsewhere are noticed', async () => {
  const { store, run } = started();
  await run.take(file(fixture('transfer/journal-1.json')));
  await run.write();
  store.undo();
  expect([run.standing.takenBack, run.standing.canTakeBack]).toEqual([true, false]);
  store.redo();
  expect([run.standing.takenBack, run.standing.canTakeBack]).toEqual([false, false]);
  expect(store.attempts).not.toEqual([]);
});
