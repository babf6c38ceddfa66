import { type CalendarDate, coded, parseCalendarDate } from '#core/base';
import { SvelteSet } from 'svelte/reactivity';
import type { KeyChange, KeysView, Proof } from '../../../src/renderer/state/session-view.ts';
import type { Scene } from './scenes.ts';

export const workbenchPassphrase = 'lamp harbour nine oak';

/** Ways in without a vault behind them. */
export class FakeKeys implements KeysView {
  readonly #words: readonly string[];
  #passphrase = workbenchPassphrase;
  openedBy: KeysView['openedBy'] = $state('passphrase');
  opensHere = $state(false);
  hasPassphrase = $state(true);
  wordsTriedOn: CalendarDate | null = $state.raw(parseCalendarDate('2026-05-03'));
  /** Makes changes stay off the disk. */
  saved = true;

  constructor(scene: Scene, words: readonly string[]) {
    this.#words = words;
    if (scene === 'opened-by-words') this.openedBy = 'recovery';
    if (scene === 'opens-here') [this.openedBy, this.opensHere, this.hasPassphrase] = ['secret', true, false];
  }

  get needsProof(): boolean {
    return this.openedBy === 'passphrase' && !this.opensHere;
  }

  async prove(proof: Proof): Promise<void> {
    await Promise.resolve();
    if ('words' in proof && proof.words !== this.#words.join(' ')) throw coded('vault/wrong-words');
    if ('passphrase' in proof && proof.passphrase !== this.#passphrase) throw coded('vault/wrong-passphrase');
  }

  async setPassphrase(passphrase: string): Promise<KeyChange> {
    this.#passphrase = passphrase;
    [this.openedBy, this.opensHere, this.hasPassphrase] = ['passphrase', false, true];
    return this.#made();
  }

  async askForPassphrase(): Promise<KeyChange> {
    [this.openedBy, this.opensHere] = ['passphrase', false];
    return this.#made();
  }

  async openHere(): Promise<KeyChange> {
    this.opensHere = true;
    return this.#made();
  }

  drawWords(): readonly string[] {
    return this.#words;
  }

  checkWords(picks: ReadonlyMap<number, string>): boolean {
    return this.compareWords(picks).size === 0;
  }

  dropWords(): void {
    // Nothing is held here.
  }

  async useNewWords(): Promise<KeyChange> {
    return this.#made();
  }

  compareWords(picks: ReadonlyMap<number, string>): ReadonlySet<number> {
    const wrong = [...picks].filter(([at, word]) => this.#words[at] !== word);
    return new SvelteSet(wrong.map(([at]) => at));
  }

  async tryAllWords(text: string): Promise<void> {
    await this.prove({ words: text });
  }

  async #made(): Promise<KeyChange> {
    await Promise.resolve();
    return { saved: this.saved, code: this.saved ? null : 'storage/full' };
  }
}
