import { expect, test } from 'vitest';
import { ratingAfterKey } from '../../../src/renderer/ui/rating-keys.ts';

/** What a row of key presses leaves. */
function pressed(...keys: string[]): number | null {
  let value: number | null = null;
  let last = '';
  for (const key of keys) {
    const next = ratingAfterKey(key, value, last);
    if (next !== undefined) value = next;
    last = key;
  }
  return value;
}

test('a digit is that rating', () => {
  for (let digit = 0; digit <= 9; digit++) expect(pressed(String(digit))).toBe(digit);
});

test('1 and then 0 is ten; 0 after anything else is nought', () => {
  expect(pressed('1', '0')).toBe(10);
  expect(pressed('5', '0')).toBe(0);
  expect(pressed('1', '0', '0')).toBe(0);
  expect(pressed('1', 'ArrowRight', '0')).toBe(0);
});

test('arrows go by one and stop at the ends; from nothing they start at an end', () => {
  expect(pressed('ArrowRight')).toBe(0);
  expect(pressed('ArrowLeft')).toBe(10);
  expect(pressed('4', 'ArrowUp')).toBe(5);
  expect(pressed('4', 'ArrowDown')).toBe(3);
  expect(pressed('End', 'ArrowRight')).toBe(10);
  expect(pressed('Home', 'ArrowLeft')).toBe(0);
});

test('Delete and Backspace take a rating back', () => {
  expect(pressed('7', 'Delete')).toBeNull();
  expect(pressed('7', 'Backspace')).toBeNull();
});

test('other keys are left to others', () => {
  expect(ratingAfterKey('Tab', 3, '')).toBeUndefined();
  expect(ratingAfterKey('n', null, '')).toBeUndefined();
});
