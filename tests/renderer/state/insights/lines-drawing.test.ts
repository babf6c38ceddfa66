import { type toDayNumber } from '#core/base';
import { describe, expect, test } from 'vitest';
import { InsightsEngine } from '../../../../src/renderer/state/insights/engine.ts';
import type { Drawing, Range } from '../../../../src/renderer/state/insights/lines-drawing.ts';
import type { LinesPart } from '../../../../src/renderer/state/insights/parts.ts';
import { linesSvg } from '../../../../src/renderer/views/insights/lines-svg.ts';

const start = 20000;

function drawn(weeks: number, range: Range = 'all', extra: { noes?: number; yeses?: number } = {}): Drawing {
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
    question: { part: 'lines', range },
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

describe('the lines as an SVG file', () => {
  const words = {
    names: ['Hope <&>', 'Purpose', 'Self-worth'],
    month: (date: Parameters<typeof toDayNumber>[0]) => date,
    theme: 'light' as const,
  };

  test('holds a band and a line per curve, a rug and a pin', () => {
    const svg = linesSvg(drawn(30, 'all', { noes: 3, yeses: 1 }), words, 'From & to');
    expect(svg.match(/fill-opacity="\.18"/g)).toHaveLength(2);
    expect(svg.match(/stroke-width="2\.2"/g)).toHaveLength(2);
    expect(svg.match(/fill="#b4842f"/g)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('takes no name for markup', () => {
    const svg = linesSvg(drawn(30, 'all'), words, '<script>');
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('Hope &#60;&#38;&#62;');
  });
});
