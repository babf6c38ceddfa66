/**
 * From a passphrase to 32 bytes: Argon2id (RFC 9106), computed by the host of this code (in the app: WebAssembly in a
 * worker). The parameters lie in the vault's header, authenticated; weaker ones than the floor are refused.
 */
import { type Bytes, bytesToHex, type Clock, coded, hexToBytes, type Random, utf8ToBytes } from '#core/base';

export interface Argon2Parameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** Computes Argon2id (version 0x13), 32 bytes. */
export type Argon2id = (input: Argon2Parameters & { readonly secret: Bytes; readonly salt: Bytes }) => Promise<Bytes>;

export const argon2Floor: Argon2Parameters = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };
const argon2Ceiling: Argon2Parameters = { memoryKiB: 1024 * 1024, passes: 64, lanes: 16 };
const calibratedMemoryKiB = 256 * 1024;
const targetMs = 1000;

const names = ['memoryKiB', 'passes', 'lanes'] as const;

/** Throws `vault/weak-parameters` below the floor, `vault/damaged` for values that no Nailwall would write. */
export function checkParameters(parameters: Argon2Parameters): void {
  for (const name of names) {
    if (parameters[name] < argon2Floor[name]) throw coded('vault/weak-parameters', { name, value: parameters[name] });
    if (parameters[name] > argon2Ceiling[name]) throw coded('vault/damaged', { part: 'parameters' });
  }
}

/** The same passphrase must give the same bytes on every keyboard and system: NFKC, then UTF-8. */
export function passphraseBytes(passphrase: string): Bytes {
  return utf8ToBytes(passphrase.normalize('NFKC'));
}

/**
 * Parameters that take about a second on this machine: memory first (up to 256 MiB), then passes. One run at the floor
 * is measured.
 */
export async function calibrate(argon2id: Argon2id, clock: Clock, random: Random): Promise<Argon2Parameters> {
  const started = clock.now();
  await argon2id({ ...argon2Floor, secret: random(16), salt: random(16) });
  const spare = targetMs / Math.max(1, clock.now() - started);
  const memoryKiB = Math.min(calibratedMemoryKiB, Math.floor(spare * 4) * (argon2Floor.memoryKiB / 4));
  const left = (spare * argon2Floor.memoryKiB) / Math.max(memoryKiB, argon2Floor.memoryKiB);
  return {
    memoryKiB: Math.max(argon2Floor.memoryKiB, memoryKiB),
    passes: Math.min(argon2Ceiling.passes, Math.max(argon2Floor.passes, Math.floor(argon2Floor.passes * left))),
    lanes: argon2Floor.lanes,
  };
}

/** Made with the reference implementation: `argon2 somesalt -id -t 2 -k 64 -p 4 -l 32` on "password". */
const knownAnswer = {
  secret: utf8ToBytes('password'),
  salt: utf8ToBytes('somesalt'),
  parameters: { memoryKiB: 64, passes: 2, lanes: 4 },
  expected: hexToBytes('d5ca7eae4ce6e2269a2dd0362ca3927b49dc0d0e8b344cfadb9e9d499fd5409e'),
};

/** Checks one known answer before anything is derived; throws `vault/crypto-self-test`. */
export async function checkArgon2id(argon2id: Argon2id): Promise<void> {
  const { secret, salt, parameters, expected } = knownAnswer;
  const found = await argon2id({ ...parameters, secret, salt });
  if (bytesToHex(found) !== bytesToHex(expected)) throw coded('vault/crypto-self-test', { part: 'argon2id' });
}
