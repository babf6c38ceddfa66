/**
 * The days on which a pursuit was reached, let go or taken up again, as parts of it (see `parts.ts` for how they merge).
 * `state` of the pursuit says where it stands now.
 */
import { coded } from '#core/base';
import type { Book } from './book.ts';
import { changedFields } from './events.ts';
import { type TurnInput, TurnInputSchema, type TurnPatch, TurnPatchSchema } from './inputs.ts';
import { limits } from './limits.ts';
import type { EntryId, Pursuit, PursuitId, PursuitState, Turn } from './model.ts';
import { addPart, changePart, type RawPart, readParts, removePart } from './parts.ts';
import { rankOf } from './records.ts';
import { asJson, check, invalid } from './values.ts';

/** The latest turn to the state that a pursuit is in; null when that state has no day. */
export function latestTurn({ state, turns }: Pick<Pursuit, 'state' | 'turns'>): Turn | null {
  return turns.findLast(({ to }) => to === state) ?? null;
}

export class Turns {
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  /**
   * Brings a pursuit into a state, with a day and words, in one step. A turn of the same day that has no words is
   * rewritten, or taken away when it is only turned back: a slip of the hand leaves no trace.
   */
  take(pursuit: PursuitId, input: TurnInput): void {
    const { turns, state } = this.#book.pursuits.need(pursuit);
    const { to, on, words } = check(TurnInputSchema, input);
    if (state === to && words === '') return;
    const last = turns.at(-1);
    this.#book.write(() => {
      this.#book.pursuits.edit(pursuit, { state: to });
      if (last?.on === on && last.words === '') this.#rewrite(pursuit, last, turns.at(-2)?.to ?? 'going', to, words);
      else this.#add(pursuit, { to, on, words }, turns.length);
    });
  }

  /** Changes the day or the words of a turn. */
  change(pursuit: PursuitId, id: EntryId, patch: TurnPatch): void {
    const current = this.#need(pursuit, id);
    const changed = changedFields(current, asJson(check(TurnPatchSchema, patch)));
    if (!changed) return;
    this.#book.write(() => this.#book.pursuits.write(pursuit, (map) => changePart(map, 'turn', id, current, changed)));
  }

  #add(pursuit: PursuitId, turn: Omit<Turn, 'id'>, count: number): void {
    const limit = limits.turnsPerPursuit;
    if (count >= limit) throw invalid('turns', 'too-many', { limit });
    const stored = readParts(this.#book.pursuits.stored(pursuit).own, 'turn');
    const rank = [...stored.values()].reduce((next, part) => Math.max(next, rankOf(part) + 1), 0);
    const id = this.#book.newId();
    this.#book.pursuits.write(pursuit, (map) => addPart(map, 'turn', id, { ...turn, rank }));
  }

  #rewrite(pursuit: PursuitId, { id }: Turn, before: PursuitState, to: PursuitState, words: string): void {
    const current = this.#need(pursuit, id);
    this.#book.pursuits.write(pursuit, (map) => {
      if (before === to && words === '') removePart(map, 'turn', id);
      else changePart(map, 'turn', id, current, { to, words });
    });
  }

  #need(pursuit: PursuitId, id: EntryId): RawPart {
    const part = readParts(this.#book.pursuits.stored(pursuit).own, 'turn').get(id);
    if (!part) throw coded('journal/not-found', { what: 'turn' });
    return part;
  }
}
