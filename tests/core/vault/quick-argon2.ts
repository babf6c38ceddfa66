import type { AccessPorts, Argon2id } from '#core/vault';
import { concatBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { seededRandom } from './device.ts';

/**
 * Stands in for Argon2id where a property makes hundreds of passphrases: as deterministic and as different for another
 * passphrase, and not slow. The real function is used in access.test.ts and in the journeys.
 */
export const quickArgon2id: Argon2id = async ({ secret, salt }) => sha256(concatBytes(salt, secret));

export const quickAccess = (seed: number): AccessPorts => ({ random: seededRandom(seed), argon2id: quickArgon2id });
