import { m, number, shortDate } from '../../messages/index.ts';
import type { MeasureLine } from '../../state/insights/lines-drawing.ts';
import type { Moment } from '../../state/lines.ts';
import { measureName } from './measure-names.ts';
import { rough } from './words.ts';

/** What is seen, from when to when. */
export function linesSentence(moments: readonly Moment[]): string {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last) return '';
  const pulses = moments.filter(({ from }) => from === 'pulse').length;
  const [from, to] = [shortDate(first.on), shortDate(last.on)];
  return m.lines_sentence({ from, to, pulses, answers: moments.length - pulses });
}

/** Where each line ends, or the middle of its dots. */
export function linesSummary(lines: readonly MeasureLine[]): string[] {
  return lines.flatMap(({ measure, line }) => {
    const name = measureName(measure);
    const last = line.shown ? line.stretches.at(-1)?.at(-1) : undefined;
    if (last) {
      const [level, lower, upper] = [rough(last.level), rough(last.lower), rough(last.upper)];
      return [m.insights_lines_now({ measure: name, level, lower, upper })];
    }
    return line.median === null ? [] : [m.lines_median({ measure: name, value: number(line.median, 1) })];
  });
}
