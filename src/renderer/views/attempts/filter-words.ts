import { type RatingName, ratingNames } from '#core/journal';
import { answerName, kindName, m, ratingName } from '../../messages/index.ts';
import { type Filters, none, type Range, withRating, withValue } from '../../state/find/filters.ts';
import type { JournalStore } from '../../state/journal-store.svelte.ts';

export const pursuitText = (store: JournalStore, id: string): string =>
  id === none ? m.find_no_pursuit() : (store.pursuits.find((one) => one.id === id)?.title ?? m.find_gone());
export const yearText = (year: string): string => (year === none ? m.undated() : year);
export const rangeText = (name: string, { from, to }: Range): string =>
  from === to ? m.find_exactly({ name, value: from }) : m.find_range({ name, from, to });

/** One thing that is filtered by. */
export interface Chip {
  readonly key: string;
  readonly text: string;
  /** The filters without it. */
  readonly without: Filters;
}

/** Everything that is filtered by, one by one. */
export function chipsOf(filters: Filters, store: JournalStore): readonly Chip[] {
  const { answer, kind, pursuit, tag, year, stretch, archived } = filters;
  const rated = (name: RatingName) => filters.ratings[name];
  const chips: Chip[] = [
    ...answer.map((one) => chip('answer', one, answerName(one), withValue(filters, 'answer', one, false))),
    ...kind.map((one) => chip('kind', one, kindName(store.journal.kind(one)), withValue(filters, 'kind', one, false))),
    ...pursuit.map((one) => chip('pursuit', one, pursuitText(store, one), withValue(filters, 'pursuit', one, false))),
    ...tag.map((one) => chip('tag', one, m.find_tag({ tag: one }), withValue(filters, 'tag', one, false))),
    ...year.map((one) => chip('year', one, yearText(one), withValue(filters, 'year', one, false))),
    ...ratingNames.flatMap((name) => {
      const range = rated(name);
      return range ? [chip('rating', name, rangeText(ratingName(name), range), withRating(filters, name, null))] : [];
    }),
  ];
  if (stretch) chips.push(chip('stretch', '', rangeText(m.find_stretch(), stretch), { ...filters, stretch: null }));
  if (archived !== 'without') {
    const text = archived === 'only' ? m.find_archived_only() : m.find_archived_with();
    chips.push(chip('archived', '', text, { ...filters, archived: 'without' }));
  }
  return chips;
}

function chip(facet: string, value: string, text: string, without: Filters): Chip {
  return { key: `${facet} ${value}`, text, without };
}
