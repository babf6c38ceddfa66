import { overwriteGetLocale } from './generated/runtime.js';

const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** As the browser lists them; none where there is no browser. */
export function languagesOfBrowser(): readonly string[] {
  return (known ??= 'navigator' in globalThis ? navigator.languages : []);
}

// Kept, as browsers make the list anew whenever it is asked for, and every date of a long list asks.
let known: readonly string[] | null = null;
if ('onlanguagechange' in globalThis) addEventListener('languagechange', () => (known = null));

/** The first language of the browser that the app speaks; English when it speaks none. */
function ofBrowser(): Language {
  for (const tag of languagesOfBrowser()) {
    const found = languages.find((one) => tag.toLowerCase().split('-')[0] === one);
    if (found) return found;
  }
  return 'en';
}

let current: Language = $state(ofBrowser());

overwriteGetLocale(() => current);

/** The language of the moment. */
export function language(): Language {
  return current;
}

/** Follows the person's setting; `system` means the browser's language. */
export function chooseLanguage(setting: Language | 'system'): void {
  current = setting === 'system' ? ofBrowser() : setting;
}
