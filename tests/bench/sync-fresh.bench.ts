/**
 * A fresh device takes in a journal of ten thousand over 127.0.0.1, from the moment that it learns the other one's address
 * to the journal that is open in its window: handshake, proof, exchange, synchronous write, opening. Against a plain TCP
 * copy of the same bytes and the same opening.
 */
import { Journal } from '#core/journal';
import { Keyring, SealedJournal } from '#core/vault';
import { connect, createServer, type AddressInfo } from 'node:net';
import * as Y from 'yjs';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { nodeClock, nodeRandom, nodeScheduler } from '../../src/main/services/index.ts';
import { pair } from '../main/services/sync/device.ts';
import { fillMany } from '../renderer/workbench/scenes.ts';
import { openBenchHost } from './sync-hosts.ts';

const attempts = 10_000;
const rounds = 7;
const ports = { clock: nodeClock, random: nodeRandom, scheduler: nodeScheduler };

const keyring = (): Keyring => Keyring.of([{ vaultId: nodeRandom(16).fill(1), master: nodeRandom(32).fill(2) }]);

function makeVault(): Uint8Array {
  const vault = new Y.Doc();
  const doc = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, keyring(), ports);
  const journal = Journal.open(doc, ports);
  journal.together(() => fillMany(journal, attempts, 4200));
  sealed.seal();
  sealed.snapshot();
  const update = Y.encodeStateAsUpdate(vault);
  sealed.close();
  journal.dispose();
  return update;
}

/** What a window does with a vault that has come. */
function openJournal(vault: Y.Doc): void {
  const doc = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, keyring(), ports);
  const journal = Journal.open(doc, ports);
  if (journal.attempts().length !== attempts) throw new Error('The journal is not whole.');
  sealed.close();
  journal.dispose();
}

async function plainly(update: Uint8Array): Promise<number> {
  const server = createServer((socket) => socket.end(update));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const begin = performance.now();
  const parts: Uint8Array[] = [];
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  for await (const part of socket) parts.push(part as Uint8Array);
  const vault = new Y.Doc();
  Y.applyUpdate(vault, new Uint8Array(Buffer.concat(parts)));
  openJournal(vault);
  const took = performance.now() - begin;
  await new Promise((resolve) => server.close(resolve));
  return took;
}

async function synced(update: Uint8Array): Promise<number> {
  const [giver, taker] = [await openBenchHost(), await openBenchHost()];
  const [a, b] = [giver.device, taker.device];
  try {
    await a.push(update);
    await pair(a, b);
    await Promise.all([a.switch('lan'), b.switch('lan')]);
    const address = await a.address();
    const records = new Promise<void>((resolve) => {
      b.api.on('replica.update', () => {
        if (b.window.getArray('log').length > 0) resolve();
      });
    });
    const begin = performance.now();
    await b.api.sync.setAddress({ device: a.identity.device, address });
    await b.api.sync.retry();
    await records;
    openJournal(b.window);
    return performance.now() - begin;
  } finally {
    await giver.close();
    await taker.close();
  }
}

export async function measure(): Promise<readonly Result[]> {
  const update = makeVault();
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [one, two] = [await synced(update), await plainly(update)];
    // The first warms both.
    if (round === 0) continue;
    ours.push(one);
    plain.push(two);
  }
  const note = `10,000 attempts, ${update.length} bytes, address to open journal; plain: a TCP copy and the same opening`;
  return [{ name: 'sync.fresh.10k', unit: 'ms', value: median(ours), baseline: median(plain), n: rounds, note }];
}
