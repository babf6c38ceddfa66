import type { AccessPorts } from '#core/vault';
import { argon2id } from '../../../scripts/vault-reader.mjs';
import { seededRandom } from './device.ts';

/** The real function, in this process. */
export { argon2id };

export const testAccess: AccessPorts = { random: seededRandom(77), argon2id };
