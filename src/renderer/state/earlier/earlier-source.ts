import type { KeptRecord, Keyring } from '#core/vault';

/** Where earlier versions come from: every record that this computer still has, sealed, and the keys to them. */
export interface EarlierSource {
  readonly keyring: Keyring;
  records(): Promise<readonly KeptRecord[]>;
}
