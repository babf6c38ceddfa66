/**
 * The window's own replica of the vault (y-indexeddb), with its silences watched: it has no error event, its
 * `whenSynced` never settles when opening fails, it goes on without a word after its connection closes, and its writes
 * are relaxed. So this copy is never the only one, and when it stops being kept, that is said.
 */
import { type Bytes, coded, type Dispose, Emitter, type ErrorCode } from '#core/base';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** Opening must be done by then, ms: a blocked or broken database must not keep the journal shut. */
const openWithinMs = 4000;
/** How often a written row is looked for, ms. */
const verifyEveryMs = 60_000;

const copyPrefix = 'nailwall-';

/** The name of the database that belongs to one data folder. */
export function copyName(folderNumber: number): string {
  return copyPrefix + folderNumber.toString(36);
}

export class WindowCopy {
  readonly #troubles = new Emitter<ErrorCode | null>();
  readonly #patienceMs: number;
  #persistence: IndexeddbPersistence | null = null;
  #trouble: ErrorCode | null = null;
  #verifyTimer: ReturnType<typeof setInterval> | undefined;
  #closed = false;
  #unguard: Dispose = () => undefined;

  private constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /**
   * Loads the copy into `vault` and keeps it from then on. Resolves in any case; whether the copy is kept says
   * `trouble`.
   */
  static async open(name: string, vault: Y.Doc, patienceMs = openWithinMs): Promise<WindowCopy> {
    const copy = new WindowCopy(patienceMs);
    await copy.#open(name, vault);
    return copy;
  }

  /** Why the copy is not being kept; null when it is. */
  get trouble(): ErrorCode | null {
    return this.#trouble;
  }

  onTrouble(listener: (code: ErrorCode | null) => void): Dispose {
    return this.#troubles.on(listener);
  }

  /** Asks the database whether it still answers and holds rows; news goes to `onTrouble`. */
  async verify(): Promise<void> {
    if (this.#closed || this.#trouble !== null) return;
    try {
      if ((await countRows(this.#persistence?.db, this.#patienceMs)) === 0) this.#fail('storage/failed');
    } catch (error) {
      this.#fail(
        error instanceof DOMException && error.name === 'QuotaExceededError' ? 'storage/full' : 'storage/failed',
      );
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#verifyTimer);
    this.#unguard();
    await Promise.race([this.#persistence?.destroy(), after(this.#patienceMs)]);
  }

  async #open(name: string, vault: Y.Doc): Promise<void> {
    // Tried by ourselves first: where opening fails, y-indexeddb leaves a rejection that nobody can catch.
    const first = await Promise.race([prepareDatabase(name), after(this.#patienceMs, 'host/timeout' as const)]);
    if (first !== null) {
      this.#fail(first);
      return;
    }
    this.#persistence = new IndexeddbPersistence(name, vault);
    this.#guard(this.#persistence, vault);
    const synced = this.#persistence.whenSynced.then(() => null);
    const late = await Promise.race([synced, after(this.#patienceMs, 'host/timeout' as const)]);
    if (late !== null) {
      this.#fail(late);
      return;
    }
    this.#watch();
  }

  /**
   * y-indexeddb throws out of the vault's own event when its connection is closing (data cleared, disk short), before
   * any `close` is heard. Whoever listens after it, the host's copy first of all, would never hear of the change.
   */
  #guard(persistence: IndexeddbPersistence, vault: Y.Doc): void {
    const store = persistence._storeUpdate;
    vault.off('update', store);
    const guarded = (update: Bytes, origin: unknown): void => {
      try {
        store(update, origin);
      } catch {
        vault.off('update', guarded);
        this.#fail('storage/closed');
      }
    };
    vault.on('update', guarded);
    this.#unguard = () => vault.off('update', guarded);
  }

  #watch(): void {
    const db = this.#persistence?.db;
    db?.addEventListener('close', () => this.#fail('storage/closed'));
    db?.addEventListener('versionchange', () => this.#fail('storage/closed'));
    db?.addEventListener('error', () => void this.verify());
    db?.addEventListener('abort', () => this.#fail('storage/full'));
    this.#verifyTimer = setInterval(() => void this.verify(), verifyEveryMs);
  }

  #fail(code: ErrorCode): void {
    if (this.#closed || this.#trouble !== null) return;
    this.#trouble = code;
    clearInterval(this.#verifyTimer);
    this.#troubles.emit(code);
  }
}

/** Throws when the connection is closed; rejects when the database does not answer in time. */
async function countRows(db: IDBDatabase | null | undefined, patienceMs: number): Promise<number> {
  if (!db) throw coded('storage/closed');
  const request = db.transaction('updates', 'readonly').objectStore('updates').count();
  const counted = new Promise<number>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? coded('storage/failed'));
  });
  const late = after(patienceMs).then(() => {
    throw coded('host/timeout');
  });
  return Promise.race([counted, late]);
}

/** Opens the database once, with the two stores that y-indexeddb makes; null when that went well. */
function prepareDatabase(name: string): Promise<ErrorCode | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('updates', { autoIncrement: true });
        request.result.createObjectStore('custom');
      };
      request.onsuccess = () => {
        request.result.close();
        resolve(null);
      };
      request.onerror = () => resolve('storage/failed');
      request.onblocked = () => resolve('storage/busy');
    } catch {
      // Storage that is switched off throws at once.
      resolve('storage/failed');
    }
  });
}

function after<T>(ms: number, value?: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value as T), ms);
  });
}
