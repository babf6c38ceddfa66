import { type Answer, answers, type Attempt } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';
import type { Route } from './route.svelte.ts';
import { folded } from './suggestions.ts';

const haystacks = new WeakMap<Attempt, string>();

/** Everything of an attempt that the filter looks through. Refusals' own words are left out: they stay folded. */
function haystack(attempt: Attempt): string {
  let text = haystacks.get(attempt);
  if (text === undefined) {
    text = folded([attempt.toWhom, attempt.what, ...attempt.tags].join('\n'));
    haystacks.set(attempt, text);
  }
  return text;
}

export function matches(attempt: Attempt, words: readonly string[], answer: Answer | null): boolean {
  if (answer !== null && attempt.answer !== answer) return false;
  return words.length === 0 || words.every((word) => haystack(attempt).includes(word));
}

/** Letters typed within this many ms of each other look for one name. */
const typeAheadMs = 900;

/** The list of attempts: what is shown, and which row the keys are on. Filters live in the address. */
export class AttemptList {
  readonly #store: JournalStore;
  readonly #route: Route;
  #typed = '';
  #typedAt = -Infinity;

  constructor(store: JournalStore, route: Route) {
    this.#store = store;
    this.#route = route;
  }

  readonly text: string = $derived.by(() => this.#route.address.query['q'] ?? '');
  readonly answer: Answer | null = $derived.by(
    () => answers.find((one) => one === this.#route.address.query['answer']) ?? null,
  );
  readonly rows: readonly Attempt[] = $derived.by(() => {
    const words = folded(this.text).split(/\s+/).filter(Boolean);
    const all = this.#store.attempts;
    if (words.length === 0 && this.answer === null) return all;
    return all.filter((attempt) => matches(attempt, words, this.answer));
  });
  readonly openId: string | null = $derived.by(() =>
    this.#route.address.place === 'attempts' ? this.#route.address.id : null,
  );

  filter(change: { text?: string; answer?: Answer | null }): void {
    const { text = this.text, answer = this.answer } = change;
    this.#route.go(
      { place: 'attempts', id: this.openId, query: { q: text, answer: answer ?? '' } },
      { replace: change.text !== undefined },
    );
  }

  open(id: string | null, options?: { replace?: boolean }): void {
    this.#route.go({ place: 'attempts', id, query: this.#route.address.query }, options);
  }

  /** The row that a typed letter leads to, from row `from` on; -1 when none does. `at` is the event's time stamp in ms. */
  typeAhead(letter: string, from: number, at: number): number {
    const goesOn = at - this.#typedAt < typeAheadMs;
    this.#typed = goesOn ? this.#typed + letter : letter;
    this.#typedAt = at;
    const wanted = folded(this.#typed);
    // One letter again and again walks through the names that start with it.
    const start = this.#typed.length > 1 ? from : from + 1;
    const { length } = this.rows;
    for (let step = 0; step < length; step++) {
      const index = (start + step) % length;
      if (folded(this.rows[index]?.toWhom ?? '').startsWith(wanted)) return index;
    }
    return -1;
  }

  /** True while letters belong to a name that is being typed. */
  isTyping(at: number): boolean {
    return at - this.#typedAt < typeAheadMs;
  }
}
