import { toBase64Url } from './bytes.ts';
import type { Random } from './ports.ts';

/** 96 random bits as 16 base64url characters: no two devices will ever pick the same one, and it says nothing. */
export function createId(random: Random): string {
  return toBase64Url(random(12));
}
