import type { AccessPorts, Argon2id } from '#core/vault';
import { argon2id as compute } from 'hash-wasm';
import { seededRandom } from './device.ts';

/** The real function, in this process. */
export const argon2id: Argon2id = ({ secret, salt, memoryKiB, passes, lanes }) =>
  compute({
    password: secret,
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });

export const testAccess: AccessPorts = { random: seededRandom(77), argon2id };
