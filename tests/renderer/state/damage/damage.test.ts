/** What could not be read, gathered from a real host and a real vault. */
import { Keyring, SealedJournal } from '#core/vault';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { Damage } from '../../../../src/renderer/state/damage/damage.svelte.ts';
import { JournalStore } from '../../../../src/renderer/state/journal-store.svelte.ts';
import { type LettersOpened, named, openLetters } from '../letters/letters-opened.ts';
import { day, today } from '../opened-store.ts';

const keyring = () => Keyring.of([{ vaultId: new Uint8Array(16).fill(1), master: new Uint8Array(32).fill(101) }]);
const never = { after: () => () => undefined };

function follow(opened: LettersOpened, date = today) {
  const { store, vault, host } = opened;
  const clock = { now: () => Date.now(), today: () => date };
  const sealed = SealedJournal.open(vault, store.journal.doc, keyring(), {
    clock,
    random: nodeRandom,
    scheduler: never,
  });
  const damage = new Damage({ host: () => host, clock });
  damage.listen();
  const stop = damage.follow({ sealed, store });
  return { damage, sealed, stop };
}

/** As a peer would bring it: into the log, by an update. */
function arrives(vault: Y.Doc, ...elements: unknown[]): void {
  const peer = new Y.Doc();
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(vault));
  peer.getArray('log').push(elements);
  Y.applyUpdate(vault, Y.encodeStateAsUpdate(peer, Y.encodeStateVector(vault)));
}

const recordOf = (vault: Y.Doc) => (vault.getArray('log').get(0) as Uint8Array).slice();

test('with nothing wrong there is nothing to tell, and somebody has looked', async () => {
  const { damage } = follow(await openLetters());
  await damage.look();
  expect(damage.findings).toEqual([]);
  expect(damage.news).toEqual([]);
  expect(Math.abs((damage.lookedAt ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('records that arrive while the journal is open and cannot be read are told at once, by kind', async () => {
  const opened = await openLetters();
  const { damage, sealed } = follow(opened);
  opened.store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
  sealed.seal();
  const [forged, newer, otherKey] = [recordOf(opened.vault), recordOf(opened.vault), recordOf(opened.vault)];
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
  newer[0] = 2;
  otherKey[5] = 9;
  arrives(opened.vault, forged, 'junk');
  expect(damage.findings).toEqual([{ kind: 'records', count: 2, since: today }]);
  arrives(opened.vault, newer, otherKey);
  expect(damage.findings).toEqual([
    { kind: 'records', count: 2, since: today },
    { kind: 'keyless', count: 1, since: today },
    { kind: 'newer', count: 1, since: today },
  ]);
  expect(damage.news).toEqual(damage.findings);
});

test('the day on which damage was first seen stays; it is forgotten with the damage, and with the journal nothing is known', async () => {
  const opened = await openLetters();
  const first = follow(opened);
  arrives(opened.vault, 'junk');
  first.stop();
  first.sealed.detach();
  expect(first.damage.findings).toEqual([]);
  const later = follow(opened, day('2027-02-01'));
  expect(later.damage.findings).toEqual([{ kind: 'records', count: 1, since: today }]);
  opened.vault.getArray('log').forEach((element, index) => {
    if (element === 'junk') opened.vault.getArray('log').delete(index, 1);
  });
  expect(later.damage.findings).toEqual([]);
  arrives(opened.vault, 'more junk');
  expect(later.damage.findings).toEqual([{ kind: 'records', count: 1, since: day('2027-02-01') }]);
});

test('a letter whose file is found damaged is told by name, with the place of the file, until it is mended', async () => {
  const opened = await openLetters();
  const { store, letters, folder } = opened;
  const { damage } = follow(opened);
  const attempt = store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
  const file = () => named('No.txt', 'No.');
  const { hash = '', digest = null } = store.journal.letter(await letters.keep(attempt, file())) ?? {};
  const path = join(folder, 'letters', hash.slice(0, 2), hash);
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await expect(letters.files.readWhole(hash, digest)).rejects.toMatchObject({ code: 'letter/damaged' });
  const found = {
    ...{ kind: 'letters', fresh: true, folder: join(folder, 'letters', 'damaged') },
    files: [{ hash, at: expect.any(Number) as number, letter: { name: 'No.txt', attempt } }],
  };
  await vi.waitFor(() => expect(damage.findings).toEqual([found]));
  expect(damage.news).toEqual([found]);
  await letters.keep(attempt, file());
  expect(damage.findings).toEqual([]);
});

test('a file that is whole and holds something else is told as well, though the host cannot know', async () => {
  const opened = await openLetters();
  const { store, letters } = opened;
  const { damage } = follow(opened);
  const attempt = store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
  const { hash = '' } = store.journal.letter(await letters.keep(attempt, named('No.txt', 'No.'))) ?? {};
  await expect(letters.files.readWhole(hash, '0'.repeat(64))).rejects.toMatchObject({ code: 'letter/damaged' });
  await vi.waitFor(() => expect(damage.findings).toMatchObject([{ kind: 'letters', files: [{ hash }] }]));
});

test('before the journal is open, what the host has found is told without a name', async () => {
  const opened = await openLetters();
  const attempt = opened.store.journal.addAttempt({ toWhom: 'Faber', what: 'a book' });
  const { hash = '' } = opened.store.journal.letter(await opened.letters.keep(attempt, named('No.txt', 'No.'))) ?? {};
  writeFileSync(join(opened.folder, 'letters', hash.slice(0, 2), hash), 'x');
  const damage = new Damage({ host: () => opened.host, clock: { now: () => Date.now() + 1000, today: () => today } });
  await expect(opened.letters.files.readWhole(hash, null)).rejects.toMatchObject({ code: 'letter/damaged' });
  await damage.look();
  expect(damage.findings).toMatchObject([{ kind: 'letters', fresh: false, files: [{ hash, letter: null }] }]);
  // Of former times: the page tells of it, no notice does.
  expect(damage.news).toEqual([]);
});

test('a store without letters is followed too', async () => {
  const opened = await openLetters();
  const store = new JournalStore(opened.store.journal, { today: () => today });
  const { damage } = follow({ ...opened, store });
  arrives(opened.vault, 'junk');
  expect(damage.findings).toMatchObject([{ count: 1 }]);
});
