import type { Measure } from '#core/insights';
import { m, ratingName } from '../../messages/index.ts';
import type { Moment } from '../../state/lines.ts';

export const measureName = (measure: Measure): string => ratingName(measure);

const occasions: Record<Moment['from'], () => string> = {
  pulse: m.lines_from_pulse,
  no: m.lines_from_no,
  yes: m.lines_from_yes,
};
export const occasionName = (from: Moment['from']): string => occasions[from]();
