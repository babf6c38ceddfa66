import { coded } from '#core/base';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { VaultReplica } from '../../../src/main/storage/index.ts';
import { clockAt, temporaryFolder } from './folder.ts';
import { bytes, emptyStateVector, logOf, record, recordsIn, text, updateOf, vaultDoc } from './vault-double.ts';

async function openReplica(folder: string, options: { squashAfter?: number; date?: string } = {}) {
  const faults: unknown[] = [];
  const clock = clockAt(options.date ?? '2024-05-01');
  const replica = await VaultReplica.open({
    folder: join(folder, 'replica'),
    clock,
    random: nodeRandom,
    onFault: (error) => faults.push(error),
    ...(options.squashAfter === undefined ? {} : { squashAfter: options.squashAfter }),
  });
  onTestFinished(() => replica.close().catch(() => undefined));
  return { replica, clock, faults };
}

const everything = async (replica: VaultReplica): Promise<string[]> => recordsIn(await replica.diff(emptyStateVector));

test('what was taken in is there after closing and opening', async () => {
  const folder = temporaryFolder();
  const doc = vaultDoc();
  const first = await openReplica(folder);
  expect(await first.replica.apply(record(doc, 'one'))).toBe(true);
  expect(await first.replica.apply(record(doc, 'two'))).toBe(true);
  await first.replica.close();
  const { replica } = await openReplica(folder);
  expect(await everything(replica)).toEqual(['one', 'two']);
  expect(await replica.stateVector()).toEqual(Y.encodeStateVector(doc));
  expect(replica.damage).toEqual({
    rows: 0,
    quarantined: 0,
    missing: 0,
    unreadable: false,
    brokenLogs: 0,
    keptAs: null,
  });
});

test('an update that holds nothing new says so and takes no room', async () => {
  const { replica } = await openReplica(temporaryFolder());
  const update = record(vaultDoc(), 'one');
  expect(await replica.apply(update)).toBe(true);
  expect(await replica.apply(update)).toBe(false);
});

test('a malformed update or state vector is refused and harms nothing', async () => {
  const { replica } = await openReplica(temporaryFolder());
  const doc = vaultDoc();
  await replica.apply(record(doc, 'one'));
  const cut = record(doc, 'two').subarray(0, 12);
  await expect(replica.apply(cut)).rejects.toMatchObject({ code: 'input/invalid' });
  await expect(replica.apply(new Uint8Array([255, 255, 255]))).rejects.toMatchObject({ code: 'input/invalid' });
  await expect(replica.diff(new Uint8Array([9, 9]))).rejects.toMatchObject({ code: 'input/invalid' });
  expect(await everything(replica)).toEqual(['one']);
  expect(await replica.apply(Y.encodeStateAsUpdate(doc))).toBe(true);
  expect(await everything(replica)).toEqual(['one', 'two']);
});

test('squashing makes one row of many and loses nothing', async () => {
  const folder = temporaryFolder();
  const { replica } = await openReplica(folder, { squashAfter: 5 });
  const doc = vaultDoc();
  const names = Array.from({ length: 23 }, (_, index) => `record ${index}`);
  for (const name of names) await replica.apply(record(doc, name));
  await replica.close();
  const again = await openReplica(folder, { squashAfter: 5 });
  expect(await everything(again.replica)).toEqual(names);
  expect(again.replica.damage.missing).toBe(0);
});

test('squashing keeps what waits for missing parts: structs and deletes', async () => {
  const folder = temporaryFolder();
  const doc = vaultDoc();
  const first = record(doc, 'first');
  const second = record(doc, 'second');
  const removal = updateOf(doc, () => logOf(doc).delete(1, 1));
  const opened = await openReplica(folder, { squashAfter: 2 });
  // The second record waits for the first; the removal waits for the second.
  await opened.replica.apply(removal);
  await opened.replica.apply(second);
  await opened.replica.close();
  const { replica } = await openReplica(folder, { squashAfter: 2 });
  expect(await everything(replica)).toEqual([]);
  await replica.apply(first);
  expect(await everything(replica)).toEqual(['first']);
  expect(await replica.stateVector()).toEqual(Y.encodeStateVector(doc));
});

test('records that an update takes out are kept for thirty days, also across squashing', async () => {
  const folder = temporaryFolder();
  const doc = vaultDoc();
  const { replica } = await openReplica(folder, { squashAfter: 3, date: '2024-05-01' });
  await replica.apply(record(doc, 'kept'));
  await replica.apply(record(doc, 'wiped'));
  await replica.apply(updateOf(doc, () => logOf(doc).delete(1, 1)));
  await replica.apply(record(doc, 'later'));
  expect(await everything(replica)).toEqual(['kept', 'later']);
  const removed = await replica.removedRecords();
  expect(removed.map((each) => [each.removedOn, text(each.record)])).toEqual([['2024-05-01', 'wiped']]);
  await replica.close();
  const onLastDay = await openReplica(folder, { date: '2024-05-31' });
  expect(await onLastDay.replica.removedRecords()).toHaveLength(1);
  await onLastDay.replica.close();
  const after = await openReplica(folder, { date: '2024-06-01' });
  expect(await after.replica.removedRecords()).toEqual([]);
});

test('a record that arrives after its own removal is kept as well', async () => {
  const { replica } = await openReplica(temporaryFolder());
  const doc = vaultDoc();
  const arrival = record(doc, 'never seen');
  const removal = updateOf(doc, () => logOf(doc).delete(0, 1));
  await replica.apply(removal);
  await replica.apply(arrival);
  expect(await everything(replica)).toEqual([]);
  expect((await replica.removedRecords()).map((each) => text(each.record))).toEqual(['never seen']);
});

test('entries of the log that are no bytes are carried along and never mistaken for records', async () => {
  const { replica } = await openReplica(temporaryFolder());
  const doc = vaultDoc();
  const log = doc.getArray<unknown>('log');
  await replica.apply(updateOf(doc, () => log.push(['junk', 7, bytes('good')])));
  await replica.apply(updateOf(doc, () => log.delete(0, 2)));
  expect(await everything(replica)).toEqual(['good']);
  expect(await replica.removedRecords()).toEqual([]);
});

test('after closing, calls fail with a code', async () => {
  const { replica } = await openReplica(temporaryFolder());
  await replica.close();
  await expect(replica.stateVector()).rejects.toMatchObject({ code: 'storage/closed' });
});

test('a folder in use is said to be so, and its user goes on', async () => {
  const folder = temporaryFolder();
  const { replica } = await openReplica(folder);
  await expect(openReplica(folder)).rejects.toMatchObject({ code: 'storage/busy' });
  expect(await replica.apply(record(vaultDoc(), 'one'))).toBe(true);
  expect(readdirSync(folder)).not.toContain('damaged');
});

test('a clock that throws leaves memory and disk agreeing', async () => {
  const folder = temporaryFolder();
  const { replica, clock } = await openReplica(folder);
  const doc = vaultDoc();
  await replica.apply(record(doc, 'one'));
  const second = record(doc, 'two');
  const today = clock.today.bind(clock);
  clock.today = () => {
    throw coded('bug');
  };
  await expect(replica.apply(second)).rejects.toMatchObject({ code: 'bug' });
  clock.today = today;
  expect(await everything(replica)).toEqual(['one']);
  expect(await replica.apply(second)).toBe(true);
  expect(await everything(replica)).toEqual(['one', 'two']);
});

test('where the whole database is gone it begins anew, tells so, and can be filled again', async () => {
  const folder = temporaryFolder();
  const doc = vaultDoc();
  const first = await openReplica(folder);
  await first.replica.apply(record(doc, 'one'));
  await first.replica.close();
  rmSync(join(folder, 'replica'), { recursive: true });
  const second = await openReplica(folder);
  expect(second.replica.damage.missing).toBe(1);
  expect(await second.replica.apply(Y.encodeStateAsUpdate(doc))).toBe(true);
  await second.replica.close();
  expect(await everything((await openReplica(folder)).replica)).toEqual(['one']);
});
