import { coded } from '#core/base';
import * as Y from 'yjs';
import { differs, fieldOf, type Json, openEntry, type StoredEntry } from './entry.ts';

/** What every kind of entry has. */
interface Kept {
  readonly id: string;
  readonly deletedAt: number | null;
}

/** Told of every write, so that undo knows what a command created and whether it edited anything else. */
export interface WriteLog {
  created(collection: Collection<Kept>, id: string): void;
  edited(collection: Collection<Kept>, id: string): void;
}

export interface CollectionOptions<T extends Kept> {
  /** The name of the top-level map. */
  readonly name: string;
  /** What one entry is called in an error. */
  readonly word: string;
  readonly doc: Y.Doc;
  readonly log: WriteLog;
  /** The entry as plain data; null when it cannot be read. */
  readonly read: (id: string, entry: StoredEntry) => T | null;
  /** A total order. */
  readonly compare: (a: T, b: T) => number;
}

/**
 * One top-level map of entries: reads each entry once, keeps the sorted lists, and forgets exactly what changed, so that
 * ten thousand entries are cheap to list again after one edit.
 */
export class Collection<T extends Kept> {
  readonly map: Y.Map<unknown>;
  readonly name: string;
  readonly #options: CollectionOptions<T>;
  readonly #cache = new Map<string, T | null>();
  readonly #stale = new Set<string>();
  #sorted: T[] | null = null;
  #live: readonly T[] | null = null;
  #binned: readonly T[] | null = null;

  constructor(options: CollectionOptions<T>) {
    this.#options = options;
    this.name = options.name;
    this.map = options.doc.getMap(options.name);
  }

  /** The entry, binned or not; null when there is none or it cannot be read. */
  get(id: string): T | null {
    const known = this.#cache.get(id);
    if (known !== undefined) return known;
    if (!this.map.has(id)) return null;
    const entry = openEntry(this.map.get(id));
    const value = entry && this.#options.read(id, entry);
    this.#cache.set(id, value);
    return value;
  }

  /** As {@link get}; throws `journal/not-found`. */
  need(id: string): T {
    const value = this.get(id);
    if (!value) throw coded('journal/not-found', { what: this.#options.word });
    return value;
  }

  /** The stored form of an entry; throws `journal/not-found`. */
  stored(id: string): StoredEntry {
    const entry = openEntry(this.map.get(id));
    if (!entry) throw coded('journal/not-found', { what: this.#options.word });
    return entry;
  }

  /** All entries that are not in the bin, in order. */
  live(): readonly T[] {
    return (this.#live ??= Object.freeze(this.#all().filter((value) => value.deletedAt === null)));
  }

  /** What lies in the bin, in the same order. */
  binned(): readonly T[] {
    return (this.#binned ??= Object.freeze(this.#all().filter((value) => value.deletedAt !== null)));
  }

  /** Ids whose value cannot be read as an entry. They are left alone. */
  oddities(): string[] {
    return [...this.map.keys()].filter((id) => this.get(id) === null).sort();
  }

  /** Forgets what was read of an entry. */
  forget(id: string): void {
    this.#cache.delete(id);
    this.#stale.add(id);
    this.#live = this.#binned = null;
  }

  /** Forgets every entry. */
  forgetAll(): void {
    this.#cache.clear();
    this.#sorted = this.#live = this.#binned = null;
    this.#stale.clear();
  }

  /** Writes a new entry; `fill` adds what belongs into the same transaction. */
  insert(id: string, base: Record<string, Json>, fill?: (map: Y.Map<unknown>) => void): void {
    const map = new Y.Map<unknown>();
    map.set('base', base);
    this.map.set(id, map);
    fill?.(map);
    this.#options.log.created(this as unknown as Collection<Kept>, id);
    this.forget(id);
  }

  /** Writes those fields of `patch` that differ from what is stored, each under its own key. */
  edit(id: string, patch: Readonly<Record<string, Json | undefined>>): void {
    const entry = this.stored(id);
    for (const [name, value] of Object.entries(patch)) {
      if (value !== undefined && differs(fieldOf(entry, name), value)) this.write(id, (map) => map.set(name, value));
    }
  }

  /** Any other write inside an entry. */
  write(id: string, work: (map: Y.Map<unknown>) => void): void {
    work(this.stored(id).map);
    this.#options.log.edited(this as unknown as Collection<Kept>, id);
    this.forget(id);
  }

  /** Really removes an entry, whatever it is. */
  remove(id: string): void {
    this.map.delete(id);
    this.forget(id);
  }

  #all(): readonly T[] {
    if (!this.#sorted || this.#stale.size > this.#sorted.length / 8) this.#sortAll();
    else if (this.#stale.size > 0) this.#sortStale(this.#sorted);
    this.#stale.clear();
    return this.#sorted ?? [];
  }

  #sortAll(): void {
    const values: T[] = [];
    for (const id of this.map.keys()) {
      const value = this.get(id);
      if (value) values.push(value);
    }
    this.#sorted = values.sort(this.#options.compare);
  }

  #sortStale(sorted: readonly T[]): void {
    const kept = sorted.filter((value) => !this.#stale.has(value.id));
    for (const id of this.#stale) {
      const value = this.get(id);
      if (value) kept.splice(placeOf(kept, value, this.#options.compare), 0, value);
    }
    this.#sorted = kept;
  }
}

function placeOf<T>(sorted: readonly T[], value: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as T, value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
