import { type CalendarDate, coded, type NailwallError } from '#core/base';
import type { CaptureKeys, HostInfo } from '#core/contract';
import { Journal, type SettingsPatch } from '#core/journal';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import * as Y from 'yjs';
import { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { Letters } from '../../../src/renderer/state/letters/letters.svelte.ts';
import type { Everything } from '#core/vault';
import type { BackupDoor, BackupStatus, VerifyWatch } from '../../../src/renderer/state/backups/backup-door.ts';
import { HandedBackup } from '../../../src/renderer/state/backups/handed-backup.svelte.ts';
import type { CaptureKeysView, Phase, SaveView, SessionView } from '../../../src/renderer/state/session-view.ts';
import { FakeDamage } from './fake-damage.svelte.ts';
import { FakeKeys, workbenchPassphrase } from './fake-keys.svelte.ts';
import { FakeSync } from './fake-sync.svelte.ts';
import { MemoryHost, workbenchKeyring } from './memory-host.ts';
import { fill, type Scene, workbenchToday } from './scenes.ts';

const words = entropyToMnemonic(new Uint8Array(32).fill(7), wordlist).split(' ');

function phaseOf(scene: Scene): Phase {
  if (scene === 'first-run' || scene === 'locked' || scene === 'trouble') return scene;
  return ['damaged-vault', 'locked-damaged', 'keychain-lost', 'words-only'].includes(scene) ? 'locked' : 'open';
}

/** A session without a vault: the screens' side of the contract over a journal in memory. */
export class FakeSession implements SessionView {
  readonly scene: Scene;
  readonly #doc = new Y.Doc();
  phase: Phase = $state('starting');
  info: HostInfo | null = $state.raw(null);
  trouble: NailwallError | null = $state.raw(null);
  journal: JournalStore | null = $state.raw(null);
  saving: SaveView = $state.raw({ state: 'saved', code: null, replicaCode: null });
  readonly backups: BackupDoor;
  readonly canRememberHere = true;
  /** What a host with `nativePrint` would do; null as on the loopback host. */
  makePdf: SessionView['makePdf'] = $state.raw(null);
  lostHere: NailwallError | null = $state.raw(null);
  readonly damage: FakeDamage;
  hasPassphrase = $state(true);
  keys: FakeKeys | null = $state.raw(null);
  readonly sync: FakeSync | null;
  captureRequests = $state(0);
  remindRequests = $state(0);
  /** Another program has Ctrl+Alt+K. */
  readonly captureKeys: CaptureKeysView = {
    read: () => Promise.resolve(this.#keys),
    choose: (keys) => {
      const taken = keys === 'Control+Alt+K';
      if (!taken) this.#keys = { keys, active: keys !== null };
      return Promise.resolve({ ...this.#keys, taken });
    },
  };
  readonly #host = new MemoryHost();
  #keys: CaptureKeys = { keys: 'CommandOrControl+Alt+N', active: true };
  /** Makes the next founding fail. */
  failFounding = false;

  constructor(scene: Scene) {
    this.scene = scene;
    this.damage = new FakeDamage(scene);
    this.backups = fakeBackups(scene === 'thin');
    this.sync = scene === 'demo' ? null : new FakeSync(scene === 'devices');
    this.info = {
      kind: 'loopback',
      version: '0.1.0',
      platform: 'linux',
      demo: scene === 'demo',
      dataFolder: '/home/robin/.local/share/nailwall',
      folderNumber: 1,
      capabilities: { keychain: true, nativePrint: false, presence: false, reminders: false, captureKeys: true },
    };
    if (scene === 'trouble') this.trouble = coded('storage/busy');
    if (scene === 'not-saved') this.saving = { state: 'not-saved', code: 'storage/full', replicaCode: null };
    if (scene === 'keychain-lost') this.lostHere = coded('storage/secret-lost');
    if (scene === 'words-only') [this.lostHere, this.hasPassphrase] = [coded('storage/secret-exposed'), false];
    this.phase = phaseOf(scene);
    if (this.phase === 'open') this.#open();
  }

  get canLock(): boolean {
    return this.keys?.opensHere === false;
  }

  settle(patch: SettingsPatch): void {
    this.journal?.journal.changeSettings(patch);
  }

  drawWords(): readonly string[] {
    return words;
  }

  checkWords(picks: ReadonlyMap<number, string>): boolean {
    return [...picks].every(([at, word]) => words[at] === word);
  }

  wordList(): readonly string[] {
    return wordlist;
  }

  async found(): Promise<void> {
    await Promise.resolve();
    if (this.failFounding) throw coded('storage/full');
    this.#open();
  }

  async unlock(by: { passphrase: string } | { words: string }): Promise<void> {
    await Promise.resolve();
    if (this.scene === 'damaged-vault') throw coded('vault/damaged');
    if ('passphrase' in by && by.passphrase !== workbenchPassphrase) throw coded('vault/wrong-passphrase');
    if ('words' in by && by.words !== words.join(' ')) throw coded('vault/wrong-words');
    this.#open();
  }

  restart(): Promise<void> {
    return Promise.resolve();
  }

  async lock(): Promise<void> {
    await Promise.resolve();
    this.journal?.dispose();
    this.journal = null;
    this.keys = null;
    this.phase = 'locked';
  }

  #open(): void {
    const clock = { now: () => Date.UTC(2026, 10, 23, 9), today: (): CalendarDate => workbenchToday };
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    if (this.#doc.getMap('attempts').size === 0) {
      // Filled by another opening, so that undo starts with nothing to take back.
      // And on the day before: nothing was written down today.
      const yesterday = { ...clock, now: () => clock.now() - 86_400_000 };
      const filling = Journal.open(this.#doc, { clock: yesterday, random: steady() });
      fill(filling, this.scene);
      filling.dispose();
    }
    this.keys = new FakeKeys(this.scene, words);
    const journal = Journal.open(this.#doc, { clock, random });
    const letters = new Letters(journal, { host: this.#host, vault: new Y.Doc(), keyring: workbenchKeyring(), random });
    this.journal = new JournalStore(journal, { today: () => workbenchToday, letters });
    this.phase = 'open';
  }
}

/** The same ids in every run, so that slips lie the same way in every picture. */
function steady() {
  let state = 0x9e3779b9;
  return (length: number) =>
    Uint8Array.from({ length }, () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
      return (state >>> 13) & 255;
    });
}

/** The newest backup is whole; in the next one something does not open; any other one never comes to an end. */
function fakeVerify({ name }: { readonly name: string }, { signal, progress }: VerifyWatch): Promise<Everything> {
  const unreadable = { junk: 0, newer: 0, 'no-key': 0, refused: 0 };
  if (name.endsWith('0.nailwall-backup'))
    return Promise.resolve({ records: 14, unreadable, letters: 12, unopened: new Map() });
  const unopened = new Map([
    ['a', 'letter/absent'],
    ['b', 'letter/absent'],
    ['c', 'letter/damaged'],
  ] as const);
  if (name.endsWith('1.nailwall-backup'))
    return Promise.resolve({ records: 14, unreadable: { ...unreadable, refused: 1 }, letters: 12, unopened });
  progress(420_000, 1_000_000);
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(coded('cancelled')));
  });
}

/** Backups as a host would list them, all `sound` or not; the first one opens with {@link workbenchPassphrase}. */
function fakeBackups(sound: boolean): BackupDoor {
  const day = (back: number) => Date.UTC(2026, 10, 23 - back, 8, 5);
  const listed = (back: number, more: object = {}) => ({
    name: `nailwall-2026-11-${String(23 - back)}T08-05-00Z-00000${String(back)}.nailwall-backup`,
    bytes: 1_400_000 - back * 20_000,
    createdAt: day(back),
    records: 14,
    unreadable: 0,
    doubtful: false,
    fault: null,
    ...more,
  });
  const status: BackupStatus = {
    folder: '/home/robin/.local/share/nailwall/backups',
    chosen: false,
    backups: [listed(0), listed(1), listed(2, { doubtful: true }), listed(5, sound ? {} : { fault: 'backup/damaged' })],
    problem: null,
  };
  return {
    handed: new HandedBackup(() => Promise.reject(coded('host/unavailable')) as never),
    status: () => Promise.resolve(status),
    make: () => Promise.resolve(),
    mayVerify: true,
    verify: fakeVerify,
    look: (folder) =>
      folder.startsWith('/') ? Promise.resolve(status.backups.slice(1)) : Promise.reject(coded('input/invalid')),
    choose: (folder) =>
      folder === null || folder.startsWith('/') ? Promise.resolve() : Promise.reject(coded('input/invalid')),
    async open(_source, key) {
      await Promise.resolve();
      if (!('passphrase' in key) || key.passphrase !== workbenchPassphrase) throw coded('vault/wrong-passphrase');
      return {
        attempts: 140,
        pursuits: 3,
        latest: workbenchToday,
        records: 14,
        unreadable: 0,
        update: new Uint8Array(3),
        folder: null,
        letters: { named: 12, here: 11 },
      };
    },
    restore: () => Promise.resolve(),
  };
}
