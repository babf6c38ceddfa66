import { type toDayNumber } from '#core/base';
import { svgFile } from '#core/wall';
import { describe, expect, test } from 'vitest';
import { InsightsEngine } from '../../../../src/renderer/state/insights/engine.ts';
import type { Drawing, Range } from '../../../../src/renderer/state/insights/lines-drawing.ts';
import type { LinesPart } from '../../../../src/renderer/state/insights/parts.ts';
import { linesArt } from '../../../../src/renderer/views/insights/lines-art.ts';

const start = 20000;

function drawn(weeks: number, range: Range = 'all', extra: { noes?: number; yeses?: number } = {}, back = 0): Drawing {
  const engine = new InsightsEngine();
  const answered = (answer: 'yes' | 'no', count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `${answer}${i}`,
      pursuit: null,
      kind: 'other',
      tags: [],
      sent: null,
      answer,
      answered: start + i,
      stretch: null,
      ratings: { hope: 2 },
      rated: start + i,
    }));
  const pulses = Array.from({ length: weeks }, (_, i) => ({
    id: `p${String(i).padStart(4, '0')}`,
    on: start + 7 * i,
    hope: 3 + (i % 4),
    purpose: 5,
    selfWorth: null,
  }));
  const attempts = [...answered('no', extra.noes ?? 0), ...answered('yes', extra.yeses ?? 0)];
  engine.take({ type: 'rows', patch: { pulses: { put: pulses, drop: [] }, attempts: { put: attempts, drop: [] } } });
  const part = engine.take({
    type: 'ask',
    question: { part: 'lines', range, back },
    today: start,
    quietAfterDays: 30,
  }) as LinesPart;
  return part.drawing;
}

describe('a drawing of the lines', () => {
  test('shows a curve, and a median only without one', () => {
    const [hope, , selfWorth] = drawn(30, 'all').panels;
    expect(hope?.stretches).toHaveLength(1);
    expect(hope?.median).toBeNull();
    expect(selfWorth).toMatchObject({ stretches: [], dots: [], median: null, end: 5 });
    expect(drawn(8, 'all').panels[0]).toMatchObject({ stretches: [], median: 4.5, end: 4.5 });
  });

  test('cuts to the last months', () => {
    const all = drawn(200, 'all');
    const quarter = drawn(200, 'quarter');
    expect(quarter.to - quarter.from).toBeLessThan(100);
    expect(quarter.to).toBeLessThanOrEqual(all.to);
    expect(quarter.panels[0]!.dots.length).toBeLessThan(16);
    expect(quarter.panels[0]!.stretches[0]!.every(({ day }) => day >= quarter.from)).toBe(true);
  });

  test('draws what falls together once', () => {
    const crowded = drawn(20, 'all', { noes: 5000 });
    expect(crowded.noes.length).toBeLessThan(1000);
    expect(crowded.panels[0]!.rings.length).toBeLessThan(1000);
  });
});

describe('a stretch of time before the latest', () => {
  test('is the one that adjoins it, until the first rating', () => {
    const latest = drawn(200, 'year');
    const before = drawn(200, 'year', {}, 1);
    expect([latest.back, latest.earlier, latest.later]).toEqual([0, true, false]);
    expect([before.back, before.later]).toEqual([1, true]);
    expect(Math.abs(before.to - latest.from)).toBeLessThan(12);
    const far = drawn(200, 'year', {}, 99);
    expect([far.back, far.earlier]).toEqual([3, false]);
    expect(far.panels[0]!.dots[0]!.x).toBe(start);
  });

  test('has nothing before or after where all is seen', () => {
    expect(drawn(200, 'all', {}, 4)).toMatchObject({ back: 0, earlier: false, later: false });
    expect(drawn(6, 'year', {}, 2)).toMatchObject({ back: 0, earlier: false, later: false });
  });
});

describe('the lines as marks', () => {
  const words = {
    names: ['Hope <&>', 'Purpose', 'Self-worth'],
    month: (date: Parameters<typeof toDayNumber>[0]) => date,
    theme: 'light' as const,
  };
  const svgOf = (drawing: Drawing) => {
    const { width, height, marks } = linesArt(drawing, words);
    return svgFile(width, height, marks, '', 'px');
  };

  test('hold a band and a line per curve, a rug and a pin', () => {
    const svg = svgOf(drawn(30, 'all', { noes: 3, yeses: 1 }));
    expect(svg.match(/opacity="0\.18"/g)).toHaveLength(2);
    expect(svg.match(/stroke-width="2\.2"/g)).toHaveLength(2);
    expect(svg.match(/fill="#b4842f"/g)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('tell the measures apart by their strokes too', () => {
    expect(svgOf(drawn(30, 'all')).match(/stroke-width="2\.2"( stroke-dasharray="[\d ]+")?/g)).toEqual([
      'stroke-width="2.2"',
      'stroke-width="2.2" stroke-dasharray="14 4"',
    ]);
  });

  test('take no name for markup', () => {
    expect(svgOf(drawn(30, 'all'))).toContain('Hope &lt;&amp;&gt;');
  });
});
