import { Keyring } from '../../../src/core/vault/keyring.ts';

/** The one vault of most tests; a new keyring every time, as closing one wipes it. */
export function deriveTestKeyring(): Keyring {
  return Keyring.of([{ vaultId: new Uint8Array(16).fill(1), master: new Uint8Array(32).fill(2) }]);
}
