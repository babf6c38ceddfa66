import type { Attempt } from '#core/journal';
import { m, number } from '../../messages/index.ts';
import { hopeBefore } from '../../state/hope-before.ts';
import type { JournalStore } from '../../state/journal-store.svelte.ts';

/** What the letter's last line says, bit by bit; `slipNumber` is null for a yes. */
export function factsOf(store: JournalStore, attempt: Attempt, slipNumber: number | null): string[] {
  const { id, answer, tone, ratings } = attempt;
  const facts: string[] = [];
  if (slipNumber !== null) facts.push(m.wall_card_number({ number: number(slipNumber) }));
  const chain = answer === 'yes' ? store.chainTo(id).length : 0;
  if (chain > 0) facts.push(m.wall_card_chain({ count: chain }));
  if (answer === 'quiet') facts.push(m.wall_card_quiet());
  if (tone) facts.push(tone === 'personal' ? m.wall_card_personal() : m.wall_card_form());
  const after = ratings.hope;
  if (after !== undefined) {
    const before = hopeBefore(store, attempt);
    facts.push(before === null ? m.wall_card_hope({ value: after }) : m.wall_card_hope_change({ before, after }));
  }
  return facts;
}
