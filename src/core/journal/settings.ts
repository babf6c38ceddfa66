import type { Book } from './book.ts';
import { differs, type Json } from './entry.ts';
import { date, flag, oneOf, whole } from './fields.ts';
import { type SettingsPatch, SettingsPatchSchema } from './inputs.ts';
import { defaultSettings, ratingNames, type Settings } from './model.ts';
import { asJson, check } from './values.ts';

type NameOf<T> = { [N in keyof Settings]: Settings[N] extends T ? N : never }[keyof Settings];

/** The settings; what was never chosen, or cannot be read, is the default. */
export function readSettings(book: Book): Settings {
  const stored = book.settings;
  const chosen = (name: keyof Settings) => (stored.has(name) ? stored.get(name) : defaultSettings[name]);
  const number = (name: NameOf<number>, min: number, max: number) =>
    whole(chosen(name), min, max) ?? defaultSettings[name];
  const yes = (name: NameOf<boolean>) =>
    typeof chosen(name) === 'boolean' ? flag(chosen(name)) : defaultSettings[name];
  const extra = chosen('extraRatings');
  const days = chosen('reminderDays');
  return Object.freeze({
    language: oneOf(['system', 'en', 'de'], chosen('language'), defaultSettings.language),
    theme: oneOf(['system', 'light', 'dark'], chosen('theme'), defaultSettings.theme),
    nailHolds: number('nailHolds', 1, 200),
    quietAfterDays: number('quietAfterDays', 1, 365),
    showOdds: yes('showOdds'),
    onThisDay: yes('onThisDay'),
    checkIns: yes('checkIns'),
    pulse: yes('pulse'),
    reminders: yes('reminders'),
    reminderMinute: number('reminderMinute', 0, 1439),
    reminderDays: Array.isArray(days)
      ? Object.freeze([1, 2, 3, 4, 5, 6, 7].filter((one) => days.includes(one)))
      : defaultSettings.reminderDays,
    remindersFrom: date(chosen('remindersFrom')),
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
