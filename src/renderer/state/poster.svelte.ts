import {
  type Ground,
  type Grid,
  mostTiles,
  type Orientation,
  type Poster as DrawnPoster,
  posterOf,
  type PosterWords,
  privacies,
  type Privacy,
  type SheetName,
  sheetNames,
  sheets,
  type Size,
  sizeOfGrid,
  type TileSheet,
  tileSheets,
  turned,
  type WallItem,
  wallItems,
} from '#core/wall';
import type { JournalStore } from './journal-store.svelte.ts';

export const grounds = ['plaster', 'white', 'night'] as const satisfies readonly Ground[];

/** What the person chose; kept with the drafts, so that a poster can be gone on with. */
export interface PosterChoices {
  readonly sheet: SheetName;
  readonly orientation: Orientation;
  /** In tiles: on sheets of this size, so many each way. */
  readonly tiled: boolean;
  readonly tileSheet: TileSheet;
  readonly columns: number;
  readonly rows: number;
  readonly privacy: Privacy;
  readonly ground: Ground;
  readonly title: string;
  readonly line: string;
  readonly counts: boolean;
  readonly quotes: boolean;
  /** Null: all. */
  readonly pursuit: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

const fresh: PosterChoices = {
  sheet: 'A3',
  orientation: 'portrait',
  tiled: false,
  tileSheet: 'A4',
  columns: 2,
  rows: 2,
  privacy: 'names',
  ground: 'plaster',
  title: '',
  line: '',
  counts: false,
  quotes: false,
  pursuit: null,
  from: null,
  to: null,
};

const shelfName = 'poster';

/** Choices as they were kept; what cannot be read is as if never chosen. */
export function readChoices(text: string | null): PosterChoices {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    return fresh;
  }
  if (typeof kept !== 'object' || kept === null) return fresh;
  const of = (name: keyof PosterChoices): unknown => (kept as Record<string, unknown>)[name];
  const one = <T extends string>(all: readonly T[], name: keyof PosterChoices, otherwise: T): T =>
    all.find((value) => value === of(name)) ?? otherwise;
  const flag = (name: keyof PosterChoices) => of(name) === true;
  const words = (name: keyof PosterChoices) => (typeof of(name) === 'string' ? (of(name) as string).slice(0, 200) : '');
  const count = (name: 'columns' | 'rows') => {
    const value = of(name);
    return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostTiles
      ? value
      : fresh[name];
  };
  const year = (name: 'from' | 'to') => (Number.isInteger(of(name)) ? (of(name) as number) : null);
  return {
    sheet: one(sheetNames, 'sheet', fresh.sheet),
    orientation: one(['portrait', 'landscape'], 'orientation', fresh.orientation),
    tiled: flag('tiled'),
    tileSheet: one(tileSheets, 'tileSheet', fresh.tileSheet),
    columns: count('columns'),
    rows: count('rows'),
    privacy: one(privacies, 'privacy', fresh.privacy),
    ground: one(grounds, 'ground', fresh.ground),
    title: words('title'),
    line: words('line'),
    counts: flag('counts'),
    quotes: flag('quotes'),
    pursuit: typeof of('pursuit') === 'string' ? (of('pursuit') as string) : null,
    from: year('from'),
    to: year('to'),
  };
}

/** Below this many points names can hardly be read on paper. */
export const smallestPoints = 4;

/** The poster's screen: what was chosen, and the poster that comes of it. */
export class PosterMaker {
  readonly #store: JournalStore;
  #choices: PosterChoices = $state.raw(fresh);

  constructor(store: JournalStore) {
    this.#store = store;
    this.#choices = readChoices(store.shelf.read(shelfName));
  }

  get choices(): PosterChoices {
    return this.#choices;
  }

  choose(change: Partial<PosterChoices>): void {
    this.#choices = { ...this.#choices, ...change };
    const text = JSON.stringify(this.#choices);
    this.#store.pending.later(shelfName, () => this.#store.shelf.write(shelfName, text));
  }

  /** Writes the choices at once instead of at the next pause. */
  keep(): void {
    this.#store.pending.now(shelfName);
  }

  readonly grid: Grid | null = $derived.by(() => {
    const { tiled, tileSheet: sheet, orientation, columns, rows } = this.#choices;
    return tiled ? { sheet, orientation, columns, rows } : null;
  });
  readonly size: Size = $derived.by(() =>
    this.grid ? sizeOfGrid(this.grid) : turned(sheets[this.#choices.sheet], this.#choices.orientation),
  );
  /** Everything that could hang, of all years. */
  readonly #hung: readonly WallItem[] = $derived.by(() => {
    const { pursuit } = this.#choices;
    const chosen = this.#store.attempts.filter((one) => pursuit === null || one.pursuit === pursuit);
    const kinds = new Map(this.#store.kinds.map((kind) => [kind.id, kind]));
    return wallItems(chosen, (id) => kinds.get(id) ?? this.#store.journal.kind(id));
  });
  /** Years in which something hangs, oldest first. */
  readonly years: readonly number[] = $derived.by(() =>
    [...new Set(this.#hung.flatMap(({ on }) => (on === null ? [] : [Number(on.slice(0, 4))])))].sort((a, b) => a - b),
  );
  readonly items: readonly WallItem[] = $derived.by(() => {
    const { from, to } = this.#choices;
    if (from === null && to === null) return this.#hung;
    return this.#hung.filter(({ on }) => {
      const year = on === null ? NaN : Number(on.slice(0, 4));
      return year >= (from ?? 0) && year <= (to ?? 9999);
    });
  });

  /** The poster in these words. */
  drawn(words: PosterWords): DrawnPoster {
    const { privacy, ground, title, line, counts, quotes } = this.#choices;
    const { nailHolds } = this.#store.settings;
    return posterOf(
      this.items,
      { size: this.size, nailHolds, privacy, ground, title: title.trim(), line: line.trim(), counts, quotes },
      words,
    );
  }
}
