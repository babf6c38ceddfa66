/**
 * A change while both devices are connected: from its arrival at one host to the other one's window, both having it on
 * disk. Against a bare copy of the same bytes over TCP, written and synced on both sides.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { percentile, type Result } from '../../scripts/bench-report.mjs';
import { nodeRandom } from '../../src/main/services/index.ts';
import { pair } from '../main/services/sync/device.ts';
import { openBenchHost } from './sync-hosts.ts';

const rounds = 200;
const recordBytes = 400;

async function barely(): Promise<number[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nailwall-bench-'));
  const files = ['one', 'two'].map((name) => openSync(path.join(folder, name), 'w')) as [number, number];
  const keep = (file: number, bytes: Uint8Array): void => {
    writeSync(file, bytes);
    fsyncSync(file);
  };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const sender = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true });
  const [receiver] = await accepted;
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bytes = nodeRandom(recordBytes);
    const begin = performance.now();
    keep(files[0], bytes);
    sender.write(bytes);
    const [came] = (await once(receiver, 'data')) as [Uint8Array];
    keep(files[1], came);
    took.push(performance.now() - begin);
  }
  sender.destroy();
  server.close();
  for (const file of files) closeSync(file);
  rmSync(folder, { recursive: true });
  return took;
}

async function live(): Promise<number[]> {
  const [one, two] = [await openBenchHost(), await openBenchHost()];
  const [a, b] = [one.device, two.device];
  try {
    await pair(a, b);
    await Promise.all([a.switch('lan'), b.switch('lan')]);
    const met = new Promise<void>((resolve) => {
      const stop = b.api.on('sync.state', ({ devices }) => {
        if (devices[0]?.upToDate !== true) return;
        stop();
        resolve();
      });
    });
    await b.api.sync.setAddress({ device: a.identity.device, address: await a.address() });
    await met;
    const took: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const record = nodeRandom(recordBytes);
      const begin = performance.now();
      const came = new Promise<void>((resolve) => {
        const stop = b.api.on('replica.update', () => {
          stop();
          resolve();
        });
      });
      await a.write(record);
      await came;
      took.push(performance.now() - begin);
    }
    return took;
  } finally {
    await one.close();
    await two.close();
  }
}

export async function measure(): Promise<readonly Result[]> {
  const [ours, plain] = [await live(), await barely()];
  const note = `a change of ${recordBytes} bytes, first host to second window, on both disks; plain: TCP and two syncs`;
  const share = (name: string, at: number): Result => ({
    ...{ name, unit: 'ms', n: rounds, note },
    value: percentile(ours, at),
    baseline: percentile(plain, at),
  });
  return [share('sync.live.p50', 0.5), share('sync.live.p95', 0.95)];
}
