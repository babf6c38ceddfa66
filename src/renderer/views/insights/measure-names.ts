import type { Measure } from '../../state/lines.ts';
import { ratingName } from '../../messages/index.ts';

export const measureName = (measure: Measure): string => ratingName(measure);
