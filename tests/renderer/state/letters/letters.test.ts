import { hasCode } from '#core/base';
import { transferLimits } from '#core/transfer';
import { namedLetters, sealedLetterBytes } from '#core/vault';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putLetter } from '../../../../src/renderer/host/index.ts';
import { type LettersOpened, mail, named, openLetters, textOf } from './letters-opened.ts';

const code = (what: Promise<unknown>) => what.then(() => null).catch((error: unknown) => hasCode(error) && error.code);
const attemptIn = ({ store }: LettersOpened) => store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
const pathOf = (folder: string, hash: string) => join(folder, 'letters', hash.slice(0, 2), hash);
const sealedFiles = (folder: string) =>
  readdirSync(join(folder, 'letters'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test('a file is sealed on the disk and named by the vault before the journal names it, and comes back as it was', async () => {
  const opened = await openLetters();
  const { store, letters, folder, vault } = opened;
  const id = attemptIn(opened);
  let namedFirst: boolean | null = null;
  store.journal.onChange(() => (namedFirst ??= namedLetters(vault).size === 1 && sealedFiles(folder).length === 1));
  const letter = store.journal.letter(await letters.keep(id, named('No.eml', mail())));
  expect(namedFirst).toBe(true);
  expect(letter).toMatchObject({ attempt: id, name: 'No.eml', mime: 'message/rfc822', size: mail().length });
  const { hash, digest, size } = letter ?? { hash: '', digest: null, size: 0 };
  expect(namedLetters(vault)).toEqual(new Map([[hash, sealedLetterBytes(size)]]));
  expect(readFileSync(pathOf(folder, hash)).includes('read it twice')).toBe(false);
  expect(textOf(await letters.files.readWhole(hash, digest))).toBe(mail());
});

test('the type is that of the content, whatever name and browser say', async () => {
  const opened = await openLetters();
  const file = new File(['<script>alert(1)</script><p>No.</p><html>'], 'photo.png', { type: 'image/png' });
  const id = await opened.letters.keep(attemptIn(opened), file);
  expect(opened.store.journal.letter(id)?.mime).not.toMatch(/^image/);
});

test('a name keeps to one line and one direction, and there is always one', async () => {
  const opened = await openLetters();
  const id = attemptIn(opened);
  const nameOf = async (name: string, content: string) =>
    opened.store.journal.letter(await opened.letters.keep(id, named(name, content)))?.name;
  expect(await nameOf('No\u202efdp.exe', 'a')).toBe('No fdp.exe');
  expect(await nameOf('two\nlines\u0000.txt', 'b')).toBe('two lines .txt');
  expect(await nameOf(`${'é'.repeat(600)}.txt`, 'c')).toHaveLength(500);
  expect(await nameOf(' ', 'd')).toMatch(/^[0-9a-f]{8}$/);
});

test('the same file is sealed once: in one attempt it is one letter, in another it shares the file', async () => {
  const opened = await openLetters();
  const { letters, store, folder } = opened;
  const [first, second] = [attemptIn(opened), attemptIn(opened)];
  const a = await letters.keep(first, named('a.txt', 'No.'));
  expect(await letters.keep(first, named('b.txt', 'No.'))).toBe(a);
  const c = await letters.keep(second, named('c.txt', 'No.'));
  expect(store.journal.letter(c)?.hash).toBe(store.journal.letter(a)?.hash);
  expect(sealedFiles(folder)).toHaveLength(1);
  store.journal.binLetter(a);
  const again = await letters.keep(first, named('d.txt', 'No.'));
  expect(again).not.toBe(a);
  expect(sealedFiles(folder)).toHaveLength(1);
});

test('a damaged file is told, and the same file added again heals every letter of it', async () => {
  const opened = await openLetters();
  const { letters, store, folder } = opened;
  const [first, second] = [attemptIn(opened), attemptIn(opened)];
  const id = await letters.keep(first, named('a.txt', 'No.'));
  const { hash = '', digest = null } = store.journal.letter(id) ?? {};
  const file = readFileSync(pathOf(folder, hash));
  writeFileSync(pathOf(folder, hash), file.subarray(0, file.length - 1));
  expect(await code(letters.files.readWhole(hash, digest))).toBe('letter/damaged');
  expect(await letters.states(store.journal.letters())).toEqual(new Map([[hash, 'damaged']]));
  await letters.keep(second, named('b.txt', 'No.'));
  const healed = store.journal.letter(id);
  expect(healed?.hash).not.toBe(hash);
  expect(textOf(await letters.files.readWhole(healed?.hash ?? '', digest))).toBe('No.');
});

test('what is too large, empty or unreadable is refused, and nothing is left of it', async () => {
  const opened = await openLetters();
  const { letters, store, vault, folder } = opened;
  const id = attemptIn(opened);
  const large = new File([new Uint8Array(transferLimits.letterBytes + 1)], 'large');
  const gone = {
    ...lost('gone', 10),
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }),
  };
  expect(await code(letters.keep(id, large))).toBe('letter/too-large');
  expect(await code(letters.keep(id, named('empty', '')))).toBe('letter/unreadable');
  expect(await code(letters.keep(id, gone))).toBe('letter/unreadable');
  expect(await code(letters.keep(id, lost('shrunk', 10)))).toBe('letter/unreadable');
  expect([store.journal.letters(), namedLetters(vault).size]).toEqual([[], 0]);
  expect(() => sealedFiles(folder)).toThrow('ENOENT');
});

/** A file that has fewer bytes than it said. */
function lost(name: string, size: number) {
  const bytes = () => Promise.resolve(new ArrayBuffer(size - 1));
  return { name, size, slice: () => ({ arrayBuffer: bytes }), arrayBuffer: bytes };
}

test('a letter as large as one can be goes there and back, in steps, and can be given up at each', async () => {
  const opened = await openLetters();
  const { letters, store, folder } = opened;
  const id = attemptIn(opened);
  const whole = Buffer.alloc(transferLimits.letterBytes, 'no, and no again; ');
  const steps: number[] = [];
  const giveUp = new AbortController();
  const watch = {
    signal: giveUp.signal,
    progress: (bytes: number) => {
      steps.push(bytes);
      if (steps.length === 3) giveUp.abort();
    },
  };
  expect(await code(letters.keep(id, named('large.bin', whole), watch))).toBe('cancelled');
  expect([steps.length, store.journal.letters(), sealedFiles(folder)]).toEqual([3, [], []]);
  const kept = store.journal.letter(await letters.keep(id, named('large.bin', whole)));
  const back = await letters.files.readWhole(kept?.hash ?? '', kept?.digest ?? null);
  expect(Buffer.compare(back, whole)).toBe(0);
});

test('the vault names what the journal has, forgets what it no longer has, and the host hears of it', async () => {
  const opened = await openLetters();
  const { letters, store, vault } = opened;
  const id = attemptIn(opened);
  const kept = store.journal.letter(await letters.keep(id, named('a.txt', 'No.')))?.hash ?? '';
  const binned = await letters.keep(id, named('b.txt', 'No, again.'));
  const other = store.journal.letter(binned)?.hash ?? '';
  store.journal.addLetter({ attempt: id, name: 'x', mime: 'text/plain', size: 1, hash: 'c'.repeat(64) });
  store.journal.binLetter(binned);
  vault.getMap('letters').delete(kept);
  await letters.nameAll({ mayForget: true });
  expect([...namedLetters(vault).keys()].sort()).toEqual([kept, other].sort());
  store.journal.removeForGood({ letters: [binned] });
  await letters.nameAll({ mayForget: false });
  expect(namedLetters(vault).size).toBe(2);
  store.journal.doc.getMap('letters').set('odd', 'of a newer version');
  await letters.nameAll({ mayForget: true });
  expect(namedLetters(vault).size).toBe(2);
  store.journal.doc.getMap('letters').delete('odd');
  await letters.nameAll({ mayForget: true });
  expect([...namedLetters(vault).keys()]).toEqual([kept]);
});

test('after the lock nothing can be sealed or opened', async () => {
  const opened = await openLetters();
  const id = attemptIn(opened);
  const kept = opened.store.journal.letter(await opened.letters.keep(id, named('a.txt', 'No.')));
  opened.lock();
  expect(await code(opened.letters.files.readWhole(kept?.hash ?? '', null))).toBe('vault/locked');
  expect(await code(opened.letters.keep(id, named('b.txt', 'another')))).toBe('vault/locked');
});

test('a file that comes from elsewhere is noticed', async () => {
  const opened = await openLetters();
  const other = await openLetters();
  const id = attemptIn(other);
  const letter = other.store.journal.letter(await other.letters.keep(id, named('a.txt', 'No.')));
  const { hash = '' } = letter ?? {};
  const here = attemptIn(opened);
  opened.store.journal.addLetter({ attempt: here, name: 'a.txt', mime: 'text/plain', size: 3, hash });
  expect(await opened.letters.states(opened.store.lettersOf(here))).toEqual(new Map([[hash, 'absent']]));
  const before = opened.letters.arrivals;
  const sealed = readFileSync(pathOf(other.folder, hash));
  await putLetter(opened.otherWindow, [sealed], sealed.length, () => hash);
  expect(opened.letters.arrivals).toBe(before + 1);
  expect(await opened.letters.states(opened.store.lettersOf(here))).toEqual(new Map([[hash, 'here']]));
  expect(textOf(await opened.letters.files.readWhole(hash, null))).toBe('No.');
});
