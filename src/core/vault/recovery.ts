/** Recovery words: 256 random bits as 24 words of BIP39's English list, used as entropy, never as a wallet seed. */
import { type Bytes, coded, type ErrorCode, type Random } from '#core/base';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

const entropyBytes = 32;
export const recoveryWordCount = 24;

/** All 2,048 words, for suggestions while typing. */
export const recoveryWordList: readonly string[] = wordlist;

export interface RecoveryPhrase {
  readonly words: readonly string[];
  readonly entropy: Bytes;
}

export function createRecoveryPhrase(random: Random): RecoveryPhrase {
  const entropy = random(entropyBytes);
  return { entropy, words: wordsOf(entropy) };
}

/** The words that stand for `entropy`: 24 for 32 bytes, 12 for 16. */
export function wordsOf(entropy: Bytes): readonly string[] {
  return entropyToMnemonic(entropy, wordlist).split(' ');
}

/** Reads typed words: case, spacing, commas and list numbers do not matter. Throws `vault/words-misspelt`. */
export function readRecoveryPhrase(typed: string): Bytes {
  return readWords(typed, recoveryWordCount, 'vault/words-misspelt');
}

/** The entropy of `count` typed words. Throws `misspelt` with how many there are, or which one is in no list. */
export function readWords(typed: string, count: number, misspelt: ErrorCode): Bytes {
  const words = typed
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  if (words.length !== count) throw coded(misspelt, { words: words.length });
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) throw coded(misspelt, { position: unknown + 1 });
  try {
    return mnemonicToEntropy(words.join(' '), wordlist);
  } catch (error) {
    throw coded(misspelt, {}, error);
  }
}
