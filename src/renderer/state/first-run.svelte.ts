import { asCoded, type NailwallError } from '#core/base';
import { type Strength, strengthOf } from './passphrase.ts';
import { WordChecks } from './keys/word-checks.svelte.ts';
import type { SessionView } from './session-view.ts';

export type SetupStep = 'way' | 'words' | 'confirm';
export type Way = 'passphrase' | 'none';

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
  /** Three of them, once the words have been seen. */
  checks: WordChecks | null = $state.raw(null);
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
    this.checks ??= new WordChecks(3, this.words.length);
    this.step = 'confirm';
  }

  back(): void {
    this.tried = false;
    this.error = null;
    this.step = this.step === 'confirm' ? 'words' : 'way';
  }

  async finish(): Promise<void> {
    if (this.busy) return;
    if (!this.checks?.judgeBy((pick) => this.#session.checkWords(pick))) return;
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
