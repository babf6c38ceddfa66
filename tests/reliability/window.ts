/** A window without a browser: the app's own code from the journal to the socket, on a host that is a real process. */
import { type Bytes, type Scheduler } from '#core/base';
import { foundVault, logOf, openCopy, openVault, SealedJournal } from '#core/vault';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { nodeClock, nodeRandom } from '../../src/main/services/index.ts';
import {
  type ConnectedHost,
  connectHost,
  pullUpdate,
  receiveUpdate,
  sendUpdate,
} from '../../src/renderer/host/index.ts';
import { HostCopy } from '../../src/renderer/storage/host-copy.ts';
import { quickArgon2id } from '../core/vault/quick-argon2.ts';
import { pageAt, type RunningHost, runHost } from '../renderer/host/real-loopback.ts';
import type { Lineage, Promises } from './promises.ts';
import type { Chance } from './settings.ts';

const opener = { kind: 'recovery' as const, entropy: new Uint8Array(32).fill(7) };
const access = { random: nodeRandom, argon2id: quickArgon2id };
/** Small, so that every few changes are merged and a snapshot is soon due. */
const policy = { mergeWidth: 4, largeTailBytes: 2_000 };
const emptyStateVector = Y.encodeStateVector(new Y.Doc());

/** Timers that end with the window. */
class Timers implements Scheduler {
  readonly #running = new Set<NodeJS.Timeout>();

  after(ms: number, task: () => void): () => void {
    const timer = setTimeout(task, ms);
    this.#running.add(timer);
    return () => clearTimeout(timer);
  }

  stop(): void {
    this.#running.forEach(clearTimeout);
  }
}

const ports = { random: nodeRandom, clock: nodeClock, scheduler: { after: () => () => undefined }, policy };

const changesIn = (journal: Y.Doc): ReadonlySet<string> => new Set(journal.getMap('attempts').keys());

export interface HostFiles {
  readonly script: string;
  readonly pages: string;
  readonly data: string;
}

/** Starts the host, looks at what it has by itself, and opens a window on it. */
export async function openWindow(
  files: HostFiles,
  promises: Promises,
  chance: Chance,
  context: string,
): Promise<Window> {
  const process = await runHost(files.script, files.pages, files.data);
  const timers = new Timers();
  const page = { ...pageAt(process.origin, process.launch()), scheduler: timers };
  const host = await connectHost(page);
  const { folderNumber } = await host.app.describe();
  expect(await host.replica.damage(), context).toMatchObject({ replica: null, kept: [], letters: { files: [] } });
  const alone = await openAlone(await pullUpdate(host, emptyStateVector), context);
  const lineage = promises.lineageOf(folderNumber, alone, context);
  expect(missing(lineage.kept, alone), context).toEqual([]);
  await checkBackups(host, promises, context);
  // Every fourth time the window's own copy is gone as well.
  const vault = new Y.Doc();
  if (lineage.copy && chance.below(4) > 0) Y.applyUpdate(vault, lineage.copy);
  const copy = await HostCopy.open(host, vault, timers);
  if (vault.getMap('header').size === 0) await foundVault(vault, [opener], access);
  await copy.compare();
  await copy.settled();
  expect(await isSame(vault, host), context).toBe(true);
  const journal = new Y.Doc();
  const sealed = SealedJournal.open(vault, journal, await openVault(vault, opener, quickArgon2id), ports);
  for (const change of changesIn(journal)) lineage.kept.add(change);
  return new Window({ process, timers, page, host, vault, copy, journal, sealed, lineage, promises, chance });
}

/** The changes in a vault that nothing else is known of; everything in it can be read. */
async function openAlone(update: Bytes, context: string): Promise<ReadonlySet<string>> {
  const vault = new Y.Doc();
  Y.applyUpdate(vault, update);
  if (vault.getMap('header').size === 0) {
    expect(logOf(vault).length, context).toBe(0);
    return new Set();
  }
  return changesInCopy(update, context);
}

async function changesInCopy(update: Bytes, context: string): Promise<ReadonlySet<string>> {
  const { doc, unreadable } = await openCopy(update, opener, quickArgon2id, ports);
  expect(unreadable, context).toBe(0);
  return changesIn(doc);
}

const missing = (expected: ReadonlySet<string>, found: ReadonlySet<string>): string[] =>
  [...expected].filter((change) => !found.has(change));

/** All backups can be read, and the last one that was acknowledged holds what it has to. */
async function checkBackups(host: ConnectedHost, promises: Promises, context: string): Promise<void> {
  const { backups } = await host.backups.status();
  expect(
    backups.filter(({ fault }) => fault !== null),
    context,
  ).toEqual([]);
  if (!promises.backup) return;
  const { name, changes } = promises.backup;
  const update = await receiveUpdate(host, await host.backups.read({ name }));
  expect(missing(changes, await changesInCopy(update, context)), context).toEqual([]);
}

async function isSame(vault: Y.Doc, host: ConnectedHost): Promise<boolean> {
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, await pullUpdate(host, emptyStateVector));
  const log = (doc: Y.Doc): string => JSON.stringify(logOf(doc).toJSON());
  return Y.equalSnapshots(Y.snapshot(vault), Y.snapshot(theirs)) && log(vault) === log(theirs);
}

interface Parts {
  readonly process: RunningHost;
  readonly timers: Timers;
  readonly page: ReturnType<typeof pageAt>;
  readonly host: ConnectedHost;
  readonly vault: Y.Doc;
  readonly copy: HostCopy;
  readonly journal: Y.Doc;
  readonly sealed: SealedJournal;
  readonly lineage: Lineage;
  readonly promises: Promises;
  readonly chance: Chance;
}

let changes = 0;

export class Window {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Writes changes one after another, now and then several at once. */
  async write(count: number): Promise<void> {
    const { copy, chance, lineage } = this.#parts;
    const waiting: string[] = [];
    for (let index = 0; index < count; index++) {
      waiting.push(this.#change());
      if (chance.below(4) === 0) continue;
      await copy.settled();
      for (const change of waiting.splice(0)) lineage.kept.add(change);
    }
  }

  /** Changes, with the vault merged and put into snapshots between them. */
  async compact(): Promise<void> {
    const { sealed, chance } = this.#parts;
    for (let round = 0; round < 8; round++) {
      await this.write(5);
      if (chance.below(2) === 0) sealed.snapshot();
      else sealed.tidy();
    }
    await this.#parts.copy.settled();
  }

  async backUp(): Promise<void> {
    const { host, promises, lineage } = this.#parts;
    const before = new Set(lineage.kept);
    await host.backups.make();
    const [made] = (await host.backups.status()).backups;
    promises.backup = { name: made?.name ?? '', changes: before };
  }

  /** Puts the vault of some backup in the place of the present one. */
  async restore(): Promise<void> {
    const { host, promises, chance } = this.#parts;
    const { backups } = await host.backups.status();
    if (backups.length === 0) return this.backUp();
    const { name } = chance.pick(backups);
    const update = await receiveUpdate(host, await host.backups.read({ name }));
    promises.restoring(await changesInCopy(update, name));
    const hand = async (chunk: Parameters<typeof host.backups.replaceChunk>[0]) =>
      (await host.backups.replaceChunk(chunk)).replaced;
    if (await sendUpdate(update, host.backups.replace, hand)) promises.restored();
  }

  /** Kills the host; the window's own copy is as it is then. */
  async killWithin(ms: number): Promise<void> {
    const { process, timers, page, copy, vault, lineage } = this.#parts;
    await new Promise((resolve) => setTimeout(resolve, ms));
    await process.kill();
    lineage.copy = Y.encodeStateAsUpdate(vault);
    timers.stop();
    copy.close();
    for (const socket of page.sockets) socket.terminate();
  }

  #change(): string {
    const { journal, sealed } = this.#parts;
    const name = `change ${++changes}`;
    journal.getMap('attempts').set(name, 'x'.repeat(20 + this.#parts.chance.below(400)));
    sealed.seal();
    return name;
  }
}
