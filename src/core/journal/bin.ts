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

/** Everything that lies in the bin. */
export function binned({ attempts, pursuits, pulses, checkIns, letters }: Book): Binned {
  return {
    attempts: attempts.binned(),
    pursuits: pursuits.binned(),
    pulses: pulses.binned(),
    checkIns: checkIns.binned(),
    letters: letters.binned(),
  };
}

/** Entries in the bin, by id. */
export type BinPick = Readonly<Partial<Record<keyof Binned, readonly string[]>>>;

/**
 * Really removes what has been in the bin for {@link binDays} days, with the letters and check-ins of such attempts;
 * returns how many entries went. It cannot be undone. Removed kinds stay: attempts still name them.
 */
export function emptyBin(book: Book): number {
  const before = book.clock.now() - binDays * msPerDay;
  return removeBinned(book, (_name, { deletedAt }) => deletedAt !== null && deletedAt <= before);
}

/**
 * Really removes those of the picked entries that lie in the bin, with the letters and check-ins of such attempts;
 * returns how many entries went. It cannot be undone, and what another device has written into them meanwhile goes with
 * them: to be called only after the person was asked.
 */
export function removeForGood(book: Book, picked: BinPick): number {
  const ids = new Map(Object.entries(picked).map(([name, list]) => [name, new Set(list)]));
  return removeBinned(book, (name, { id }) => ids.get(name)?.has(id) === true);
}

function removeBinned(book: Book, isDoomed: (name: keyof Binned, entry: Binnable) => boolean): number {
  const doomedOf = (name: keyof Binned) =>
    new Set((book[name].binned() as readonly Binnable[]).filter((entry) => isDoomed(name, entry)).map(({ id }) => id));
  const attempts = doomedOf('attempts');
  const withTheirs = (name: 'letters' | 'checkIns') => {
    const own = doomedOf(name);
    for (const { id, attempt } of [...book[name].live(), ...book[name].binned()]) {
      if (attempts.has(attempt)) own.add(id);
    }
    return own;
  };
  const doomed: [Pick<Collection<never>, 'remove'>, ReadonlySet<string>][] = [
    [book.attempts, attempts],
    [book.pursuits, doomedOf('pursuits')],
    [book.pulses, doomedOf('pulses')],
    [book.letters, withTheirs('letters')],
    [book.checkIns, withTheirs('checkIns')],
  ];
  const count = doomed.reduce((sum, [, ids]) => sum + ids.size, 0);
  if (count > 0) {
    book.writeForGood(() => {
      for (const [collection, ids] of doomed) for (const id of ids) collection.remove(id);
    });
  }
  return count;
}
