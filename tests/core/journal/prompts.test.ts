import { addDays } from '#core/base';
import { type Answer, lessonOf, lessons, promptCount, promptsFor, promptsTaken } from '#core/journal';
import { expect, test } from 'vitest';
import { day, openJournal } from './opened.ts';

const on = day('2024-01-15');
const all = Array.from({ length: promptCount }, (_, index) => index + 1);
const no = (id: string, answer: Answer = 'no') => ({ id, answer });

test('every prompt serves one lesson, and every lesson has prompts', () => {
  expect(all.map(lessonOf)).not.toContain(null);
  expect(new Set(all.map(lessonOf))).toEqual(new Set(lessons));
  expect([0, 21].map(lessonOf)).toEqual([null, null]);
});

test('after a no all twenty are offered, each once, neighbours of different lessons', () => {
  for (let index = 0; index < 200; index++) {
    const order = promptsFor(no(`attempt ${String(index)}`), on, []);
    expect([...order].sort((a, b) => a - b)).toEqual(all);
    const alike = order.filter((prompt, at) => at > 0 && lessonOf(prompt) === lessonOf(order[at - 1] ?? 0));
    expect(alike.length).toBeLessThanOrEqual(3);
    expect(lessonOf(order[0] ?? 0)).not.toBe(lessonOf(order[1] ?? 0));
  }
});

test('the choice is the same all day, and differs between days and between attempts', () => {
  expect(promptsFor(no('a'), on, [])).toEqual(promptsFor(no('a'), on, []));
  const firstOf = (id: string, after: number) => promptsFor(no(id), addDays(on, after), [])[0];
  const byDay = new Set(Array.from({ length: 60 }, (_, after) => firstOf('a', after)));
  const byAttempt = new Set(Array.from({ length: 60 }, (_, index) => firstOf(`a${String(index)}`, 0)));
  expect(byDay.size).toBeGreaterThan(12);
  expect(byAttempt.size).toBeGreaterThan(12);
});

test('those taken lately come last; older ones are offered again', () => {
  const taken = promptsFor(no('a'), on, []);
  const order = promptsFor(no('a'), on, taken);
  expect(new Set(order.slice(-8))).toEqual(new Set(taken.slice(0, 8)));
  expect(order).toHaveLength(20);
});

test('after a yes only what fits a yes; after silence nothing about their words', () => {
  expect(new Set(promptsFor(no('a', 'yes'), on, []))).toEqual(new Set([9, 10, 18, 19]));
  for (const answer of ['quiet', 'withdrawn'] as const) {
    const order = promptsFor(no('a', answer), on, []);
    expect(order).toHaveLength(18);
    expect(order).not.toContain(1);
    expect(order).not.toContain(3);
  }
});

test('what other attempts took, the latest first', () => {
  const { journal } = openJournal();
  const add = (prompt: number | null, answeredOn: string) =>
    journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: day(answeredOn), prompt });
  add(4, '2024-01-01');
  add(7, '2024-01-03');
  add(4, '2024-01-02');
  add(null, '2024-01-05');
  const own = add(9, '2024-01-04');
  expect(promptsTaken(journal.attempts(), own)).toEqual([7, 4]);
});
