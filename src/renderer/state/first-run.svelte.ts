import { asCoded, type NailwallError } from '#core/base';
import { type Strength, strengthOf } from './passphrase.ts';
import type { SessionView } from './session-view.ts';

export type SetupStep = 'way' | 'words' | 'confirm';
export type Way = 'passphrase' | 'none';

/** Three different positions out of `length`, in order, by chance. */
export function pickPositions(length: number, random: (below: number) => number): readonly number[] {
  const left = Array.from({ length }, (_, i) => i);
  return [0, 1, 2].map(() => left.splice(random(left.length), 1)[0] ?? 0).sort((a, b) => a - b);
}

function chance(below: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value % below;
}

/** Setting up: a way to open the journal, the 24 words, three of them typed back. Going back loses nothing. */
export class FirstRun {
  readonly #session: SessionView;
  step: SetupStep = $state('way');
  way: Way = $state('passphrase');
  passphrase = $state('');
  repeat = $state('');
  shown = $state(false);
  /** Set once the person tried to go on, so that nothing is called wrong while it is being typed. */
  tried = $state(false);
  words: readonly string[] = $state.raw([]);
  positions: readonly number[] = $state.raw([]);
  typed: string[] = $state(['', '', '']);
  wrong: readonly boolean[] = $state.raw([false, false, false]);
  busy = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(session: SessionView) {
    this.#session = session;
  }

  readonly strength: Strength = $derived(strengthOf(this.passphrase));
  readonly problem: 'too-short' | 'differs' | null = $derived.by(() => {
    if (this.way === 'none') return null;
    if (this.strength === 'none' || this.strength === 'too-short') return 'too-short';
    return this.shown || this.passphrase === this.repeat ? null : 'differs';
  });

  toWords(): void {
    this.tried = true;
    if (this.problem) return;
    if (this.words.length === 0) this.words = this.#session.drawWords();
    this.tried = false;
    this.step = 'words';
  }

  toConfirm(): void {
    if (this.positions.length === 0) this.positions = pickPositions(this.words.length, chance);
    this.step = 'confirm';
  }

  back(): void {
    this.tried = false;
    this.error = null;
    this.step = this.step === 'confirm' ? 'words' : 'way';
  }

  async finish(): Promise<void> {
    if (this.busy) return;
    const said = this.typed.map((word) => word.trim().toLowerCase());
    this.wrong = this.positions.map((at, i) => !this.#session.checkWords(new Map([[at, said[i] ?? '']])));
    if (this.wrong.includes(true)) return;
    this.busy = true;
    this.error = null;
    try {
      await this.#session.found({ passphrase: this.way === 'none' ? null : this.passphrase });
    } catch (error) {
      this.error = asCoded(error);
    } finally {
      this.busy = false;
    }
  }
}
