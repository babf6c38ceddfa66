/**
 * Real hosts on real sockets with a bad network in between. In the end the network is well again, and everything that was
 * ever acknowledged on either side must be on both, and nothing else. NAILWALL_SYNC_SCHEDULES: how many random schedules.
 */
import { bytesToHex } from '#core/base';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { loopbackNetwork } from '../../transports/loopback-network.ts';
import { BadNetwork, type Chance, chanceOf, type Faults } from './bad-network.ts';
import { fastTime } from './fast-time.ts';
import { pair, SyncDevice } from './sync-device.ts';

const schedules = Number(process.env['NAILWALL_SYNC_SCHEDULES'] ?? 6);
/** Pauses of the program pass so many times as fast; the network's own do not. */
const times = 50;
const within = { timeout: 60_000, interval: 20 };

/** Two devices of one vault; the second reaches the first through the network alone. */
async function apart(chance: Chance, speed = times): Promise<{ a: SyncDevice; b: SyncDevice; network: BadNetwork }> {
  const open = async () => SyncDevice.open(await loopbackNetwork(), fastTime(speed));
  const [a, b] = await Promise.all([open(), open()]);
  await pair(a, b);
  await Promise.all([a.lan(), b.lan()]);
  const network = await BadNetwork.before(Number((await a.address()).split(':')[1]), chance);
  onTestFinished(() => network.close());
  await b.api.sync.setAddress({ device: a.identity.device, address: network.address });
  return { a, b, network };
}

const even = (a: SyncDevice, b: SyncDevice) =>
  expect
    .poll(async () => {
      await b.api.sync.retry();
      return [(await a.says(b))?.upToDate, (await b.says(a))?.upToDate];
    }, within)
    .toEqual([true, true]);

function randomFaults(chance: Chance): Faults {
  const some = (most: number) => (chance(2) === 0 ? chance(most) : 0);
  return { drop: some(150), repeat: some(150), reorder: some(150), alter: some(150), cut: some(100), delay: some(8) };
}

async function runSchedule(seed: number): Promise<number> {
  const chance = chanceOf(seed);
  const { a, b, network } = await apart(chance);
  const written = new Set<string>();
  const letters: string[] = [];
  network.faults = randomFaults(chance);
  for (let step = 12 + chance(16); step > 0; step--) {
    const device = chance(2) === 0 ? a : b;
    const kind = chance(10);
    if (kind < 4) {
      const record = nodeRandom(chance(12) === 0 ? 150_000 : 20 + chance(400));
      await device.write(record);
      written.add(bytesToHex(record));
    } else if (kind < 5) letters.push(await device.addLetter(nodeRandom(1 + chance(200_000))));
    else if (kind < 7) network.faults = randomFaults(chance);
    else if (kind < 8) network.cut();
    else if (kind < 9) await device.api.sync.retry();
    else await device.lan(false).then(() => device.lan());
    // Somebody who looks: else most of the time would pass between two tries.
    if (chance(2) === 0) await b.api.sync.retry();
    await new Promise((resolve) => setTimeout(resolve, chance(40)));
  }
  const { happened } = network;
  network.faults = {};
  network.cut();
  // Its port may be another one since it was switched off and on.
  await b.api.sync.setAddress({ device: a.identity.device, address: await a.address() });
  await even(a, b);
  for (const device of [a, b]) {
    expect(new Set(await device.log())).toEqual(written);
    expect((await device.log()).length).toBe(written.size);
    expect(device.window.getArray('log').length).toBe(written.size);
    const states = letters.length > 0 ? await device.api.letters.status({ hashes: letters }) : [];
    expect(states.every(({ state }) => state === 'here')).toBe(true);
    expect(device.lines.filter((line) => /\bbug\b/.test(line))).toEqual([]);
  }
  for (const device of [a, b]) await device.services.close();
  return happened;
}

test(
  `any schedule on any network: both end equal, and nothing that was acknowledged is lost (${String(schedules)} schedules)`,
  { timeout: 60_000 + schedules * 20_000 },
  async () => {
    let happened = 0;
    for (let seed = 1; seed <= schedules; seed++) {
      try {
        happened += await runSchedule(seed);
      } catch (error) {
        throw new Error(`schedule ${String(seed)}`, { cause: error });
      }
    }
    // The schedules do what they are for.
    expect(happened).toBeGreaterThan(schedules * 5);
  },
);

/** The host ends and starts again; its window unlocks. */
async function restarted(a: SyncDevice, b: SyncDevice): Promise<SyncDevice> {
  await b.services.close();
  const { folder: dataFolder, identity } = b;
  const again = await SyncDevice.open(await loopbackNetwork(), { ...fastTime(times), dataFolder, identity });
  await again.admit({ anchors: [a], introduced: [a] });
  await again.lan();
  return again;
}

test(
  'a letter of 25 MB comes whole after ten cuts and a restart, without beginning anew',
  { timeout: 120_000 },
  async () => {
    const { a, b: first, network } = await apart(chanceOf(7));
    let b = first;
    const size = 25_000_000;
    const hash = await a.addLetter(nodeRandom(size));
    let cuts = 0;
    const state = async () => (await b.api.letters.status({ hashes: [hash] }))[0];
    for (; cuts < 10; cuts++) {
      const before = network.passed;
      network.cutAfter = 2_000_000;
      await expect
        .poll(async () => {
          await b.api.sync.retry();
          return network.cutAfter;
        }, within)
        .toBe(Number.POSITIVE_INFINITY);
      expect(network.passed).toBeGreaterThan(before);
      expect(await state()).toMatchObject({ state: 'absent' });
      if (cuts === 5) b = await restarted(a, b);
    }
    await even(a, b);
    expect(await state()).toEqual({ state: 'here', bytes: size });
    // What was under way at a cut comes twice, no more: eight pieces, and what lay in the buffers of the sockets.
    expect(network.passed).toBeLessThan(size * 1.25);
  },
);

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of buffers that something still needs. */
function buffers(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

/** The same, once what earlier tests left has gone: some of it goes only after a while. */
async function atRest(): Promise<number> {
  let last = buffers();
  const isSteady = (): boolean => {
    const now = buffers();
    const same = now === last;
    last = now;
    return same;
  };
  await expect.poll(isSteady, { timeout: 30_000, interval: 250 }).toBe(true);
  return last;
}

test(
  'a device that does not read costs no more memory, however much there is to tell it',
  { timeout: 120_000 },
  async () => {
    // In real time, so that the session does not find out meanwhile that nobody answers.
    const { a, b, network } = await apart(chanceOf(9), 1);
    await even(a, b);
    network.isStuck = true;
    // The vault itself, once in the host and once in what stands for its window.
    const [changes, bytes] = [400, 60_000];
    const needed = 2 * changes * bytes;
    const before = await atRest();
    for (let index = 0; index < changes; index++) await a.write(nodeRandom(bytes));
    // A session holds 1 MiB of changes at most; the rest is what the sockets of both ends and the network take.
    // What is not needed any more goes when the collector comes to it.
    await expect.poll(() => buffers() - before - needed, within).toBeLessThan(8 * 1024 * 1024);
    expect((await a.says(b))?.state).toBe('connected');
    network.isStuck = false;
    network.cut();
    await even(a, b);
    expect((await b.log()).length).toBe(changes);
  },
);
