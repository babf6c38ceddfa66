import { type Bytes, coded } from '#core/base';
import type { BackupInfo } from '#core/contract';
import {
  checkArgon2id,
  decodeBackup,
  type Everything,
  type Keyring,
  lettersNamedIn,
  openEverything,
  type Opener,
  readRecoveryPhrase,
} from '#core/vault';
import { type ConnectedHost, pullLetter, receiveUpdate, sendUpdate } from '../../host/index.ts';
import { argon2id } from '../keys/argon2id.ts';
import { windowClock, windowRandom, windowScheduler } from '../window-ports.ts';
import type { BackupDoor, BackupKey, BackupSource, BackupStatus, OpenedBackup, VerifyWatch } from './backup-door.ts';
import { HandedBackup } from './handed-backup.svelte.ts';
import { slices } from './slices.ts';

/** The host answers for so many letters at once. */
const statusesAtOnce = 2000;

export interface SessionBackupsOptions {
  readonly host: () => ConnectedHost;
  /** The keys of the open journal; null while none is open. */
  readonly keyring: () => Keyring | null;
  /** Lets go of the present vault: what this window holds must not be written into the restored one. */
  readonly letGo: () => Promise<void>;
  /** Leaves the place that is shown: the restored journal is met where every opening leads. */
  readonly leave: () => void;
  /** Shows what went wrong after the present vault was let go. */
  readonly fail: (error: unknown) => void;
}

/** Backups of the host's vault, opened here: the host has no key to open one with. */
export class SessionBackups implements BackupDoor {
  readonly #options: SessionBackupsOptions;
  readonly handed = new HandedBackup(() => this.#host);

  constructor(options: SessionBackupsOptions) {
    this.#options = options;
  }

  status(): Promise<BackupStatus> {
    return this.#host.backups.status();
  }

  make(): Promise<void> {
    return this.#host.backups.make();
  }

  choose(folder: string | null): Promise<void> {
    return this.#host.backups.choose({ folder });
  }

  async look(folder: string): Promise<readonly BackupInfo[]> {
    return this.#host.backups.look({ folder });
  }

  async open(source: BackupSource, key: BackupKey): Promise<OpenedBackup> {
    const update = 'file' in source ? decodeBackup(source.file).update : await this.#read(source);
    const opener: Opener =
      'words' in key
        ? { kind: 'recovery', entropy: readRecoveryPhrase(key.words) }
        : { kind: 'passphrase', passphrase: key.passphrase };
    if (opener.kind === 'passphrase') await checkArgon2id(argon2id);
    const { openBackup } = await import('./open-backup.ts');
    const ports = { random: windowRandom, scheduler: windowScheduler, clock: windowClock };
    const opened = await openBackup(update, opener, argon2id, ports);
    const folder = 'file' in source ? null : source.folder;
    return { ...opened, folder, letters: await this.#lettersOf(update, folder) };
  }

  get mayVerify(): boolean {
    return this.#options.keyring() !== null;
  }

  async verify(
    { name, folder }: { readonly name: string; readonly folder: string | null },
    { signal, progress }: VerifyWatch,
  ): Promise<Everything> {
    const keyring = this.#options.keyring();
    if (!keyring) throw coded('vault/locked');
    const { backups } = this.#host;
    const update = await this.#read({ name, folder });
    return openEverything(update, keyring, {
      letter: (hash) => pullLetter(this.#host, hash, { signal }, () => backups.letter({ folder, hash })),
      progress,
      pause: slices(() => performance.now(), windowScheduler, signal),
    });
  }

  async restore({ update, folder }: OpenedBackup): Promise<void> {
    await this.#options.letGo();
    try {
      await replaceVault(this.#host, update, folder);
      this.#options.leave();
      await this.#host.restart();
    } catch (error) {
      this.#options.fail(error);
    }
  }

  async #lettersOf(update: Bytes, folder: string | null): Promise<OpenedBackup['letters']> {
    const named = [...lettersNamedIn(update).keys()];
    let here = 0;
    for (let at = 0; at < named.length; at += statusesAtOnce) {
      const hashes = named.slice(at, at + statusesAtOnce);
      const states = await this.#host.backups.letters({ folder, hashes });
      here += states.filter(({ state }) => state === 'here').length;
    }
    return { named: named.length, here };
  }

  async #read(source: { readonly name: string; readonly folder: string | null }): Promise<Bytes> {
    return receiveUpdate(this.#host, await this.#host.backups.read(source));
  }

  get #host(): ConnectedHost {
    return this.#options.host();
  }
}

/** Puts another vault in the place of the host's, of which it makes a backup first; nobody may hold the old one open. */
export async function replaceVault(
  { backups }: Pick<ConnectedHost, 'backups'>,
  update: Bytes,
  folder: string | null = null,
): Promise<void> {
  const hand = async (chunk: Omit<Parameters<typeof backups.replaceChunk>[0], 'folder'>) =>
    (await backups.replaceChunk({ ...chunk, folder })).replaced;
  const replaced = await sendUpdate(update, (size) => backups.replace(size), hand);
  if (!replaced) throw coded('storage/failed', { what: 'acknowledgement' });
}
