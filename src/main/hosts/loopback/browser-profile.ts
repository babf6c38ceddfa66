/** The browser's own profile: made for this account only, and told to remember nothing that is typed. */
import { type Random, utf8ToBytes } from '#core/base';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../storage/index.ts';

/** Chromium's names for: offering to save passwords, filling them in, and remembering what stood in fields. */
const preferences = {
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
};

/** Makes the profile where there is none; one that Chromium has used already keeps its own settings. */
export async function prepareProfile(profile: string, random: Random): Promise<void> {
  const folder = join(profile, 'Default');
  const file = join(folder, 'Preferences');
  if (existsSync(file)) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFileAtomically(file, utf8ToBytes(JSON.stringify(preferences)), random);
}
