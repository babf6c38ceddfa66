/**
 * A device as a process of its own, with the very ways that the hosts have. Told by lines of JSON on its input, it answers
 * each with a line: `["setWay", {...}]` is a call of the contract's sync part, `["vouch", {...}]`, `["write", hex]`, `["log"]`
 * do what a window would.
 */
import { bytesToHex, hexToBytes } from '#core/base';
import { createDispatch, createHostApi } from '#core/contract';
import { type DeviceKeys, vouchFor } from '#core/vault';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { nodeClock, nodeRandom, openServices } from '../../../../src/main/services/index.ts';
import { SecretFile } from '../../../../src/main/storage/index.ts';
import { waysToOthers } from '../../../../src/main/ways.ts';
import { createIdentity } from './identity.ts';

const [dataFolder = ''] = process.argv.slice(2);
const services = await openServices({
  dataFolder,
  version: '1.2.3',
  kind: 'loopback',
  demo: false,
  capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
  secretStore: new SecretFile(join(dataFolder, 'secret'), nodeRandom),
  openExternal: async () => undefined,
  reload: async () => ({ launch: null }),
  log: (line) => process.stderr.write(`${line}\n`),
  clock: nodeClock,
  ways: waysToOthers,
});
const api = createHostApi({ invoke: createDispatch(services.handlers), subscribe: () => () => undefined });
const identity = createIdentity();

async function whole(): Promise<Y.Doc> {
  const vault = new Y.Doc();
  const { transfer, chunks } = await api.replica.pull({ stateVector: Y.encodeStateVector(vault) });
  const parts: Uint8Array[] = [];
  for (let index = 0; index < chunks; index++) parts.push(await api.replica.pullChunk({ transfer, index }));
  Y.applyUpdate(vault, new Uint8Array(Buffer.concat(parts)));
  return vault;
}

async function change(edit: (vault: Y.Doc) => void): Promise<void> {
  const vault = await whole();
  const before = Y.encodeStateVector(vault);
  edit(vault);
  const bytes = Y.encodeStateAsUpdate(vault, before);
  await api.replica.pushWhole({ bytes });
}

/** Bytes cross the lines as `{ hex }`. */
const revive = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'hex' in value ? hexToBytes(String(value.hex)) : value;
const replace = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { hex: bytesToHex(value) } : value;

const own: Record<string, (argument: never) => Promise<unknown>> = {
  identity: async () => identity,
  vouch: (device: DeviceKeys) => change((vault) => vouchFor(vault, device, new Uint8Array(), identity)),
  write: (record: string) => change((vault) => vault.getArray('log').push([hexToBytes(record)])),
  log: async () => (await whole()).getArray<Uint8Array>('log').toArray().map(bytesToHex),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, argument] = JSON.parse(line, revive) as [string, never];
  const calls = { ...api.sync, ...own } as Record<string, (argument: never) => Promise<unknown>>;
  try {
    process.stdout.write(`${JSON.stringify({ answer: (await calls[name]?.(argument)) ?? null }, replace)}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
}
await services.close();
