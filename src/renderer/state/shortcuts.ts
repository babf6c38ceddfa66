import { type MainPlace, mainPlaces } from './route.svelte.ts';

/** Single keys that work anywhere but in a field. They can be turned off: some people's tools send letters by themselves. */
export type ShortcutName = 'capture' | 'help' | 'find' | 'undo' | 'redo' | 'lock' | MainPlace;

export interface Shortcut {
  readonly name: ShortcutName;
  /** As shown to the person. */
  readonly keys: readonly string[];
  readonly single: boolean;
  /** Also from within a field or a dialog. */
  readonly anywhere?: boolean;
  readonly fits: (event: KeyboardEvent) => boolean;
}

const bare = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey;
const command = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !event.altKey;
const key = (event: KeyboardEvent) => event.key.toLowerCase();

export const shortcuts: readonly Shortcut[] = [
  { name: 'capture', keys: ['N'], single: true, fits: (e) => bare(e) && !e.shiftKey && key(e) === 'n' },
  { name: 'find', keys: ['/'], single: true, fits: (e) => bare(e) && e.key === '/' },
  ...mainPlaces.map((name, index): Shortcut => {
    const digit = String(index + 1);
    return { name, keys: [digit], single: true, fits: (e) => bare(e) && e.key === digit };
  }),
  { name: 'help', keys: ['?'], single: true, fits: (e) => bare(e) && e.key === '?' },
  { name: 'undo', keys: ['Ctrl', 'Z'], single: false, fits: (e) => command(e) && !e.shiftKey && key(e) === 'z' },
  {
    name: 'redo',
    keys: ['Ctrl', 'Shift', 'Z'],
    single: false,
    fits: (e) => command(e) && ((e.shiftKey && key(e) === 'z') || key(e) === 'y'),
  },
  {
    name: 'lock',
    keys: ['Ctrl', 'Shift', 'L'],
    single: false,
    anywhere: true,
    fits: (e) => command(e) && e.shiftKey && key(e) === 'l',
  },
];

/** A place where letters are text, or where keys have a meaning of their own. */
function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="radiogroup"], dialog') !== null;
}

/** Which shortcut a key press is, if any. */
export function shortcutOf(event: KeyboardEvent, singleKeys: boolean): ShortcutName | null {
  if (event.defaultPrevented || event.isComposing) return null;
  const shortcut = shortcuts.find((one) => (singleKeys || !one.single) && one.fits(event));
  return shortcut && (shortcut.anywhere || !takesKeys(event.target)) ? shortcut.name : null;
}
