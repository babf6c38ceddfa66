/** The keys that every list of attempts understands. */
import type { AttemptList } from '../../state/attempt-list.svelte.ts';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 };

/**
 * What a key does in a list whose keys are on row `at`: goes to a row, chooses rows to be changed together, or finds a
 * name. Returns the row to go to, `at` when the key only chose something, or null when it means nothing here.
 */
export function pressInRows(event: KeyboardEvent, list: AttemptList, at: number): number | null {
  const { rows, selection } = list;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key.toLowerCase() === 'a') {
    selection.toggleAll();
    return at;
  }
  if (command || event.altKey) return null;
  const to = rowOf(event.key, at, rows.length);
  if (to !== null) {
    if (event.shiftKey) extend(list, at, to);
    return to;
  }
  const id = rows[at]?.id;
  if (event.key === ' ' && id !== undefined) {
    selection.toggle(id, event.shiftKey);
    return at;
  }
  if (event.key === 'Escape' && selection.on) {
    selection.end();
    return at;
  }
  if (!isTypeAhead(event, list)) return null;
  const found = list.typeAhead(event.key, at, event.timeStamp);
  return found < 0 ? at : found;
}

function rowOf(key: string, at: number, count: number): number | null {
  const step = steps[key];
  if (step !== undefined) return Math.max(0, Math.min(count - 1, at + step));
  return key === 'Home' ? 0 : key === 'End' ? count - 1 : null;
}

/** Shift with an arrow chooses everything from where one was to where one comes. */
function extend({ rows, selection }: AttemptList, at: number, to: number): void {
  const [from, last] = [rows[at]?.id, rows[to]?.id];
  if (from === undefined || last === undefined) return;
  if (!selection.has(from)) selection.toggle(from);
  selection.toggle(last, true);
}

/** "n" alone writes something down, wherever one is; within a name, or as "N", it is a letter. */
function isTypeAhead(event: KeyboardEvent, list: AttemptList): boolean {
  if (!/^[\p{L}]$/u.test(event.key)) return false;
  return event.key !== 'n' || list.isTyping(event.timeStamp);
}
