/**
 * What leaves a session, one frame after another, as fast as the connection takes them. Short frames first, then the
 * vault, then letters; where both wait, letters get one frame of every few, so that neither ever stands still.
 */
import { type Bytes, coded } from '#core/base';
import { encodeFrame, type Frame } from './frames.ts';
import { maxControlFrames } from './limits.ts';

/** Frames of the vault for one of the letters, while both wait. */
const vaultFramesInARow = 4;

/** Gives its next frame, or null when nothing is ready. */
export type Lane = () => Frame | null;

export class Outbox {
  readonly #send: (frame: Bytes) => boolean;
  readonly #vault: Lane;
  readonly #letters: Lane;
  readonly #control: Frame[] = [];
  #number = 0;
  #inARow = 0;
  #blocked = false;
  #pumping = false;
  #stopped = false;

  /** `send` as a connection's: false when enough is waiting. */
  constructor(send: (frame: Bytes) => boolean, lanes: { readonly vault: Lane; readonly letters: Lane }) {
    this.#send = send;
    this.#vault = lanes.vault;
    this.#letters = lanes.letters;
  }

  /** Sends a short frame before everything else. Throws `sync/protocol` when the other side makes too many necessary. */
  control(frame: Frame): void {
    if (this.#control.length >= maxControlFrames) throw coded('sync/protocol', { what: 'flood' });
    this.#control.push(frame);
    this.wake();
  }

  /** A lane may have something again. */
  wake(): void {
    if (this.#pumping || this.#stopped) return;
    this.#pumping = true;
    try {
      while (!this.#blocked) {
        const frame = this.#next();
        if (!frame) return;
        this.#blocked = !this.#send(encodeFrame(frame, this.#number++));
      }
    } finally {
      this.#pumping = false;
    }
  }

  drained(): void {
    this.#blocked = false;
    this.wake();
  }

  /** Sends `last`, if any, and nothing after it. */
  stop(last: Frame | null): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#control.length = 0;
    if (last) this.#send(encodeFrame(last, this.#number++));
  }

  #next(): Frame | null {
    const control = this.#control.shift();
    if (control) return control;
    const letterFirst = this.#inARow >= vaultFramesInARow;
    const piece = letterFirst ? this.#letters() : null;
    if (piece) {
      this.#inARow = 0;
      return piece;
    }
    const part = this.#vault();
    if (part) {
      this.#inARow += 1;
      return part;
    }
    this.#inARow = 0;
    return letterFirst ? null : this.#letters();
  }
}
