/**
 * Tolerant readers of single stored values. A value that this version cannot read (junk, or a word that a newer version
 * added) shows as the fallback and stays stored as it is until the person edits that very field.
 */
import { type CalendarDate, isCalendarDate } from '#core/base';

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function idOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function flag(value: unknown): boolean {
  return value === true;
}

export function whole(value: unknown, min: number, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
}

/** A whole number 0-10, or null. */
export function rating(value: unknown): number | null {
  return whole(value, 0, 10);
}

/** Milliseconds since 1970-01-01T00:00Z, or null. */
export function instant(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function oneOf<const T, F>(words: readonly T[], value: unknown, fallback: F): T | F {
  return words.includes(value as T) ? (value as T) : fallback;
}

/** A journal has few different dates and many entries; checking each date once makes opening a third faster. */
const seen = new Map<string, CalendarDate>();
const remembered = 10_000;

export function date(value: unknown): CalendarDate | null {
  if (typeof value !== 'string') return null;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (!isCalendarDate(value)) return null;
  if (seen.size < remembered) seen.set(value, value);
  return value;
}
