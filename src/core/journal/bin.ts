/**
 * The bin. Deleting is a mark (`deletedAt`; `undoneAt` when a creation was undone), for a hard delete loses what another device wrote meanwhile; what has lain
 * there long enough is really removed when the bin is emptied.
 */
import type { Book } from './book.ts';
import type { Collection } from './collection.ts';
import { binDays } from './limits.ts';
import type { Attempt, CheckIn, Letter, Pulse, Pursuit } from './model.ts';

/** What lies in the bin, each list in its usual order. */
export interface Binned {
  readonly attempts: readonly Attempt[];
  readonly pursuits: readonly Pursuit[];
  readonly pulses: readonly Pulse[];
  readonly checkIns: readonly CheckIn[];
  readonly letters: readonly Letter[];
}

const msPerDay = 86_400_000;

interface Binnable {
  readonly id: string;
  readonly deletedAt: number | null;
}

/** Puts an entry into the bin; one that is there already stays as it is. Throws `journal/not-found`. */
export function binEntry<T extends Binnable>(book: Book, collection: Collection<T>, id: string): void {
  if (collection.need(id).deletedAt !== null) return;
  book.write(() => collection.edit(id, { deletedAt: book.clock.now() }));
}

/** Takes an entry out of the bin. Throws `journal/not-found`. */
export function restoreEntry<T extends Binnable>(book: Book, collection: Collection<T>, id: string): void {
  if (collection.need(id).deletedAt === null) return;
  book.write(() => collection.edit(id, { deletedAt: null, undoneAt: null }));
}

/**
 * Really removes what has been in the bin for {@link binDays} days, with the letters and check-ins of such attempts;
 * returns how many entries went. It cannot be undone. Removed kinds stay: attempts still name them.
 */
export function emptyBin(book: Book): number {
  const before = book.clock.now() - binDays * msPerDay;
  const due = (list: readonly Binnable[]) =>
    new Set(list.filter(({ deletedAt }) => deletedAt !== null && deletedAt <= before).map(({ id }) => id));
  const attempts = due(book.attempts.binned());
  const withTheirs = (list: readonly { id: string; attempt: string }[], own: Set<string>) =>
    list.reduce((ids, { id, attempt }) => (attempts.has(attempt) ? ids.add(id) : ids), own);
  const { letters, checkIns, pursuits, pulses } = book;
  const doomed: [Pick<Collection<never>, 'remove'>, ReadonlySet<string>][] = [
    [book.attempts, attempts],
    [pursuits, due(pursuits.binned())],
    [pulses, due(pulses.binned())],
    [letters, withTheirs([...letters.live(), ...letters.binned()], due(letters.binned()))],
    [checkIns, withTheirs([...checkIns.live(), ...checkIns.binned()], due(checkIns.binned()))],
  ];
  const count = doomed.reduce((sum, [, ids]) => sum + ids.size, 0);
  if (count > 0) {
    book.writeForGood(() => {
      for (const [collection, ids] of doomed) for (const id of ids) collection.remove(id);
    });
  }
  return count;
}
