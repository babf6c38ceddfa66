import type { Attempt, Pursuit, PursuitId } from '#core/journal';
import { folded, foldedOnce } from './fold.ts';

const most = 5;
/** An attempt is never changed, only replaced: every key that is typed asks again for the same ones. */
const toWhomOf = foldedOnce((attempt: Attempt) => attempt.toWhom);
const whatOf = foldedOnce((attempt: Attempt) => attempt.what);

/**
 * What was written before and fits what is typed now: starts of the whole first, then starts of a word; newest first.
 * `attempts` come newest first.
 */
function suggest(attempts: readonly Attempt[], wanted: string): string[] {
  const whole = new Map<string, string>();
  const inside = new Map<string, string>();
  for (const attempt of attempts) {
    const text = attempt.what;
    const plain = whatOf(attempt);
    if (plain === wanted || whole.has(plain)) continue;
    if (plain.startsWith(wanted)) whole.set(plain, text);
    else if (plain.includes(` ${wanted}`)) inside.set(plain, text);
    if (whole.size >= most) break;
  }
  return [...whole.values(), ...inside.values()].slice(0, most);
}

/** What was asked of the same one before comes first. */
export function suggestWhat(attempts: readonly Attempt[], typed: string, toWhom: string): string[] {
  const wanted = folded(typed.trim());
  if (wanted === '') return [];
  const same = folded(toWhom.trim());
  const theirs = attempts.filter((attempt) => toWhomOf(attempt) === same);
  return [...new Set([...suggest(theirs, wanted), ...suggest(attempts, wanted)])].slice(0, most);
}

/** The kind last used for the same one, else the kind last used at all. */
export function likelyKind(attempts: readonly Attempt[], toWhom: string): string {
  const same = folded(toWhom.trim());
  const known = same === '' ? undefined : attempts.find((attempt) => toWhomOf(attempt) === same);
  return (known ?? attempts[0])?.kind ?? 'other';
}

/** The pursuit that the same one was last asked for, while it goes on; null when there is none. */
export function likelyPursuit(
  attempts: readonly Attempt[],
  pursuits: readonly Pursuit[],
  toWhom: string,
): PursuitId | null {
  const same = folded(toWhom.trim());
  const known = same === '' ? undefined : attempts.find((attempt) => toWhomOf(attempt) === same);
  return pursuits.find(({ id, state }) => id === known?.pursuit && state === 'going')?.id ?? null;
}

/** Tags used before that start as typed, most used first; none that the attempt already has. */
export function suggestTags(attempts: readonly Attempt[], typed: string, taken: readonly string[]): string[] {
  const wanted = folded(typed.trim());
  if (wanted === '') return [];
  const uses = new Map<string, number>();
  for (const attempt of attempts) for (const tag of attempt.tags) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return [...uses.keys()]
    .filter((tag) => folded(tag).startsWith(wanted) && !taken.includes(tag) && tag !== typed.trim())
    .sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || (a < b ? -1 : 1))
    .slice(0, most);
}
