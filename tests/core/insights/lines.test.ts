import { lineOf, Smoother } from '#core/insights';
import { describe, expect, test } from 'vitest';
import { pulse, six } from './rows.ts';

const t = [0, 3, 7, 8, 14, 20, 27, 29, 36, 41, 50, 60];
const y = [6, 5, 5, 4, 3, 4, 5, 5, 6, 5, 7, 6];

test('the smoother gives the published fit, band and degrees of freedom', () => {
  const smoother = new Smoother(t, y, 14);
  const at = smoother.at(30);
  six(at.fit, 5.081494);
  six(at.error, 0.298003);
  six(at.lower, 4.666641);
  six(at.upper, 5.496346);
  six(smoother.trace, 3.20296);
  six(smoother.df, 8.313539);
  six(smoother.leaveOneOut, 1.07104);
});

test('the smoother returns a straight line as it is, and days without a slope as their mean', () => {
  const straight = new Smoother([0, 5, 9, 30], [1, 2, 2.8, 7], 14);
  six(straight.at(20).fit, 5);
  const twice = new Smoother([3, 3, 3, 3], [1, 3, 5, 7], 14);
  six(twice.at(3).fit, 4);
});

describe('a line', () => {
  const weekly = (count: number, from = 0) => Array.from({ length: count }, (_, i) => pulse(from + 7 * i, i % 3));

  test('is dots, then dots with their middle, then a curve', () => {
    expect(lineOf(weekly(4), 'hope')).toMatchObject({
      shown: false,
      because: 'too-few',
      have: 4,
      need: 12,
      median: null,
    });
    expect(lineOf(weekly(5), 'hope')).toMatchObject({ shown: false, median: 1 });
    expect(lineOf(weekly(11), 'hope')).toMatchObject({ shown: false, have: 11 });
    expect(lineOf(weekly(12), 'hope')).toMatchObject({ shown: true, bandwidth: 21, median: 1 });
    expect(lineOf(weekly(20), 'hope')).toMatchObject({ shown: true, bandwidth: 14 });
  });

  test('waits for four weeks however many pulses there are', () => {
    const daily = Array.from({ length: 14 }, (_, i) => pulse(i, 5));
    expect(lineOf(daily, 'hope')).toMatchObject({ shown: false, because: 'too-short', have: 13, need: 28 });
  });

  test('breaks where it would rest on fewer than four points', () => {
    const line = lineOf([...weekly(12), ...weekly(12, 400)], 'hope');
    if (!line.shown) throw new Error('shown');
    expect(line.stretches).toHaveLength(2);
    const [first, second] = line.stretches;
    expect(first?.[0]?.day).toBeLessThan(7);
    expect(first?.at(-1)?.day).toBeLessThan(150);
    expect(second?.[0]?.day).toBeGreaterThan(350);
    expect(second?.at(-1)?.day).toBeGreaterThan(470);
  });

  test('stays silent when its pulses lie too far apart for any stretch', () => {
    const yearly = Array.from({ length: 12 }, (_, i) => pulse(365 * i, 5));
    expect(lineOf(yearly, 'hope')).toMatchObject({ shown: false, because: 'too-sparse', median: 5 });
  });

  test('keeps its band on the scale', () => {
    const line = lineOf(
      Array.from({ length: 20 }, (_, i) => pulse(7 * i, i % 2 === 0 ? 10 : 9)),
      'purpose',
    );
    if (!line.shown) throw new Error('shown');
    const points = line.stretches.flat();
    expect(points.every(({ lower, upper }) => lower >= 0 && upper <= 10)).toBe(true);
  });

  test('leaves out pulses without the measure', () => {
    const line = lineOf([...weekly(12), { ...pulse(3, 9), hope: null }], 'hope');
    expect(line.rests.count).toBe(12);
  });

  test('has few enough points for a screen, however long', () => {
    const line = lineOf(weekly(800), 'hope');
    if (!line.shown) throw new Error('shown');
    expect(line.stretches.flat().length).toBeLessThan(500);
  });
});
