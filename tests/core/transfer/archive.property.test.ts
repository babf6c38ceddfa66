/** A journal with its letters' files as one zip, and back. */
import { type Bytes, bytesToHex, coded, concatBytes } from '#core/base';
import type { Letter } from '#core/journal';
import { exportArchive, exportLetters, readSource, type ReadLetter, sourceOf, withHashes } from '#core/transfer';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { day, everything, openJournal, type Opened, refusal } from '../journal/opened.ts';
import { bytesOf } from './files.ts';
import { fill, journalPlan } from './journals.ts';

const on = day('2024-06-01');
const hashOf = (bytes: Bytes): string => bytesToHex(sha256(bytes));

async function whole(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const taken: Bytes[] = [];
  for await (const part of parts) taken.push(part);
  return concatBytes(...taken);
}

/** What a vault does, without sealing: keeps files under a hash that another vault would not give them. */
class Shelf {
  readonly #files = new Map<string, Bytes>();
  readonly #salt: string;

  constructor(salt: string) {
    this.#salt = salt;
  }

  put(file: Bytes): string {
    const hash = hashOf(concatBytes(bytesOf(this.#salt), file));
    this.#files.set(hash, file);
    return hash;
  }

  readonly read: ReadLetter = (letter) => {
    const file = this.#files.get(letter.hash);
    if (!file) throw coded('letter/absent');
    return [file.subarray(0, 3), file.subarray(3)];
  };

  add({ journal }: Opened, attempt: string, name: string, file: Bytes, more: Partial<Letter> = {}): string {
    const facts = { name, mime: 'text/plain', size: file.length, hash: this.put(file), digest: hashOf(file), ...more };
    const { digest, ...rest } = facts;
    return journal.addLetter({ attempt, ...rest, ...(digest === null ? {} : { digest }) });
  }
}

/** Takes an archive into another journal, whose vault keeps the files elsewhere. */
async function takeIn(zip: Bytes, to: Opened, shelf: Shelf): Promise<void> {
  const source = await readSource(sourceOf(zip));
  if (source.type !== 'journal') throw new Error(source.type);
  const hashes = new Map<string, string>();
  for (const file of source.letters) {
    const hash = shelf.put(await file.read());
    for (const letter of file.letters) hashes.set(letter, hash);
  }
  to.journal.adopt(withHashes(source.copy, hashes));
}

/** All there is to know of a journal and its letters, but for where a vault keeps them. */
async function told(opened: Opened, shelf: Shelf): Promise<unknown> {
  const letters = [...opened.journal.letters(), ...opened.journal.binned().letters];
  const files = await Promise.all(letters.map(async (one) => hashOf(await whole(partsOf(shelf.read(one))))));
  return {
    rest: JSON.parse(JSON.stringify(everything(opened)).replace(/"hash":"\w+"/g, '"hash":""')) as unknown,
    files,
  };
}

async function* partsOf(parts: ReturnType<ReadLetter>): AsyncGenerator<Bytes> {
  yield* parts;
}

const file = fc.uint8Array({ maxLength: 40, size: 'max' });
const letterPlan = fc.array(fc.record({ file, at: fc.nat(), binned: fc.boolean(), known: fc.boolean() }), {
  maxLength: 6,
});

test('exported and taken into an empty journal, it is the same journal, letters and all', async () => {
  await fc.assert(
    fc.asyncProperty(journalPlan, letterPlan, async (plan, letters) => {
      const [from, to] = [openJournal(1), openJournal(2)];
      const [here, there] = [new Shelf('here'), new Shelf('there')];
      fill(from.journal, plan);
      const attempts = [...from.journal.attempts(), ...from.journal.binned().attempts];
      for (const [index, { file, at, binned, known }] of letters.entries()) {
        const attempt = attempts[at % Math.max(1, attempts.length)];
        if (!attempt) break;
        const id = here.add(from, attempt.id, `${index}.txt`, file, known ? {} : { digest: null });
        if (binned) from.journal.binLetter(id);
      }
      // Letters that the plan made have no file; they are not in this world.
      for (const one of [...from.journal.letters(), ...from.journal.binned().letters]) {
        if (!/^\d\.txt$/.test(one.name)) from.doc.getMap('letters').delete(one.id);
      }
      await takeIn(await whole(exportArchive(from.journal, on, here.read)), to, there);
      expect(await told(to, there)).toEqual(await told(from, here));
    }),
    { numRuns: 40 },
  );
});

test('the same file lies in it once, and equal journals give equal archives', async () => {
  const opened = openJournal();
  const shelf = new Shelf('');
  const attempt = opened.journal.addAttempt({ toWhom: 'x', what: 'y' });
  const no = bytesOf('No.');
  shelf.add(opened, attempt, 'a.txt', no);
  shelf.add(opened, attempt, 'b.txt', no, { digest: null });
  opened.journal.resealLetters('0'.repeat(64), 'a'.repeat(64));
  const zip = await whole(exportArchive(opened.journal, on, shelf.read));
  expect(Object.keys(unzipSync(zip))).toEqual([`letters/${hashOf(no)}`, 'journal.json']);
  expect(Buffer.compare(await whole(exportArchive(opened.journal, on, shelf.read)), zip)).toBe(0);
});

test.each([
  [
    'is not here',
    (shelf: Shelf, opened: Opened, id: string) => shelf.add(opened, id, 'x', bytesOf('a'), { hash: 'c'.repeat(64) }),
    'letter/absent',
  ],
  [
    'is another one',
    (shelf: Shelf, opened: Opened, id: string) =>
      shelf.add(opened, id, 'x', bytesOf('a'), { digest: hashOf(bytesOf('b')) }),
    'letter/damaged',
  ],
  [
    'is too short',
    (shelf: Shelf, opened: Opened, id: string) => shelf.add(opened, id, 'x', bytesOf('a'), { size: 2, digest: null }),
    'letter/damaged',
  ],
])('a letter whose file %s stops every export and is named by its id', async (_how, add, cause) => {
  const opened = openJournal();
  const shelf = new Shelf('');
  const attempt = opened.journal.addAttempt({ toWhom: 'x', what: 'y' });
  shelf.add(opened, attempt, 'good', bytesOf('good'));
  const letter = add(shelf, opened, attempt);
  for (const parts of [exportArchive, exportLetters]) {
    await expect(whole(parts(opened.journal, on, shelf.read))).rejects.toEqual(
      refusal('transfer/letter-unreadable', { letter, cause }),
    );
  }
});

test('a letter that is missing from the zip, or another than it says, is refused; nothing is taken in', async () => {
  const opened = openJournal();
  const shelf = new Shelf('');
  const attempt = opened.journal.addAttempt({ toWhom: 'x', what: 'y' });
  shelf.add(opened, attempt, 'a.txt', bytesOf('No.'));
  const files = unzipSync(await whole(exportArchive(opened.journal, on, shelf.read)));
  const path = Object.keys(files).find((name) => name.startsWith('letters/')) ?? '';
  const { [path]: _gone, ...rest } = files;
  const unreadable = refusal('transfer/unreadable', { cause: 'letters' });
  await expect(readSource(sourceOf(zipSync(rest)))).rejects.toEqual(unreadable);
  const source = await readSource(sourceOf(zipSync({ ...files, [path]: bytesOf('Yes') })));
  await expect(source.type === 'journal' && source.letters[0]?.read()).rejects.toEqual(unreadable);
});

test('all letters as files: a folder for each attempt, their own names made harmless, nothing from the bin', async () => {
  const opened = openJournal();
  const shelf = new Shelf('');
  const { journal } = opened;
  const one = journal.addAttempt({ toWhom: 'Faber & Söhne / Verlag', what: 'y', answer: 'no', answeredOn: on });
  const two = journal.addAttempt({ toWhom: 'Faber & Söhne / Verlag', what: 'z', answer: 'no', answeredOn: on });
  const gone = journal.addAttempt({ toWhom: 'Bin', what: 'z' });
  for (const name of ['No.PDF', 'no.pdf', '../../etc/passwd', 'con.txt', '.bashrc', '=cmd|x.csv']) {
    shelf.add(opened, one, name, bytesOf(name));
  }
  shelf.add(opened, two, 'a', bytesOf('a'));
  journal.binLetter(shelf.add(opened, two, 'binned', bytesOf('b')));
  shelf.add(opened, gone, 'c', bytesOf('c'));
  journal.binAttempt(gone);
  const names = Object.keys(unzipSync(await whole(exportLetters(journal, on, shelf.read)))).sort();
  const folder = '2024-06-01 Faber Söhne Verlag';
  expect(names).toEqual(
    [
      `${folder}/No.PDF`,
      `${folder}/no 2.pdf`,
      `${folder}/etc passwd`,
      `${folder}/_con.txt`,
      `${folder}/_.bashrc`,
      `${folder}/cmd x.csv`,
      `${folder} 2/a`,
    ].sort(),
  );
});

test('an archive of many letters is written and read without ever being whole', async () => {
  const opened = openJournal();
  const attempt = opened.journal.addAttempt({ toWhom: 'x', what: 'y' });
  const MiB = 1024 * 1024;
  const digests: string[] = [];
  const bytesOfLetter = (index: number) => new Uint8Array(MiB).fill(index);
  for (let index = 0; index < 12; index++) {
    digests.push(hashOf(bytesOfLetter(index)));
    opened.journal.addLetter({
      attempt,
      name: `${index}`,
      mime: '',
      size: MiB,
      hash: String(index).padStart(64, '0'),
      digest: digests[index],
    });
  }
  let open = 0;
  async function* read(letter: Letter): AsyncGenerator<Bytes> {
    expect(++open).toBe(1);
    await Promise.resolve();
    yield bytesOfLetter(Number(letter.name));
    open--;
  }
  const zip: Bytes[] = [];
  for await (const part of exportArchive(opened.journal, on, read)) {
    expect(part.length).toBeLessThanOrEqual(MiB);
    zip.push(part);
  }
  const bytes = concatBytes(...zip);
  let most = 0;
  const source = await readSource({
    size: bytes.length,
    read: (from, to) => {
      most = Math.max(most, Math.min(to, bytes.length) - from);
      return Promise.resolve(bytes.subarray(from, to));
    },
  });
  expect(source.type === 'journal' && source.letters).toHaveLength(12);
  if (source.type === 'journal') for (const letter of source.letters) expect((await letter.read()).length).toBe(MiB);
  expect(most).toBe(MiB);
});
