import { hasCode } from '#core/base';
import type { Attempt } from '#core/journal';
import { fetchPart } from './fetched-part.ts';
import { folded, foldedOnce } from './fold.ts';
import { type Found, notFound } from './find/found.ts';
import { type Filters, fits, isFiltered, noFilters, readFilters, writeFilters } from './find/filters.ts';
import type { SearchIndex } from './find/search-index.svelte.ts';
import { Selection } from './find/selection.svelte.ts';
import { type Names, readSort, type Sort, sorted, writeSort } from './find/sorting.ts';
import type { JournalStore } from './journal-store.svelte.ts';
import { formatAddress, type Route } from './route.svelte.ts';

export type ListView = 'list' | 'table' | 'board';
export const listViews: readonly ListView[] = ['list', 'table', 'board'];

/** The two lines and the tags, for as long as the rest is not read. */
const haystack = foldedOnce(({ toWhom, what, tags }: Attempt) => [toWhom, what, ...tags].join('\n'));

const listAddress = formatAddress({ place: 'attempts' });

/** Letters typed within this many ms of each other look for one name. */
const typeAheadMs = 900;

type MakeIndex = (store: JournalStore) => Promise<SearchIndex>;

const loadIndex: MakeIndex = async (store) => {
  const { SearchIndex } = await fetchPart(() => import('./find/search-index.svelte.ts'));
  return new SearchIndex(store);
};

export interface AttemptListOptions {
  /** Makes the search over all words, when the list is first looked at. */
  readonly makeIndex?: MakeIndex;
  /** What kinds are called, in the person's language. */
  readonly kindName?: (id: string) => string;
}

/** What a change of the address may say; the rest stays. */
interface Change {
  readonly text?: string;
  readonly filters?: Filters;
  readonly sort?: Sort | null;
  readonly view?: ListView;
}

/** The list of attempts: what is shown, how, and which row is open. All of it lives in the address. */
export class AttemptList {
  readonly #store: JournalStore;
  readonly #route: Route;
  readonly #makeIndex: MakeIndex;
  readonly #names: Names;
  #index: SearchIndex | null = $state.raw(null);
  #isMaking = false;
  #isOver = false;
  /** The attempt that was open last: one comes back to its row. */
  lastOpen: string | null = null;
  #typed = '';
  #typedAt = -Infinity;

  constructor(store: JournalStore, route: Route, options: AttemptListOptions = {}) {
    this.#store = store;
    this.#route = route;
    this.#makeIndex = options.makeIndex ?? loadIndex;
    const pursuits = $derived(new Map(store.pursuits.map(({ id, title }) => [id, title])));
    this.#names = { kind: options.kindName ?? ((id) => id), pursuit: (id) => pursuits.get(id) ?? '' };
  }

  readonly #query: Readonly<Record<string, string>> = $derived.by(() => this.#route.address.query);
  readonly text: string = $derived.by(() => this.#query['q'] ?? '');
  /** What of the address says filters, in a form that stays the same while words are typed. */
  readonly #filtersSaid: string = $derived.by(() => JSON.stringify(writeFilters(readFilters(this.#query))));
  readonly filters: Filters = $derived.by(() => readFilters(JSON.parse(this.#filtersSaid) as Record<string, string>));
  readonly isFiltered: boolean = $derived.by(() => isFiltered(this.filters));
  readonly view: ListView = $derived.by(() => listViews.find((one) => one === this.#query['view']) ?? 'list');
  readonly sort: Sort | null = $derived.by(() => readSort(this.#query['sort']));
  /** What was typed is looked for among the names alone: the rest is still being read. */
  readonly isReading: boolean = $derived.by(() => this.text !== '' && this.#index?.ready !== true);
  /** What the search answers; null while there is nothing to look for, or not everything was read. */
  readonly found: Found | null = $derived.by(() => this.#index?.find(this.text) ?? null);

  readonly #isLooking: boolean = $derived.by(() => this.text.trim() !== '');
  readonly #kept: readonly Attempt[] = $derived.by(() => this.#store.attempts.filter(fits(this.filters)));
  readonly #matching: readonly Attempt[] = $derived.by(() => this.#match(this.#kept));
  readonly rows: readonly Attempt[] = $derived.by(() =>
    this.sort ? sorted(this.#matching, this.sort, this.#names) : this.#matching,
  );
  /** How many more there are among what is archived, where nothing else is shown. */
  readonly archivedToo: number = $derived.by(() => {
    if (this.rows.length > 0 || this.filters.archived !== 'without') return 0;
    return this.#match(this.#store.attempts.filter(fits({ ...this.filters, archived: 'only' }))).length;
  });
  readonly selection: Selection = new Selection(() => this.rows);
  readonly openId: string | null = $derived.by(() =>
    this.#route.address.place === 'attempts' ? this.#route.address.id : null,
  );

  #match(attempts: readonly Attempt[]): readonly Attempt[] {
    if (!this.#isLooking) return attempts;
    const index = this.#index;
    if (index && this.found) return byLevel(attempts, index.levelsOf(this.found, attempts));
    // There is no word in it.
    if (index?.ready) return attempts;
    const words = folded(this.text).split(/\s+/).filter(Boolean);
    return attempts.filter((attempt) => words.every((word) => haystack(attempt).includes(word)));
  }

  /** The list is looked at: the first time, the texts begin to be read. */
  async begin(): Promise<void> {
    if (this.#isMaking || this.#index) return;
    this.#isMaking = true;
    try {
      const index = await this.#makeIndex(this.#store);
      if (this.#isOver) index.dispose();
      else this.#index = index;
    } catch (error) {
      // The names answer until the host is back; whatever is typed then asks again.
      if (!hasCode(error, 'host/unavailable')) throw error;
    } finally {
      this.#isMaking = false;
    }
  }

  /** The end of every row's address. */
  readonly #search: string = $derived.by(() =>
    formatAddress({ place: 'attempts', query: this.#query }).slice(listAddress.length),
  );
  /** What the address says: the search as it is saved. */
  readonly query: string = $derived.by(() => new URLSearchParams(this.#query).toString());

  /** Goes to what a saved search says. */
  goTo(query: string): void {
    this.#route.go({ place: 'attempts', query: Object.fromEntries(new URLSearchParams(query)) });
  }

  #go(change: Change, options?: { replace?: boolean }): void {
    const { text = this.text, filters = this.filters, sort = this.sort, view = this.view } = change;
    this.#route.go(
      {
        place: 'attempts',
        id: this.openId,
        query: { q: text, ...writeFilters(filters), sort: writeSort(sort), view: view === 'list' ? '' : view },
      },
      options,
    );
  }

  type(text: string): void {
    if (!this.#index) void this.begin();
    this.#go({ text }, { replace: true });
  }

  filter(change: Partial<Filters>): void {
    this.#go({ filters: { ...this.filters, ...change } });
  }

  /** Shows everything again. */
  reset(): void {
    this.#go({ text: '', filters: noFilters });
  }

  show(view: ListView): void {
    this.#go({ view });
  }

  /** Sorts by a column; by the same again, the other way round; then as before. */
  sortBy(column: Sort['column']): void {
    const { sort } = this;
    const again = sort?.column === column;
    this.#go({ sort: again ? (sort.down ? null : { column, down: true }) : { column, down: false } });
  }

  open(id: string | null, options?: { replace?: boolean }): void {
    this.#route.go({ place: 'attempts', id, query: this.#query }, options);
  }

  /** Where an attempt of this list is opened. */
  addressOf(id: string): string {
    return `${listAddress}/${encodeURIComponent(id)}${this.#search}`;
  }

  dispose(): void {
    this.#isOver = true;
    this.#index?.dispose();
    this.#index = null;
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

/** The attempts that fit, best first; those of one level stay in their order. */
function byLevel(attempts: readonly Attempt[], levelOf: Uint8Array): readonly Attempt[] {
  const levels: Attempt[][] = [];
  levelOf.forEach((level, i) => {
    if (level !== notFound) (levels[level] ??= []).push(attempts[i] as Attempt);
  });
  return levels.flat();
}
