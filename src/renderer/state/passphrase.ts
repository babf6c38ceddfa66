/** How much guessing a passphrase would take, in four calm words. A hint, not a gate; only the length is one. */

export const shortestPassphrase = 8;
export type Strength = 'none' | 'too-short' | 'fair' | 'good' | 'strong';

const classes = [/[a-zà-öø-ÿ]/, /[A-ZÀ-ÖØ-Þ]/, /\d/, /[\s]/, /[^\p{L}\d\s]/u] as const;
const sizes = [26, 26, 10, 1, 30] as const;

/** Characters that only repeat or continue the one before them add next to nothing. */
function unforeseen(text: string): number {
  let count = 0;
  const seen = new Set<string>();
  for (let i = 0; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    const pair = text.slice(Math.max(0, i - 1), i + 1).toLowerCase();
    if (i === 0 || (Math.abs(step) > 1 && !seen.has(pair))) count++;
    seen.add(pair);
  }
  return count;
}

export function strengthOf(passphrase: string): Strength {
  if (passphrase === '') return 'none';
  if (Array.from(passphrase).length < shortestPassphrase) return 'too-short';
  const alphabet = classes.reduce((sum, pattern, i) => (pattern.test(passphrase) ? sum + (sizes[i] ?? 0) : sum), 0);
  // Words are easier to guess than random letters: about half the bits per letter.
  const perCharacter = Math.log2(Math.max(2, alphabet)) * (/\d|[^\p{L}\s]/u.test(passphrase) ? 0.75 : 0.5);
  const bits = unforeseen(passphrase) * perCharacter;
  return bits < 36 ? 'fair' : bits < 56 ? 'good' : 'strong';
}
