import { type Bytes, coded } from '#core/base';
import { checkArgon2id, decodeBackup, type Opener, readRecoveryPhrase } from '#core/vault';
import { type ConnectedHost, receiveUpdate, sendUpdate } from '../../host/index.ts';
import { argon2id } from '../keys/argon2id.ts';
import { windowClock, windowRandom, windowScheduler } from '../window-ports.ts';
import type { BackupDoor, BackupKey, BackupSource, BackupStatus, OpenedBackup } from './backup-door.ts';

export interface SessionBackupsOptions {
  readonly host: () => ConnectedHost;
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

  async open(source: BackupSource, key: BackupKey): Promise<OpenedBackup> {
    const update = 'file' in source ? decodeBackup(source.file).update : await this.#read(source.name);
    const opener: Opener =
      'words' in key
        ? { kind: 'recovery', entropy: readRecoveryPhrase(key.words) }
        : { kind: 'passphrase', passphrase: key.passphrase };
    if (opener.kind === 'passphrase') await checkArgon2id(argon2id);
    const { openBackup } = await import('./open-backup.ts');
    const ports = { random: windowRandom, scheduler: windowScheduler, clock: windowClock };
    return openBackup(update, opener, argon2id, ports);
  }

  async restore({ update }: OpenedBackup): Promise<void> {
    await this.#options.letGo();
    try {
      await replaceVault(this.#host, update);
      this.#options.leave();
      await this.#host.restart();
    } catch (error) {
      this.#options.fail(error);
    }
  }

  async #read(name: string): Promise<Bytes> {
    return receiveUpdate(this.#host, await this.#host.backups.read({ name }));
  }

  get #host(): ConnectedHost {
    return this.#options.host();
  }
}

/** Puts another vault in the place of the host's, of which it makes a backup first; nobody may hold the old one open. */
export async function replaceVault({ backups }: Pick<ConnectedHost, 'backups'>, update: Bytes): Promise<void> {
  const hand = async (chunk: Parameters<typeof backups.replaceChunk>[0]) =>
    (await backups.replaceChunk(chunk)).replaced;
  const replaced = await sendUpdate(update, (size) => backups.replace(size), hand);
  if (!replaced) throw coded('storage/failed', { what: 'acknowledgement' });
}
