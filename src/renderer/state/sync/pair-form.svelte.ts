import { type Strength, strengthOf } from '../passphrase.ts';
import type { SyncView, WayIn } from '../sync-view.ts';
import { TypedWords } from '../typed-words.svelte.ts';
import { Acts } from '../acts.svelte.ts';

/** A pairing file is a few lines; anything larger is none, bytes. */
const largestFileBytes = 4096;

/** Beginning a pairing: what this device is called, words shown here or typed here, and, without a journal, a way in. */
export class PairForm {
  readonly #sync: SyncView;
  /** No journal is open here: the other device's comes. */
  readonly joins: boolean;
  readonly acts = new Acts();
  readonly typed: TypedWords;
  name = $state('');
  /** The words are being typed here. */
  types = $state(false);
  address = $state('');
  way: WayIn['kind'] = $state('same');
  passphrase = $state('');
  repeat = $state('');
  shown = $state(false);
  tried = $state(false);

  constructor(sync: SyncView, list: readonly string[], options: { readonly name: string; readonly joins: boolean }) {
    this.#sync = sync;
    this.typed = new TypedWords(list);
    this.name = options.name;
    this.joins = options.joins;
  }

  readonly strength: Strength = $derived(strengthOf(this.passphrase));
  readonly problem: 'too-short' | 'differs' | null = $derived.by(() => {
    if (!this.joins || this.way !== 'passphrase') return null;
    if (this.strength === 'none' || this.strength === 'too-short') return 'too-short';
    return this.shown || this.passphrase === this.repeat ? null : 'differs';
  });
  readonly isNameless: boolean = $derived(this.name.trim() === '');

  async show(): Promise<void> {
    if (this.#isReady()) await this.acts.run(() => this.#sync.showWords(this.#start));
  }

  async type(): Promise<void> {
    const address = this.address.trim() === '' ? null : this.address.trim();
    const words = this.typed.words.join(' ');
    this.typed.end();
    if (this.#isReady()) await this.acts.run(() => this.#sync.typeWords(words, address, this.#start));
  }

  async bring(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.slice(0, largestFileBytes + 1).arrayBuffer());
    if (this.#isReady()) await this.acts.run(() => this.#sync.typeWords(bytes, null, this.#start));
  }

  #isReady(): boolean {
    this.tried = true;
    return this.problem === null && !this.isNameless;
  }

  get #start() {
    const way: WayIn =
      this.way === 'passphrase' ? { kind: 'passphrase', passphrase: this.passphrase } : { kind: this.way };
    return { name: this.name.trim(), wayIn: way };
  }
}
