/** Recovery words: 256 random bits as 24 words of BIP39's English list, used as entropy, never as a wallet seed. */
import { type Bytes, coded, type Random } from '#core/base';
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

/** The 24 words that stand for `entropy`. */
export function wordsOf(entropy: Bytes): readonly string[] {
  return entropyToMnemonic(entropy, wordlist).split(' ');
}

/** Reads typed words: case, spacing, commas and list numbers do not matter. Throws `vault/words-misspelt`. */
export function readRecoveryPhrase(typed: string): Bytes {
  const words = typed
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  if (words.length !== recoveryWordCount) throw coded('vault/words-misspelt', { words: words.length });
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) throw coded('vault/words-misspelt', { position: unknown + 1 });
  try {
    return mnemonicToEntropy(words.join(' '), wordlist);
  } catch (error) {
    throw coded('vault/words-misspelt', {}, error);
  }
}
