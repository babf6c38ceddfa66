/** What the page and its key-derivation worker say to each other. */
import type { Bytes } from '#core/base';
import type { Argon2Parameters } from '#core/vault';

export interface KeyRequest extends Argon2Parameters {
  readonly secret: Bytes;
  readonly salt: Bytes;
}

export type KeyResponse = { readonly ok: true; readonly key: Bytes } | { readonly ok: false };
