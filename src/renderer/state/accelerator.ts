/** Keys for the whole desktop, as Electron writes them: `CommandOrControl+Alt+N`. */

const keys: ReadonlyMap<string, string> = new Map([
  ['Space', 'Space'],
  ['Minus', '-'],
  ['Equal', '='],
  ['Comma', ','],
  ['Period', '.'],
  ['Slash', '/'],
]);

/** By the key's place, not by what the other keys held make of it: Alt and N is not ñ. */
function keyOf({ code, key }: KeyboardEvent): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  // On another layout the letter on the key counts, when it is one.
  if (letter) return /^[a-z]$/i.test(key) ? key.toUpperCase() : letter;
  return /^Digit(\d)$/.exec(code)?.[1] ?? /^(F\d{1,2})$/.exec(code)?.[1] ?? keys.get(code) ?? null;
}

/**
 * What was pressed as an accelerator; null for keys that cannot stand for the whole desktop: letters alone, or with
 * Shift alone, belong to whatever is being written.
 */
export function acceleratorOf(event: KeyboardEvent): string | null {
  const key = keyOf(event);
  const held = [
    ...(event.ctrlKey ? ['Control'] : []),
    ...(event.metaKey ? ['Super'] : []),
    ...(event.altKey ? ['Alt'] : []),
  ];
  if (key === null || (held.length === 0 && !/^F\d/.test(key))) return null;
  return [...held, ...(event.shiftKey ? ['Shift'] : []), key].join('+');
}

/** The keys one by one, for showing; `names` says how the modifiers are called here. */
export function keysOf(accelerator: string, names: Readonly<Record<string, string>>): readonly string[] {
  // The last key may be a plus itself.
  return accelerator.split(/\+(?=.)/).map((key) => names[key] ?? key);
}
