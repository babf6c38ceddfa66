/** A journal taken out with its letters' files and brought into another vault: the whole way that a person goes. */
import { copyJournal, type JournalCopy } from '#core/journal';
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { ExportRun } from '../../../../src/renderer/state/transfer/export-run.svelte.ts';
import { ImportRun } from '../../../../src/renderer/state/transfer/import-run.svelte.ts';
import type { ReportWords } from '../../../../src/renderer/state/transfer/words.ts';
import { type LettersOpened, mail, named, openLetters, textOf } from '../letters/letters-opened.ts';
import { readingHere } from '../reading/reading-here.ts';

const noWords = {} as ReportWords;

/** Two attempts; one file twice, one in the bin. */
async function filled(): Promise<LettersOpened> {
  const opened = await openLetters(1);
  const { store, letters } = opened;
  const { journal } = store;
  const pursuit = journal.addPursuit({ title: 'A home for the children’s book' });
  const first = journal.addAttempt({ toWhom: 'Faber', what: 'a book', pursuit, answer: 'no', tags: ['2024'] });
  const second = journal.addAttempt({ toWhom: 'Walker', what: 'a book', nextOf: first });
  await letters.keep(first, named('no.eml', mail()));
  await letters.keep(second, named('the same.eml', mail()));
  await letters.keep(second, named('Grüße.txt', 'Grüße'));
  journal.binLetter(await letters.keep(first, named('binned.bin', new Uint8Array(1_300_000).fill(7))));
  return opened;
}

async function takenOut({ store }: LettersOpened): Promise<Blob> {
  const files: Blob[] = [];
  const run = new ExportRun(store, (_name, content) => files.push(content));
  await run.run('archive', noWords);
  expect(run).toMatchObject({ error: null, saved: 'nailwall-archive-2026-11-23.zip', making: null });
  return files[0] ?? new Blob();
}

function bringing({ store }: LettersOpened): ImportRun {
  return new ImportRun(store, readingHere());
}

/** All of a journal, but for where its vault keeps the letters' files; and those files. */
async function everything({ store, letters }: LettersOpened): Promise<unknown> {
  const { copy, uncopied } = copyJournal(store.journal.doc);
  expect(uncopied).toEqual([]);
  const all = [...store.journal.letters(), ...store.journal.binned().letters];
  const files = await Promise.all(
    all.map(async ({ id, hash, digest }) => [id, await letters.files.readWhole(hash, digest)]),
  );
  return {
    copy: JSON.parse(JSON.stringify(copy).replace(/"hash":"\w+"/g, '"hash":""')) as JournalCopy,
    files: new Map(files as []),
  };
}

test('brought into an empty vault it is the same journal, ids and letters and all, and goes again in one step', async () => {
  const from = await filled();
  const to = await openLetters(2);
  const zip = await takenOut(from);
  const run = bringing(to);
  await run.take(new File([zip], 'archive.zip'));
  expect(run.source).toMatchObject({ type: 'journal' });
  await run.write();
  expect(run).toMatchObject({ step: 'done', error: null, standing: { canTakeBack: true } });
  expect(await everything(to)).toEqual(await everything(from));
  const all = [...to.store.journal.letters(), ...to.store.journal.binned().letters];
  expect(new Set((await to.letters.states(all)).values())).toEqual(new Set(['here']));
  run.standing.takeBack();
  expect([to.store.attempts, to.store.journal.letters(), to.store.pursuits]).toEqual([[], [], []]);
});

test('brought in once more it adds nothing, and a file that was lost meanwhile is there again', async () => {
  const opened = await filled();
  const zip = await takenOut(opened);
  const { store, letters, folder } = opened;
  const lost = store.journal.letters().find(({ name }) => name === 'Grüße.txt');
  unlinkSync(join(folder, 'letters', lost?.hash.slice(0, 2) ?? '', lost?.hash ?? ''));
  const run = bringing(opened);
  await run.take(new File([zip], 'archive.zip'));
  await run.write();
  expect(run.standing.written).toBe(0);
  const healed = store.journal.letter(lost?.id ?? '');
  expect(textOf(await letters.files.readWhole(healed?.hash ?? '', lost?.digest ?? null))).toBe('Grüße');
});

test('given up while its letters are being sealed, nothing is written, and it can be begun again', async () => {
  const to = await openLetters(2);
  const run = bringing(to);
  await run.take(new File([await takenOut(await filled())], 'archive.zip'));
  const writing = run.write();
  expect(run.step).toBe('writing');
  run.cancel();
  await writing;
  expect(run).toMatchObject({ step: 'decide', error: null, standing: { written: 0 } });
  expect(to.store.attempts).toEqual([]);
  await run.write();
  expect(to.store.attempts).toHaveLength(2);
});

test('an archive whose letter was changed is refused before anything is written', async () => {
  const zip = unzipSync(new Uint8Array(await (await takenOut(await filled())).arrayBuffer()));
  const [letter = ''] = Object.keys(zip).filter((name) => name.startsWith('letters/'));
  zip[letter] = strToU8('something else');
  const to = await openLetters(2);
  const run = bringing(to);
  await run.take(new File([zipSync(zip).slice()], 'archive.zip'));
  await run.write();
  expect(run).toMatchObject({ step: 'decide', error: { code: 'transfer/unreadable', data: { cause: 'letters' } } });
  expect(to.store.attempts).toEqual([]);
});

test('a letter whose file is not here keeps the archive from being made, and is named', async () => {
  const opened = await filled();
  const { store } = opened;
  const [attempt] = store.attempts;
  const facts = { name: 'elsewhere.pdf', mime: 'application/pdf', size: 3, hash: 'c'.repeat(64) };
  const id = store.journal.addLetter({ attempt: attempt?.id ?? '', ...facts });
  const files: string[] = [];
  const run = new ExportRun(store, (name) => files.push(name));
  await run.run('archive', noWords);
  expect(run.error).toMatchObject({ code: 'transfer/letter-unreadable', data: { letter: id, cause: 'letter/absent' } });
  await run.run('letters', noWords);
  expect(run.error).toMatchObject({ code: 'transfer/letter-unreadable', data: { letter: id } });
  await run.run('journal', noWords);
  expect(files).toEqual(['nailwall-journal-2026-11-23.json']);
});

test('making an archive can be given up', async () => {
  const { store } = await filled();
  const files: string[] = [];
  const run = new ExportRun(store, (name) => files.push(name));
  const making = run.run('archive', noWords);
  expect(run.making).toBe('archive');
  run.cancel();
  await making;
  expect(run).toMatchObject({ making: null, error: null, saved: null });
  expect(files).toEqual([]);
});

test('without letters there is nothing that would take them along', async () => {
  const { store } = await openLetters();
  const run = new ExportRun(store, () => undefined);
  expect(run.kinds).toEqual(['journal', 'csv', 'markdown', 'failures']);
});
