import { asCoded, type NailwallError } from '#core/base';
import type { AttemptId, Door, EntryId, PursuitId } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';
import { likelyKind } from './suggestions.ts';
import { Told } from './told.svelte.ts';

/** What was just done with a door. */
export type DoorNews =
  | { readonly kind: 'removed'; readonly door: EntryId; readonly toWhom: string }
  | { readonly kind: 'knocked'; readonly door: EntryId; readonly toWhom: string; readonly attempt: AttemptId };

/** The doors of a pursuit still to knock on. */
export class Doors {
  readonly #store: JournalStore;
  readonly #pursuit: PursuitId;
  readonly #shelfName: string;
  readonly told: Told<DoorNews>;
  /** The next door, half written. */
  #draft = $state('');
  /** The door whose name and note are being changed. */
  editing: EntryId | null = $state(null);
  #typed: Readonly<Partial<Pick<Door, 'toWhom' | 'note'>>> = $state.raw({});
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, pursuit: PursuitId) {
    this.#store = store;
    this.#pursuit = pursuit;
    this.#shelfName = `door/${pursuit}`;
    this.told = new Told(store);
    this.#draft = store.shelf.read(this.#shelfName) ?? '';
  }

  get list(): readonly Door[] {
    return this.#store.pursuit(this.#pursuit)?.doors ?? [];
  }

  get draft(): string {
    return this.#draft;
  }

  type(text: string): void {
    this.#draft = text;
    this.error = null;
    this.#store.pending.later(this.#shelfName, () => this.#keep());
  }

  /** Notes the door that is written; the next one can follow at once. */
  add(): void {
    if (this.addLines([this.#draft])) this.#clear();
  }

  /** A pasted list: each line that says something is a door, all of them one step. False when they have no room. */
  addLines(lines: readonly string[]): boolean {
    const names = lines.map((line) => line.trim()).filter((line) => line !== '');
    return this.#try(() =>
      this.#store.journal.together(() => names.forEach((toWhom) => this.#addOne({ toWhom, note: '' }))),
    );
  }

  /** Moves a door up (-1) or down (1); returns its place from 1, or null when it was at the end. */
  move(door: Door, by: -1 | 1): number | null {
    const from = this.list.findIndex(({ id }) => id === door.id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.list.length) return null;
    this.#store.journal.moveDoor(this.#pursuit, door.id, to);
    return to + 1;
  }

  remove({ id, toWhom }: Door): void {
    this.told.done(() => this.#store.journal.removeDoor(this.#pursuit, id), { kind: 'removed', door: id, toWhom });
  }

  /** Makes it an attempt, sent today, of the kind and for the thing that this pursuit asked for last. */
  knock({ id, toWhom }: Door): AttemptId | null {
    const { journal, attempts, today } = this.#store;
    const last = attempts.find((attempt) => attempt.pursuit === this.#pursuit);
    const like = last ? { kind: last.kind, what: last.what } : { kind: likelyKind(attempts, toWhom) };
    const opened: AttemptId[] = [];
    this.#try(() => opened.push(journal.openDoor(this.#pursuit, id, { sentOn: today, ...like })));
    const [attempt = null] = opened;
    if (attempt) this.told.done(() => undefined, { kind: 'knocked', door: id, toWhom, attempt });
    return attempt;
  }

  /** Begins to change a door. */
  edit(door: Door): void {
    this.leave();
    this.editing = door.id;
  }

  text(door: Door, field: 'toWhom' | 'note'): string {
    return (door.id === this.editing ? this.#typed[field] : undefined) ?? door[field];
  }

  typeIn(field: 'toWhom' | 'note', text: string): void {
    this.#typed = { ...this.#typed, [field]: text };
    this.#store.pending.later(`${this.#shelfName}/change`, () => this.#writeChange());
  }

  /** The changing is done; an empty name keeps the old one. */
  leave(): void {
    this.#store.pending.now(`${this.#shelfName}/change`);
    this.editing = null;
    this.#typed = {};
  }

  dispose(): void {
    this.leave();
    this.told.dispose();
  }

  #writeChange(): void {
    const { toWhom, note } = this.#typed;
    const named = toWhom !== undefined && toWhom.trim() !== '' ? { toWhom } : {};
    const noted = note === undefined ? {} : { note };
    const id = this.editing;
    if (id !== null && this.list.some((door) => door.id === id)) {
      this.#try(() => this.#store.journal.changeDoor(this.#pursuit, id, { ...named, ...noted }));
    }
  }

  #addOne(door: Omit<Door, 'id'>): void {
    this.#store.journal.addDoor(this.#pursuit, door);
  }

  #clear(): void {
    this.#draft = '';
    this.#store.pending.drop(this.#shelfName);
    this.#keep();
  }

  #keep(): void {
    this.#store.shelf.write(this.#shelfName, this.#draft === '' ? null : this.#draft);
  }

  #try(write: () => void): boolean {
    this.error = null;
    try {
      write();
      return true;
    } catch (error) {
      this.error = asCoded(error);
      return false;
    }
  }
}
