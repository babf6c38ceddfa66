/**
 * Proof of membership: HMAC-SHA-256 under the membership key of an epoch over the domain, the prover's role, the versions
 * that it offers, and the hash of this one handshake. So it can be neither replayed in another handshake, nor sent back
 * to its maker, nor kept while the versions are changed.
 */
import { type Bytes, concatBytes, equalBytes, utf8ToBytes } from '#core/base';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { MembershipKey } from './folder.ts';

const domain = utf8ToBytes('nailwall/sync/1/member');

/** What a proof is bound to. */
export interface ProofBinding {
  /** The side that proves. */
  readonly role: 'initiator' | 'responder';
  readonly lowest: number;
  readonly highest: number;
  readonly handshakeHash: Bytes;
}

function macOf(key: Bytes, { role, lowest, highest, handshakeHash }: ProofBinding): Bytes {
  const head = Uint8Array.of(role === 'initiator' ? 1 : 2, lowest, highest);
  return hmac(sha256, key, concatBytes(domain, head, handshakeHash));
}

/** One proof for each key. */
export function proveMembership(keys: readonly MembershipKey[], binding: ProofBinding): readonly Bytes[] {
  return keys.map(({ key }) => macOf(key, binding));
}

/** Whether one of the proofs was made with one of the keys. */
export function isProved(proofs: readonly Bytes[], keys: readonly MembershipKey[], binding: ProofBinding): boolean {
  const expected = proveMembership(keys, binding);
  let proved = false;
  // All are compared, so that the time says nothing about which epoch fits.
  for (const proof of proofs) for (const mac of expected) proved = equalBytes(proof, mac) || proved;
  return proved;
}
