/**
 * One session's exchange of the vault document. Both sides send a step 1 (their state vector), answer the other's with a
 * step 2 (what it lacks), then send changes as they become durable. Steps 2 and updates are acknowledged once durable.
 */
import { type Bytes, coded, type Dispose, hasCode } from '#core/base';
import { mergeUpdates } from 'yjs';
import type { Frame } from './frames.ts';
import { maxUnwrittenBytes, maxWaitingBytes } from './limits.ts';
import { IncomingMessage, OutgoingMessage, type VaultMessage } from './vault-messages.ts';
import type { VaultPort } from './vault-port.ts';

export interface VaultExchangePorts {
  readonly vault: VaultPort;
  /** Stands for the session in `VaultPort.apply`, so that nothing goes back to where it came from. */
  readonly from: unknown;
  /** Finds out which letters are missing by what has just been written, and says so: it comes before the acknowledgement. */
  tellMissing(): Promise<void>;
  /** Something may be sent. */
  wake(): void;
  /** Too much is not on disk yet (true), or no longer (false). */
  hold(full: boolean): void;
  /** What `settled`, `behind` or `progress` answer may have changed. */
  changed(): void;
  fail(error: unknown): void;
}

export class VaultExchange {
  readonly #ports: VaultExchangePorts;
  readonly #incoming = new IncomingMessage();
  #outgoing: OutgoingMessage | null = null;
  readonly #queue: VaultMessage[] = [];
  /** Durable changes that the other side has not been sent. */
  #waiting: Bytes[] = [];
  #waitingBytes = 0;
  /** Steps 1 that the other side may still send: the first, and one for each `again`. */
  #stepsExpected = 1;
  /** Whether changes belong into `waiting`: false until the other side's state vector is known. */
  #collecting = false;
  #answering = false;
  /** The other side lacks more than is held here, and has to be asked for its state vector again. */
  #stale = false;
  #stepTwoHere = false;
  #sent = 0;
  #acknowledged = 0;
  #written = 0;
  #ackDue = false;
  #unwrittenBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #unsubscribe: Dispose | null = null;
  #stopped = false;

  constructor(ports: VaultExchangePorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#unsubscribe = this.#ports.vault.onDurable((update, from) => this.#noteDurable(update, from));
    this.#sendStepOne();
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#queue.length = 0;
    this.#outgoing = null;
    this.#dropWaiting();
  }

  /** Both sides have on disk what the other had when it was last heard, and nothing is under way. */
  get settled(): boolean {
    return (
      this.#stepTwoHere &&
      this.#stepsExpected === 0 &&
      !this.#answering &&
      this.#nothingToSend &&
      this.#acknowledged === this.#sent &&
      this.#unwrittenBytes === 0 &&
      this.#incoming.progress.total === 0
    );
  }

  /** Messages sent and not acknowledged, and changes that wait to be sent. */
  get pending(): number {
    return this.#sent - this.#acknowledged + this.#waiting.length + (this.#stale ? 1 : 0);
  }

  /** Bytes of the message that is coming in. */
  get progress(): { readonly received: number; readonly total: number } {
    return this.#incoming.progress;
  }

  /** Bytes held for the other side or not written yet; the diff of a step 2 is not among them. */
  get heldBytes(): number {
    return this.#waitingBytes + this.#unwrittenBytes;
  }

  /** The next part to send; an acknowledgement goes before it. */
  next(): Frame | null {
    if (this.#ackDue) {
      this.#ackDue = false;
      return { type: 'ack', count: this.#written };
    }
    for (;;) {
      const part = this.#outgoing?.next() ?? null;
      if (part) return part;
      this.#outgoing = null;
      const message = this.#queue.shift() ?? this.#takeWaiting();
      if (!message) return this.#stale && !this.#answering ? this.#startAnew() : null;
      if (message.type !== 'step-1') this.#sent += 1;
      this.#outgoing = new OutgoingMessage(message);
    }
  }

  part(total: number | null, bytes: Bytes): void {
    const message = this.#incoming.take(total, bytes);
    if (message?.type === 'step-1') this.#answer(message.bytes);
    else if (message) this.#write(message);
    this.#ports.changed();
  }

  acknowledged(count: number): void {
    if (count > this.#sent || count < this.#acknowledged) throw coded('sync/protocol', { what: 'ack' });
    this.#acknowledged = count;
    this.#ports.changed();
  }

  /** The other side could not keep up and starts anew. */
  again(): void {
    if (this.#queue.some(({ type }) => type === 'step-1')) throw coded('sync/protocol', { what: 'again' });
    this.#sendStepOne();
  }

  get #nothingToSend(): boolean {
    return this.#outgoing === null && this.#queue.length === 0 && this.#waiting.length === 0 && !this.#stale;
  }

  #sendStepOne(): void {
    this.#guard(async () => {
      // What came before the question belongs into the answer.
      await this.#writing;
      const bytes = await this.#ports.vault.stateVector();
      this.#push({ type: 'step-1', bytes });
    });
  }

  #answer(stateVector: Bytes): void {
    if (this.#stepsExpected === 0 || this.#answering) throw coded('sync/protocol', { what: 'step-1' });
    this.#stepsExpected -= 1;
    this.#answering = true;
    // From here on: what becomes durable may come too late for the diff.
    this.#collecting = true;
    this.#guard(async () => {
      const bytes = await this.#ports.vault.diff(stateVector);
      this.#answering = false;
      this.#push({ type: 'step-2', bytes });
    });
  }

  #write({ type, bytes }: VaultMessage): void {
    this.#unwrittenBytes += bytes.length;
    if (this.#unwrittenBytes > maxUnwrittenBytes) this.#ports.hold(true);
    this.#writing = this.#writing.then(() =>
      this.#told(async () => {
        // Also after a goodbye that came right behind it: what came whole may be why they part.
        await this.#ports.vault.apply(bytes, this.#ports.from);
        await this.#ports.tellMissing();
        this.#written += 1;
        this.#ackDue = true;
        if (type === 'step-2') this.#stepTwoHere = true;
        this.#unwrittenBytes -= bytes.length;
        if (this.#unwrittenBytes <= maxUnwrittenBytes) this.#ports.hold(false);
        this.#ports.wake();
        this.#ports.changed();
      }),
    );
  }

  #noteDurable(update: Bytes, from: unknown): void {
    if (!this.#collecting || from === this.#ports.from) return;
    this.#waiting.push(update);
    this.#waitingBytes += update.length;
    if (this.#waitingBytes > maxWaitingBytes) this.#giveUpHolding();
    this.#ports.wake();
    this.#ports.changed();
  }

  /** The connection is slower than the changes: let go of them, to find out later what the other side lacks. */
  #giveUpHolding(): void {
    this.#dropWaiting();
    this.#collecting = false;
    this.#stale = true;
  }

  /** Once all that was encoded has left: its answer would only ask for it again. */
  #startAnew(): Frame {
    this.#stale = false;
    this.#stepsExpected += 1;
    return { type: 'again' };
  }

  #dropWaiting(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #takeWaiting(): VaultMessage | null {
    if (this.#waiting.length === 0 || this.#answering) return null;
    const bytes = this.#waiting.length === 1 ? (this.#waiting[0] as Bytes) : mergeUpdates(this.#waiting);
    this.#dropWaiting();
    return { type: 'update', bytes };
  }

  #push(message: VaultMessage): void {
    this.#queue.push(message);
    this.#ports.wake();
  }

  #guard(work: () => Promise<void>): void {
    void this.#guarded(work);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    if (!this.#stopped) await this.#told(work);
  }

  async #told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // What the other side sent makes no sense to the replica: that is its fault, not the disk's.
      this.#ports.fail(hasCode(error, 'input/invalid') ? coded('sync/protocol', { what: 'update' }, error) : error);
    }
  }
}
