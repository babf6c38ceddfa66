import { fadingByKind, fadingOf, halfLife, recoveryOf } from '#core/insights';
import { describe, expect, test } from 'vitest';
import { checkIn, pulse, six, stung } from './rows.ts';

const none = { checkIns: [], pulses: [] };

describe('how many have halved', () => {
  test('is as published for 7 of 9', () => {
    const attempts = stung([8, 8, 8, 8, 8, 8, 8, 8, 8]);
    const checkIns = attempts.map((no, i) => checkIn(no, 7, i < 7 ? 4 : 5));
    const [, week] = recoveryOf({ attempts, checkIns, pulses: [] }).by;
    if (!week?.halved.shown) throw new Error('shown');
    six(week.halved.mean, 0.75);
    six(week.halved.lower, 0.568934);
    six(week.halved.upper, 0.906664);
  });

  test('takes check-ins inside their window only, and no stings under 3', () => {
    const attempts = stung([8, 8, 8, 8, 8, 2]);
    const checkIns = [1, 2, 3, 5, 9, 7].map((after, i) => checkIn(attempts[i]!, after, 0));
    const [day, week, month] = recoveryOf({ attempts, checkIns, pulses: [] }).by;
    expect(day?.halved).toMatchObject({ shown: false, have: 2, need: 4 });
    expect(week?.halved.rests.ids).toEqual([attempts[3]!.id, attempts[4]!.id]);
    expect(month?.halved.rests.count).toBe(0);
  });
});

test('the mean change is as published', () => {
  const changes = [-3, -4, -1, -5, -2, 0, -3, -4];
  const attempts = stung(changes.map(() => 6));
  const checkIns = attempts.map((no, i) => checkIn(no, 30, 6 + (changes[i] ?? 0)));
  const month = recoveryOf({ attempts, checkIns, pulses: [] }).by[2];
  if (!month?.change.shown) throw new Error('shown');
  six(month.change.mean, -2.75);
  six(month.change.lower, -3.584942);
  six(month.change.upper, -1.915058);
});

describe('the half-life', () => {
  const published = [
    ...[1, 2].map(() => ({ after: 0, by: 1 })),
    ...[1, 2, 3].map(() => ({ after: 1, by: 7 })),
    ...[1, 2].map(() => ({ after: 7, by: 30 })),
    { after: 30, by: Infinity },
    { after: 7, by: Infinity },
  ];

  test('is as published', () => {
    const { rate, days, lower, upper } = halfLife(published);
    six(rate, 0.088766);
    expect(days).toBeCloseTo(7.80866, 5);
    expect(lower).toBeCloseTo(4.8555, 4);
    expect(upper).toBeCloseTo(13.4982, 4);
  });

  test('reads its spans from check-ins', () => {
    const attempts = stung(published.map(() => 8));
    const checkIns = published.flatMap(({ after, by }, i) => [
      ...(after > 0 ? [checkIn(attempts[i]!, after, 5)] : []),
      ...(by < Infinity ? [checkIn(attempts[i]!, by, 4)] : []),
    ]);
    const found = recoveryOf({ attempts, checkIns, pulses: [] }).halfLife;
    if (!found.shown) throw new Error('shown');
    expect(found.days).toBeCloseTo(7.80866, 5);
    expect(found.rests.count).toBe(9);
  });

  test('stays silent under eight, and when fewer than four have halved', () => {
    const attempts = stung([8, 8, 8, 8, 8, 8, 8, 8]);
    const checkIns = attempts.map((no, i) => checkIn(no, 7, i < 3 ? 1 : 8));
    expect(recoveryOf({ attempts, checkIns: checkIns.slice(1), pulses: [] }).halfLife).toMatchObject({
      because: 'too-few',
      have: 7,
      need: 8,
    });
    expect(recoveryOf({ attempts, checkIns, pulses: [] }).halfLife).toMatchObject({
      because: 'too-few-halved',
      have: 3,
      need: 4,
    });
  });
});

describe('the self-worth dip', () => {
  test('is the middle of the four weeks before, minus the rating at the no', () => {
    const attempts = [4, 5, 3, 4, 4].map((selfWorth, i) => stung([5], { ratings: { selfWorth } }, 100 + i)[0]!);
    const pulses = [pulse(80, 6), pulse(90, 8), pulse(40, 0), pulse(104, 0)];
    const { selfWorthDip } = recoveryOf({ attempts, checkIns: [], pulses });
    if (!selfWorthDip.shown) throw new Error('shown');
    expect(selfWorthDip.dips.map(({ dip }) => dip)).toEqual([3, 2, 4, 3, 3]);
    expect(selfWorthDip.mean).toBe(3);
  });

  test('needs two pulses before a no, and five such no’s', () => {
    const attempts = stung([5], { ratings: { selfWorth: 4 } }, 100);
    expect(recoveryOf({ ...none, attempts, pulses: [pulse(90, 6)] }).selfWorthDip).toMatchObject({
      shown: false,
      have: 0,
      need: 5,
    });
  });
});

describe('the fading sting', () => {
  const attempts = [...stung([8, 6, 7, 7, 6], { kind: 'job' }), ...stung([5], { kind: 'date' })];
  const checkIns = attempts.flatMap((no, i) => [checkIn(no, 1, 5), ...(i < 4 ? [checkIn(no, 8, 2)] : [])]);

  test('is told letter by letter', () => {
    expect(fadingOf(attempts, checkIns)[0]).toEqual({
      id: attempts[0]!.id,
      kind: 'job',
      points: [
        { after: 0, sting: 8 },
        { after: 1, sting: 5 },
        { after: 8, sting: 2 },
      ],
    });
    expect(fadingOf(stung([5]), [])).toEqual([]);
  });

  test('is told kind by kind, where at least four letters say something', () => {
    const [job, date] = fadingByKind(attempts, checkIns);
    if (!job?.fading.shown) throw new Error('shown');
    expect(job.fading.means.map(({ day, count, mean, band }) => [day, count, mean, band !== null])).toEqual([
      [0, 5, 6.8, true],
      [1, 5, 5, true],
      [7, 4, 2, false],
    ]);
    expect(date).toMatchObject({ kind: 'date', fading: { shown: false, have: 1, need: 4 } });
  });
});
