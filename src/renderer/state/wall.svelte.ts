import type { Attempt } from '#core/journal';
import { layoutWall, oldestFirst, type WallItem, wallItems, type WallLayout } from '#core/wall';
import type { JournalStore } from './journal-store.svelte.ts';
import type { Route } from './route.svelte.ts';
import { folded } from './fold.ts';
import { firstOn, moveOn, spotOf } from './wall-keys.ts';

/** Slips a spike in the reading view: a pile of about one and a half screens. */
const readingCapacity = 40;
const shelfName = 'wall-nail-gave';
/** Letters typed within this many ms of each other look for one name. */
const typeAheadMs = 900;

export type WallView = 'read' | 'whole';

export interface WallFilter {
  readonly pursuit: string | null;
  readonly kind: string | null;
}

/** The wall's screen: what hangs, which slip the keys are on, which is open. Filters and view live in the address. */
export class Wall {
  readonly #store: JournalStore;
  readonly #route: Route;
  #active: string | null = $state(null);
  #typed = '';
  #typedAt = -Infinity;

  constructor(store: JournalStore, route: Route) {
    this.#store = store;
    this.#route = route;
  }

  readonly filter: WallFilter = $derived.by(() => ({
    pursuit: this.#route.address.query['pursuit'] ?? null,
    kind: this.#route.address.query['kind'] ?? null,
  }));
  readonly filtered: boolean = $derived.by(() => this.filter.pursuit !== null || this.filter.kind !== null);
  readonly view: WallView = $derived.by(() => (this.#route.address.query['view'] === 'whole' ? 'whole' : 'read'));
  readonly items: readonly WallItem[] = $derived.by(() => {
    const { pursuit, kind } = this.filter;
    return this.#itemsOf(
      this.#store.attempts.filter(
        (one) => (pursuit === null || one.pursuit === pursuit) && (kind === null || one.kind === kind),
      ),
    );
  });
  readonly nailHolds: number = $derived.by(() => this.#store.settings.nailHolds);
  /** The first words of refusals may be read on the wall. */
  readonly quotes: boolean = $derived.by(() => !this.#store.settings.foldWords);
  /** As it is read: one rail, years side by side. */
  readonly layout: WallLayout = $derived.by(() =>
    layoutWall(this.items, { nailHolds: this.nailHolds, capacity: readingCapacity, rails: 1 }),
  );
  readonly years: readonly number[] = $derived.by(() => [
    ...new Set(this.layout.piles.flatMap(({ year }) => (year === null ? [] : [year]))),
  ]);
  readonly openId: string | null = $derived.by(() =>
    this.#route.address.place === 'wall' ? this.#route.address.id : null,
  );
  /** The open attempt, if it is still there. */
  readonly open: Attempt | null = $derived.by(() => (this.openId === null ? null : this.#store.attempt(this.openId)));

  /** Which of all slips is open, from 1 on, by its day and whatever the filters; null when none is. */
  readonly openNumber: number | null = $derived.by(() => {
    if (this.openId === null) return null;
    const slips = oldestFirst(this.#itemsOf(this.#store.attempts)).filter(({ answer }) => answer !== 'yes');
    const at = slips.findIndex(({ id }) => id === this.openId);
    return at < 0 ? null : at + 1;
  });

  #itemsOf(attempts: readonly Attempt[]): WallItem[] {
    const kinds = new Map(this.#store.kinds.map((one) => [one.id, one]));
    return wallItems(attempts, (id) => kinds.get(id) ?? this.#store.journal.kind(id));
  }

  /** The slip or frame that the keys are on; null when nothing hangs. */
  get active(): string | null {
    const chosen = this.#active ?? this.openId;
    return chosen !== null && spotOf(this.layout, chosen) ? chosen : firstOn(this.layout);
  }

  /** Puts the keys on a slip. */
  mark(id: string): void {
    this.#active = id;
  }

  /** The attempt that a key leads to on `layout`; null when it leads nowhere. */
  step(key: string, layout: WallLayout = this.layout): string | null {
    return this.active === null ? null : moveOn(layout, this.active, key);
  }

  #go(change: { id?: string | null; filter?: Partial<WallFilter>; view?: WallView }): void {
    const { pursuit, kind } = { ...this.filter, ...change.filter };
    const view = change.view ?? this.view;
    const query = { pursuit: pursuit ?? '', kind: kind ?? '', view: view === 'whole' ? view : '' };
    this.#route.go({ place: 'wall', id: change.id === undefined ? this.openId : change.id, query });
  }

  show(id: string): void {
    this.#active = id;
    this.#go({ id });
  }

  close(): void {
    if (this.openId !== null) this.#go({ id: null });
  }

  choose(filter: Partial<WallFilter>): void {
    this.#go({ filter, id: null });
  }

  look(view: WallView): void {
    this.#go({ view });
  }

  /** Whether the nail has given way since the wall was last seen; it is remembered, so that this is true only once. */
  nailJustGave(): boolean {
    if (this.filtered) return false;
    const { shelf } = this.#store;
    const gave = this.layout.kind === 'spike';
    const before = shelf.read(shelfName) === 'yes';
    if (gave !== before) shelf.write(shelfName, gave ? 'yes' : null);
    return gave && !before;
  }

  /** The next attempt whose name starts with what is being typed; null when there is none. `at` is the event's time, ms. */
  typeAhead(letter: string, at: number): string | null {
    this.#typed = this.isTyping(at) ? this.#typed + letter : letter;
    this.#typedAt = at;
    const wanted = folded(this.#typed);
    const order = this.layout.piles.flatMap(({ slips }) => slips.map(({ item }) => item));
    const here = order.findIndex(({ id }) => id === this.active);
    // One letter again and again walks through the names that start with it.
    const start = this.#typed.length > 1 ? Math.max(0, here) : here + 1;
    for (let step = 0; step < order.length; step++) {
      const item = order[(start + step) % order.length];
      if (item && folded(item.name).startsWith(wanted)) return item.id;
    }
    return null;
  }

  /** True while letters belong to a name that is being typed. */
  isTyping(at: number): boolean {
    return at - this.#typedAt < typeAheadMs;
  }
}
