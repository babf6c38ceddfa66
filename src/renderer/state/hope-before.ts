import type { Attempt } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

type Rated = Pick<JournalStore, 'attempts' | 'pulses'>;

/**
 * The hope that was last rated before this attempt's own rating: at another attempt of the same pursuit or in a weekly
 * pulse, whichever is later; null when there is none, or when the attempt has no day of rating.
 */
export function hopeBefore({ attempts, pulses }: Rated, { id, pursuit, ratedOn }: Attempt): number | null {
  if (ratedOn === null) return null;
  let last: { readonly on: string; readonly hope: number } | null = null;
  const take = (on: string | null, hope: number | null | undefined) => {
    if (on === null || hope === null || hope === undefined || on >= ratedOn) return;
    if (last === null || on >= last.on) last = { on, hope };
  };
  for (const { on, hope } of pulses) take(on, hope);
  if (pursuit !== null) {
    for (const other of attempts) {
      if (other.id !== id && other.pursuit === pursuit) take(other.ratedOn, other.ratings.hope);
    }
  }
  return (last as { readonly hope: number } | null)?.hope ?? null;
}
