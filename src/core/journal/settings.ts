import type { Book } from './book.ts';
import { differs, type Json } from './entry.ts';
import { flag, oneOf, whole } from './fields.ts';
import { type SettingsPatch, SettingsPatchSchema } from './inputs.ts';
import { defaultSettings, ratingNames, type Settings } from './model.ts';
import { asJson, check } from './values.ts';

/** The settings; what was never chosen, or cannot be read, is the default. */
export function readSettings(book: Book): Settings {
  const stored = book.settings;
  const chosen = (name: keyof Settings) => (stored.has(name) ? stored.get(name) : defaultSettings[name]);
  const number = (name: 'nailHolds' | 'quietAfterDays' | 'lockAfterMinutes', min: number, max: number) =>
    whole(chosen(name), min, max) ?? defaultSettings[name];
  const yes = (name: 'showOdds' | 'onThisDay' | 'reminders' | 'foldWords' | 'coverWhenAway') =>
    typeof chosen(name) === 'boolean' ? flag(chosen(name)) : defaultSettings[name];
  const extra = chosen('extraRatings');
  return Object.freeze({
    language: oneOf(['system', 'en', 'de'], chosen('language'), defaultSettings.language),
    theme: oneOf(['system', 'light', 'dark'], chosen('theme'), defaultSettings.theme),
    nailHolds: number('nailHolds', 1, 200),
    quietAfterDays: number('quietAfterDays', 1, 365),
    showOdds: yes('showOdds'),
    onThisDay: yes('onThisDay'),
    reminders: yes('reminders'),
    extraRatings: Object.freeze(Array.isArray(extra) ? ratingNames.filter((name) => extra.includes(name)) : []),
    foldWords: yes('foldWords'),
    lockAfterMinutes: number('lockAfterMinutes', 0, 1440),
    coverWhenAway: yes('coverWhenAway'),
  });
}

/** Writes the given settings, each under its own key. */
export function changeSettings(book: Book, patch: SettingsPatch): void {
  const checked = asJson(check(SettingsPatchSchema, patch));
  const changed = Object.entries(checked).filter(
    (entry): entry is [keyof Settings, Json] =>
      entry[1] !== undefined &&
      differs(book.settings.get(entry[0]) ?? defaultSettings[entry[0] as keyof Settings], entry[1]),
  );
  if (changed.length === 0) return;
  book.write(() => {
    for (const [name, value] of changed) book.settings.set(name, value);
    book.steps.editedElsewhere();
  });
}
