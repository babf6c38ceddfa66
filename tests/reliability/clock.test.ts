/**
 * Somebody sets the computer's clock, by years, forward and back, while Nailwall is open and between two openings. What
 * was acknowledged is there, the journal opens, no backup of the last ten goes, and none of the others goes in a heap.
 */
import type { Bytes, CalendarDate } from '#core/base';
import { createDispatch, createHostApi, type HostApi } from '#core/contract';
import { foundVault, openCopy, openVault, SealedJournal } from '#core/vault';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom, type Services } from '../../src/main/services/index.ts';
import { pullRemoved, pullUpdate, pushUpdate, receiveUpdate } from '../../src/renderer/host/update-transfer.ts';
import { quickArgon2id } from '../core/vault/quick-argon2.ts';
import { openTestServices } from '../main/services/open-services.ts';
import { manualScheduler } from '../main/services/manual-scheduler.ts';

const day = 86_400_000;
const year = 365 * day;
const start = Date.parse('2026-03-10T09:00:00Z');
const opener = { kind: 'passphrase', passphrase: 'lantern harbour seven' } as const;
const empty = Y.encodeStateVector(new Y.Doc());

function steeredClock() {
  const clock = {
    time: start,
    now: () => clock.time,
    today: () => new Date(clock.time).toISOString().slice(0, 10) as CalendarDate,
  };
  return clock;
}
type SteeredClock = ReturnType<typeof steeredClock>;

const apiOf = (services: Services): HostApi =>
  createHostApi({ invoke: createDispatch(services.handlers), subscribe: () => () => undefined });

const portsBy = (clock: SteeredClock) => ({ clock, random: nodeRandom, scheduler: { after: () => () => undefined } });

async function changesIn(update: Bytes, clock: SteeredClock): Promise<ReadonlySet<string>> {
  const { doc, unreadable } = await openCopy(update, opener, quickArgon2id, portsBy(clock));
  expect(unreadable).toBe(0);
  return new Set(doc.getMap('attempts').keys());
}

/** One opening of the app: what is there, some changes, the log tidied, and backups made between them. */
async function session(dataFolder: string, clock: SteeredClock, said: Set<string>, jumps: readonly number[]) {
  const { services } = await openTestServices({ dataFolder, clock, scheduler: manualScheduler() });
  const host = apiOf(services);
  expect((await host.replica.damage()).replica).toBeNull();
  const vault = new Y.Doc();
  Y.applyUpdate(vault, await pullUpdate(host, empty));
  if (vault.getMap('header').size === 0)
    await foundVault(vault, [opener], { random: nodeRandom, argon2id: quickArgon2id });
  const keyring = await openVault(vault, opener, quickArgon2id);
  const journal = new Y.Doc();
  const sealed = SealedJournal.open(vault, journal, keyring, portsBy(clock));
  expect([...said].filter((change) => !journal.getMap('attempts').has(change))).toEqual([]);
  for (const jump of jumps) {
    clock.time += jump;
    for (let index = 0; index < 3; index++) {
      const change = `change ${String(said.size)}`;
      journal.getMap('attempts').set(change, clock.time);
      sealed.seal();
      if (index === 1) sealed.tidy();
      if (index === 2) sealed.snapshot();
      await pushUpdate(host, Y.encodeStateAsUpdate(vault, await host.replica.stateVector()));
      said.add(change);
    }
    await makeOne(host, clock, said);
  }
  sealed.close();
  await services.close();
}

const namesIn = async (host: HostApi) => (await host.backups.status()).backups.map(({ name }) => name);

async function makeOne(host: HostApi, clock: SteeredClock, said: ReadonlySet<string>): Promise<void> {
  const before = await namesIn(host);
  await host.backups.make();
  const { backups } = await host.backups.status();
  const names = backups.map(({ name }) => name);
  const [made = ''] = names.filter((name) => !before.includes(name));
  // The newest is the one that was made last, whatever the clock says, and holds all that was acknowledged.
  expect(names[0]).toBe(made);
  expect(await changesIn(await receiveUpdate(host, await host.backups.read({ name: made })), clock)).toEqual(said);
  expect(names.slice(0, 10)).toEqual([made, ...before].slice(0, 10));
  expect(before.filter((name) => !names.includes(name)).length).toBeLessThanOrEqual(3);
  expect(backups.filter(({ fault, doubtful }) => fault !== null || doubtful)).toEqual([]);
}

test(
  'a clock that is set by years, while the app is open and between openings, costs nothing',
  { timeout: 120_000 },
  async () => {
    const clock = steeredClock();
    const said = new Set<string>();
    const { folder, services } = await openTestServices({ clock });
    await services.close();
    // A month of days first, so that there is something to lose.
    await session(
      folder,
      clock,
      said,
      Array.from({ length: 34 }, () => day),
    );
    const jumps = [
      [10 * year, day],
      [-10 * year, day],
      [-20 * year, 40 * year],
      [-20 * year, -30 * year, day],
      [30 * year, 3_600_000, day],
    ];
    for (const each of jumps) {
      clock.time += each[0] ?? 0;
      await session(folder, clock, said, each.slice(1));
    }
    const { services: last } = await openTestServices({ dataFolder: folder, clock });
    const host = apiOf(last);
    expect(await changesIn(await pullUpdate(host, empty), clock)).toEqual(said);
    // The month from before is still there for the most part.
    const days = (await host.backups.status()).backups.filter(({ createdAt }) => createdAt < start + 40 * day);
    expect(days.length).toBeGreaterThan(10);
  },
);

test('records that left the log before the clock was set back are kept for their time', async () => {
  const clock = steeredClock();
  clock.time += 10 * year;
  const { folder, services } = await openTestServices({ clock });
  const vault = new Y.Doc();
  vault.getArray('log').push([new Uint8Array(60).fill(1)]);
  await pushUpdate(apiOf(services), Y.encodeStateAsUpdate(vault));
  const before = Y.encodeStateVector(vault);
  vault.getArray('log').delete(0, 1);
  await pushUpdate(apiOf(services), Y.encodeStateAsUpdate(vault, before));
  await services.close();
  clock.time -= 10 * year;
  const { services: again } = await openTestServices({ dataFolder: folder, clock });
  expect(await pullRemoved(apiOf(again))).toHaveLength(1);
});
