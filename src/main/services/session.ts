import { coded, type Dispose, hasCode } from '#core/base';
import {
  type CaptureKeys,
  encodeRemoved,
  type HostDamage,
  type HostEvent,
  type HostEventName,
  type HostHandlers,
  type HostInfo,
  type ReminderPlan,
} from '#core/contract';
import type { SecretStore } from '../storage/index.ts';
import { type BackupContext, backupCalls } from './backup-calls.ts';
import { checkExternalAddress } from './external-address.ts';
import type { Flushes, FlushOutcome } from './flush.ts';
import { createLetterCalls, type LetterCalls, type LetterPorts } from './letter-calls.ts';
import type { Log } from './log.ts';
import type { ReplicaHub } from './replica-hub.ts';
import type { Transfers } from './transfers.ts';

export type EventListener = <N extends HostEventName>(name: N, event: HostEvent<N>) => void;

/** A sheet's size in millimetres, as it hangs on the wall: the page's own CSS turns it. */
export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** One renderer's way to the services: its own transfers, and events about what others did. */
export interface Session {
  readonly handlers: HostHandlers;
  onEvent(listener: EventListener): Dispose;
  /** Asks this renderer alone to seal and push what it holds, and waits for its answer. */
  flush(deadlineMs: number): Promise<FlushOutcome>;
  /** Forgets unfinished transfers and stops the events; a flush no longer waits for this renderer. */
  end(): void;
}

/** Keys that reach the quick capture from any program. */
export interface CaptureKeysPort {
  read(): CaptureKeys;
  /** Throws storage/... when the choice could not be kept. */
  choose(keys: string | null): Promise<CaptureKeys & { readonly taken: boolean }>;
}

/** What all sessions share. */
export interface SessionContext extends BackupContext {
  readonly info: HostInfo;
  readonly flushes: Flushes;
  readonly secretStore: SecretStore;
  readonly captureKeys: CaptureKeysPort | null;
  readonly letters: LetterPorts;
  readonly hub: ReplicaHub;
  readonly sync: HostHandlers['sync'];
  /** A window has brought a letter. */
  letterAdded(hash: string): void;
  readonly log: Log;
  damage(): Promise<HostDamage>;
  planReminders(plan: ReminderPlan | null): Promise<void>;
  openExternal(url: string): Promise<void>;
  printToPdf(sheet: Sheet): Promise<Uint8Array>;
  reload(): Promise<{ launch: string | null }>;
  lockAfter(minutes: number): void;
  /** Tells every session but `except`. */
  tell<N extends HostEventName>(name: N, event: HostEvent<N>, except?: unknown): void;
}

export class RendererSession implements Session {
  readonly #context: SessionContext;
  readonly #transfers: Transfers;
  readonly #letters: LetterCalls;
  readonly #onEnd: (session: RendererSession) => void;
  readonly #listeners = new Set<EventListener>();
  /** The folder's number when this window began; another one since means that the vault was replaced. */
  #folderNumber: number | null = null;
  readonly handlers: HostHandlers;

  constructor(context: SessionContext, transfers: Transfers, onEnd: (session: RendererSession) => void) {
    this.#context = context;
    this.#transfers = transfers;
    this.#onEnd = onEnd;
    this.#letters = createLetterCalls(context.letters, (hash) => {
      context.letterAdded(hash);
      context.tell('letters.arrived', { hash }, this);
    });
    this.handlers = {
      app: this.#app(),
      replica: this.#replica(),
      letters: this.#letters.handlers,
      secret: this.#secret(),
      lock: {
        configure: async ({ afterMinutes }) => {
          context.lockAfter(afterMinutes);
        },
      },
      log: this.#log(),
      backups: backupCalls(context, transfers, (reader) => this.#letters.offer(reader)),
      reminder: { plan: (plan) => context.planReminders(plan) },
      captureKeys: this.#captureKeys(),
      print: { toPdf: async (sheet) => transfers.offer(await this.#pdf(sheet)) },
      sync: context.sync,
    };
  }

  onEvent(listener: EventListener): Dispose {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get isListening(): boolean {
    return this.#listeners.size > 0;
  }

  tell<N extends HostEventName>(name: N, event: HostEvent<N>): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(name, event);
      } catch (error) {
        // A window that is going away must not keep the others, or the write that led here, from going on.
        this.#context.log.fault(error, 'window');
      }
    }
  }

  flush(deadlineMs: number): Promise<FlushOutcome> {
    const who = this.isListening ? [this] : [];
    return this.#context.flushes.start(who, deadlineMs, (flush) => this.tell('app.flush', { flush, deadlineMs }));
  }

  end(): void {
    this.#listeners.clear();
    this.#forgetTransfers();
    this.#context.flushes.forget(this);
    this.#onEnd(this);
  }

  #forgetTransfers(): void {
    this.#transfers.clear();
    this.#letters.end();
  }

  #app(): HostHandlers['app'] {
    const { flushes, log } = this.#context;
    return {
      describe: async () => {
        this.#folderNumber = this.#context.info.folderNumber;
        return this.#context.info;
      },
      openExternal: async ({ url }) => this.#context.openExternal(checkExternalAddress(url)),
      flushed: async ({ flush, failed }) => {
        if (failed !== null) log.report(failed, 'flush');
        if (!flushes.answer(flush, this, failed !== null)) throw coded('input/invalid', { what: 'flush' });
      },
      reload: async () => {
        this.#forgetTransfers();
        return this.#context.reload();
      },
    };
  }

  #replica(): HostHandlers['replica'] {
    const { replica } = this.#context;
    return {
      stateVector: () => replica.stateVector(),
      damage: () => this.#context.damage(),
      pull: async ({ stateVector }) => this.#transfers.offer(await replica.diff(stateVector)),
      removed: async () => this.#transfers.offer(encodeRemoved(await replica.removedRecords())),
      pullChunk: async ({ transfer, index }) => this.#transfers.take(transfer, index),
      pushWhole: async ({ bytes }) => {
        await this.#keep(bytes);
        return { durable: true };
      },
      push: async ({ bytes, chunks }) => this.#transfers.announce(bytes, chunks),
      pushChunk: async ({ transfer, index, bytes }) => {
        const update = this.#transfers.receive(transfer, index, bytes);
        if (update === null) return { durable: false };
        await this.#keep(update);
        return { durable: true };
      },
    };
  }

  async #keep(update: Uint8Array): Promise<void> {
    const { hub, log, info } = this.#context;
    // What this window holds belongs to the vault that was here before; both in one would bring the old one back.
    if (this.#folderNumber !== null && this.#folderNumber !== info.folderNumber) throw coded('storage/replaced');
    try {
      await hub.apply(update, this);
    } catch (error) {
      log.fault(error, 'replica');
      // A malformed update is its sender's trouble alone.
      if (!hasCode(error, 'input/invalid'))
        this.#context.tell('replica.trouble', { code: hasCode(error) ? error.code : 'bug' });
      throw error;
    }
  }

  #secret(): HostHandlers['secret'] {
    const { secretStore } = this.#context;
    return {
      read: () => secretStore.read(),
      write: ({ secret }) => secretStore.write(secret),
      clear: () => secretStore.clear(),
    };
  }

  #captureKeys(): HostHandlers['captureKeys'] {
    const port = () => {
      if (!this.#context.captureKeys) throw coded('host/unsupported', { what: 'captureKeys' });
      return this.#context.captureKeys;
    };
    return { read: async () => port().read(), choose: async ({ keys }) => port().choose(keys) };
  }

  async #pdf(sheet: Sheet): Promise<Uint8Array> {
    try {
      return await this.#context.printToPdf(sheet);
    } catch (error) {
      if (hasCode(error)) throw error;
      this.#context.log.fault(error, 'print');
      throw coded('host/print-failed', {}, error);
    }
  }

  #log(): HostHandlers['log'] {
    return { report: async ({ code, where }) => this.#context.log.report(code, where) };
  }
}
