/** Devices as processes, with the ways as hosts have them: what is loaded and open, and what a real network makes of it. */
import type { SyncState } from '#core/contract';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { compiled } from '../../storage/compiled.ts';
import { temporaryFolder } from '../../storage/folder.ts';
import { Arrivals } from '../../transports/network.ts';
import { type Identity, membershipKey } from './identity.ts';

const script = compiled(join(import.meta.dirname, 'device.child.ts'));
const within = { timeout: 30_000, interval: 50 };

const revive = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'hex' in value ? Buffer.from(String(value.hex), 'hex') : value;
const replace = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ||
  (value !== null && typeof value === 'object' && 'type' in value && value.type === 'Buffer')
    ? { hex: Buffer.from(value as Uint8Array).toString('hex') }
    : value;

class DeviceProcess {
  readonly child: ChildProcess;
  readonly #answers = new Arrivals<string>();
  readonly errors: string[] = [];
  readonly #lines: Interface;

  constructor(namespace: string | null = null) {
    const args = [script(), join(temporaryFolder(), 'data')];
    const [program, before] =
      namespace === null ? [process.execPath, []] : ['ip', ['netns', 'exec', namespace, process.execPath]];
    const child = spawn(program, [...before, ...args]);
    this.child = child;
    this.#lines = createInterface({ input: child.stdout });
    this.#lines.on('line', (line) => this.#answers.add(line));
    createInterface({ input: child.stderr }).on('line', (line) => this.errors.push(line));
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  async ask<T>(name: string, argument?: unknown): Promise<T> {
    // Buffers have a form of their own in JSON, which comes before any replacer.
    const plain = argument === undefined ? [name] : [name, argument];
    this.child.stdin?.write(`${JSON.stringify(plain, replace)}\n`);
    const reply = JSON.parse(await this.#answers.next(), revive) as { answer: T; error?: string };
    if (reply.error !== undefined) throw new Error(`${name}: ${reply.error}`);
    return reply.answer;
  }

  state(): Promise<SyncState> {
    return this.ask('state');
  }

  async admit(anchors: readonly Identity[], introduced: readonly Identity[]): Promise<void> {
    const { device, networkSeed } = await this.ask<Identity>('identity');
    await this.ask('admit', {
      device,
      networkSeed,
      anchors: anchors.map((each) => each.device),
      introduced: introduced.map(({ device: id, networkKey }) => ({ device: id, networkKey })),
      membership: [membershipKey],
    });
  }
}

/** Internet sockets that a process holds. */
function socketsOf(pid: number): string[] {
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => readlinkSync(`/proc/${pid}/fd/${name}`));
  const own = new Set(links.map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1]));
  return ['tcp', 'tcp6', 'udp', 'udp6']
    .flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/)[9] ?? '')
    .filter((inode) => own.has(inode));
}

/** Native code of the ways that a process has in its memory. */
const nativeOf = (pid: number): string[] =>
  ['sodium-native', 'udx-native'].filter((name) => readFileSync(`/proc/${pid}/maps`, 'utf8').includes(name));

test('with sync off nothing of the ways is loaded and no socket is open; off again, none is', async () => {
  const device = new DeviceProcess();
  const identity = await device.ask<Identity>('identity');
  await device.admit([identity], []);
  const pid = device.child.pid ?? 0;
  expect([nativeOf(pid), socketsOf(pid)]).toEqual([[], []]);
  await device.ask('setWay', { kind: 'folder', on: true });
  expect([nativeOf(pid), socketsOf(pid)]).toEqual([[], []]);
  await device.ask('setWay', { kind: 'lan', on: true });
  await expect.poll(async () => (await device.state()).ways[0]?.state, within).not.toMatch(/off|starting/);
  expect(nativeOf(pid)).toEqual(['sodium-native']);
  expect(socketsOf(pid).length).toBeGreaterThan(0);
  await device.ask('setWay', { kind: 'lan', on: false });
  expect(socketsOf(pid)).toEqual([]);
});

/** Two networks of their own, tied together by a cable. */
function cable(context: TestContext): readonly [string, string] {
  const id = String(process.pid);
  const [one, two] = [`nw${id}a`, `nw${id}b`];
  const run = (line: string): boolean => spawnSync('ip', line.split(' ')).status === 0;
  onTestFinished(() => void [one, two].map((name) => run(`netns del ${name}`)));
  const made =
    process.getuid?.() === 0 &&
    [
      `netns add ${one}`,
      `netns add ${two}`,
      `link add ve${id}a netns ${one} type veth peer name ve${id}b netns ${two}`,
    ].every(run);
  if (!made) context.skip('NOT COVERED HERE: networks of their own need root and iproute2.');
  const each = [
    [one, `ve${id}a`, '10.99.7.1'],
    [two, `ve${id}b`, '10.99.7.2'],
  ] as const;
  for (const [name, link, address] of each) {
    for (const line of [`addr add ${address}/24 dev ${link}`, `link set ${link} up`, 'link set lo up']) {
      expect(run(`-n ${name} ${line}`)).toBe(true);
    }
  }
  return [one, two];
}

test('two hosts on one network find each other by real mDNS, and again after the cable was out', async (context) => {
  const [one, two] = cable(context);
  const [a, b] = [new DeviceProcess(one), new DeviceProcess(two)];
  const [first, second] = [await a.ask<Identity>('identity'), await b.ask<Identity>('identity')];
  await a.ask('vouch', first);
  await a.ask('vouch', second);
  await a.ask('write', '01');
  await a.admit([first], []);
  await b.admit([first], [first]);
  for (const device of [a, b]) await device.ask('setWay', { kind: 'lan', on: true });
  await expect.poll(() => b.ask<string[]>('log'), within).toEqual(['01']);
  expect((await b.state()).ways[0]?.addresses[0]).toMatch(/^10\.99\.7\.2:\d+$/);
  expect((await b.state()).devices[0]).toMatchObject({ state: 'connected', way: 'lan' });
  const link = `ve${String(process.pid)}a`;
  spawnSync('ip', ['-n', one, 'link', 'set', link, 'down']);
  await b.ask('write', '02');
  spawnSync('ip', ['-n', one, 'link', 'set', link, 'up']);
  await expect.poll(() => a.ask<string[]>('log'), within).toEqual(['01', '02']);
  expect([...a.errors, ...b.errors].filter((line) => /\bbug\b/.test(line))).toEqual([]);
});

test('whoever listens on the network sees no key, and nobody who is alone is heard', async (context) => {
  const [one, two] = cable(context);
  const listener = spawn('ip', ['netns', 'exec', two, process.execPath, '-e', listening]);
  onTestFinished(() => void listener.kill('SIGKILL'));
  const heard: Buffer[] = [];
  const began = new Promise<void>((resolve) => listener.stdout.once('data', () => resolve()));
  createInterface({ input: listener.stdout }).on('line', (line) => heard.push(Buffer.from(line, 'hex')));
  await began;
  const device = new DeviceProcess(one);
  const identity = await device.ask<Identity>('identity');
  await device.ask('vouch', identity);
  await device.admit([identity], []);
  await device.ask('setWay', { kind: 'lan', on: true });
  await expect.poll(async () => (await device.state()).ways[0]?.state, within).toBe('running');
  const isOurs = (datagram: Buffer) => datagram.includes('_nailwall');
  expect(heard.filter(isOurs)).toEqual([]);
  const other = await new DeviceProcess().ask<Identity>('identity');
  await device.ask('vouch', other);
  await expect.poll(() => heard.filter(isOurs).length, within).toBeGreaterThan(0);
  for (const datagram of heard) {
    for (const key of [identity, other]) {
      expect(datagram.includes(Buffer.from(key.networkKey))).toBe(false);
      expect(datagram.includes(key.device)).toBe(false);
    }
  }
});

const listening = `
const socket = require('node:dgram').createSocket({ type: 'udp4', reuseAddr: true });
socket.on('message', (bytes) => console.log(bytes.toString('hex')));
socket.bind(5353, '0.0.0.0', () => { socket.addMembership('224.0.0.251', '10.99.7.2'); console.log(''); });
`;
