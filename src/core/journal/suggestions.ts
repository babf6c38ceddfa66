import { dayOf } from './attempt-record.ts';
import type { Attempt, KindId, PursuitId } from './model.ts';
import { byText } from './order.ts';

/** Someone asked before, with the kind and pursuit of the latest attempt there. */
export interface Suggestion {
  readonly toWhom: string;
  readonly kind: KindId;
  readonly pursuit: PursuitId | null;
}

/**
 * Earlier `toWhom` values that fit what was typed, at most `limit`: those that begin with it, then those with a word
 * that does, then those that contain it; among equals the latest asked first. Case and accents do not matter. Nothing
 * typed gives the latest ones.
 */
export function suggestToWhom(attempts: readonly Attempt[], typed: string, limit = 8): readonly Suggestion[] {
  const wanted = fold(typed);
  const latest = new Map<string, { attempt: Attempt; day: string; fit: number }>();
  for (const attempt of attempts) {
    const name = nameOf(attempt);
    const fit = fitOf(name, wanted);
    const day = dayOf(attempt) ?? '';
    const known = latest.get(name);
    if (fit !== null && name !== '' && (!known || day > known.day)) latest.set(name, { attempt, day, fit });
  }
  return [...latest.values()]
    .sort((a, b) => a.fit - b.fit || byText(b.day, a.day) || byText(a.attempt.toWhom, b.attempt.toWhom))
    .slice(0, limit)
    .map(({ attempt: { toWhom, kind, pursuit } }) => ({ toWhom, kind, pursuit }));
}

/** Attempts are never changed, only replaced: every key that is typed asks again for the same ones. */
const names = new WeakMap<Attempt, string>();

function nameOf(attempt: Attempt): string {
  const known = names.get(attempt);
  if (known !== undefined) return known;
  const name = fold(attempt.toWhom);
  names.set(attempt, name);
  return name;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** 0 begins with, 1 has a word that begins with, 2 contains, null does not. */
function fitOf(name: string, wanted: string): number | null {
  const at = name.indexOf(wanted);
  if (at <= 0) return at === 0 ? 0 : null;
  for (let i = at; i > 0; i = name.indexOf(wanted, i + 1)) if (/[^\p{L}\p{N}]/u.test(name.charAt(i - 1))) return 1;
  return 2;
}
