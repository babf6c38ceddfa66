import { frameMarks, layoutWall, type Mark, palettes, slipFace, slipMarks, tinted } from '#core/wall';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeXml, marksText } from '../../../src/core/wall/svg.ts';
import { fitText, textWidth, twoLines } from '../../../src/core/wall/text-width.ts';
import { sampleItems, words } from './samples.ts';

const item = sampleItems(1, 1)[0]!;
const slip = layoutWall([item], { nailHolds: 30, capacity: 30, rails: 1 }).piles[0]!.slips[0]!;
const texts = (marks: readonly Mark[]): Extract<Mark, { kind: 'text' }>[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? texts(mark.marks) : mark.kind === 'text' ? [mark] : []));

test('bold is a personal reply, italic on white no answer', () => {
  expect(slipFace({ ...item, answer: 'no', personal: true }, words)).toMatchObject({ style: 'bold', paper: item.mark });
  expect(slipFace({ ...item, answer: 'no', personal: false }, words)).toMatchObject({ style: 'text' });
  const silent = slipFace({ ...item, answer: 'quiet', personal: false }, words);
  expect(silent).toMatchObject({ style: 'italic', paper: 'silence', mark: item.mark });
});

test('only the uppermost slip quotes, and only when it may', () => {
  const quoting = { ...item, answer: 'no' as const, words: 'not for us' };
  const drawn = (quoted: boolean, top: boolean) =>
    texts([slipMarks(slip, slipFace(quoting, words, quoted), words, palettes.plaster, top)]).map(({ text }) => text);
  expect(drawn(true, true)).toContain('“not for us”');
  expect(drawn(true, false)).not.toContain('“not for us”');
  expect(drawn(false, true)).not.toContain('“not for us”');
});

test('a name never runs into the date', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 90, unit: 'grapheme' }), (name) => {
      const marks = texts([slipMarks(slip, slipFace({ ...item, name }, words), words, palettes.plaster, false)]);
      const whom = marks.find(({ face }) => face !== 'typed');
      if (!whom) return;
      expect(whom.x + textWidth(whom.text, whom.size, whom.face)).toBeLessThan(95 - textWidth('10-16', 4, 'typed'));
    }),
  );
});

test('text is cut between letters as people see them', () => {
  expect(fitText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 40, 10, 'text')).toMatch(/^(👩‍👩‍👧‍👦)*…$/u);
  expect(fitText('short', 100, 5, 'text')).toBe('short');
  expect(twoLines('Summer School of Etching and Other Printing, Bologna', 36, 5, 'text')).toHaveLength(2);
});

/** Lone surrogates and control characters too. */
const anyCodeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

test('whatever a person writes, the SVG stays well-formed', () => {
  fc.assert(
    fc.property(anyCodeUnits, (name) => {
      const safe = escapeXml(name);
      expect(safe).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);

      expect(safe).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }),
  );
  const svg = marksText([slipMarks(slip, slipFace({ ...item, name: '<b>&"' }, words), words, palettes.plaster, true)]);
  expect(svg).toContain('&lt;b&gt;&amp;&quot;');
});

/** WCAG 2 contrast of two colours, 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test('ink can be read on every paper and wall, darkest tint included', () => {
  for (const palette of Object.values(palettes)) {
    for (const paper of Object.values(palette.papers)) {
      expect(contrast(palette.ink, tinted(paper, -0.045))).toBeGreaterThanOrEqual(6.9);
      expect(contrast(palette.inkSoft, tinted(paper, -0.045))).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(palette.inkSilent, tinted(palette.papers.silence, -0.045))).toBeGreaterThanOrEqual(4.5);
    for (const wall of [palette.wallTop, palette.wallBottom, palette.rail]) {
      expect(contrast(palette.text, wall)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.soft, wall)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.goldText, wall)).toBeGreaterThanOrEqual(3);
    }
  }
});

test('a frame names who said yes and when', () => {
  const yes = { ...item, answer: 'yes' as const, name: 'Ostra' };
  const [frame] = layoutWall([yes], { nailHolds: 30, capacity: 30, rails: 1 }).frames;
  expect(texts(frameMarks(frame!, words, palettes.night)).map(({ text }) => text)).toEqual(['Yes', 'Ostra', yes.on]);
});
