/** Rows beyond each edge: a fast wheel or page key must not outrun the next frame. */
const margin = 24;
/** Rows beyond the lower edge of a list that was not scrolled yet: while words are typed, other rows come with every key. */
const marginAtTop = 2;
/** Rows are added and dropped in steps, so that most scroll events change nothing. */
const step = 8;

export interface Rows {
  readonly count: number;
  /** Of one row, px. */
  readonly height: number;
  /** A row that must stand in the page even when far away: the one the keys are on. */
  readonly keep: number;
}

/** Which rows of a long list stand in the page: those near what can be seen of it. All rows have one height. */
export class RowWindow {
  readonly #rows: () => Rows;
  /** How far the list is scrolled, px, to whole rows. */
  #top = $state(0);
  /** What can be seen of the list at once, px. */
  height = $state(900);

  constructor(rows: () => Rows) {
    this.#rows = rows;
  }

  readonly first: number = $derived.by(() =>
    Math.max(0, Math.floor((this.#top / this.#rows().height - margin) / step) * step),
  );
  readonly last: number = $derived.by(() => {
    const { count, height } = this.#rows();
    const seen = (this.#top + this.height) / height;
    const last = this.isAtTop ? Math.ceil(seen) + marginAtTop : Math.ceil((seen + margin) / step) * step;
    return Math.min(count, last);
  });
  /** The rows that stand in the page, in their order. */
  readonly indexes: readonly number[] = $derived.by(() => {
    const { first, last } = this;
    const { count, keep } = this.#rows();
    const near = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
    if (keep < 0 || keep >= count) return near;
    return keep < first ? [keep, ...near] : keep >= last ? [...near, keep] : near;
  });

  get isAtTop(): boolean {
    return this.#top === 0;
  }

  /** To be told of every scrolling. */
  note(scroller: HTMLElement): void {
    const { height } = this.#rows();
    // Coarse on purpose: the rows shown depend on it only by steps.
    this.#top = Math.round(scroller.scrollTop / height) * height;
  }

  /** Brings a row into view, with a little of its neighbours; `head` px at the top are covered by something. */
  reveal(scroller: HTMLElement, index: number, head = 0): void {
    const { height } = this.#rows();
    const room = height * 1.5;
    const from = index * height;
    if (from - room < scroller.scrollTop) scroller.scrollTop = from - room;
    else if (from + height + room > scroller.scrollTop + scroller.clientHeight - head) {
      scroller.scrollTop = from + height + room - scroller.clientHeight + head;
    }
    this.note(scroller);
  }
}
