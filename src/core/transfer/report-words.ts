import type { CalendarDate } from '#core/base';
import type { Answer, Kind, RatingName } from '#core/journal';

/** The words of a report, in the person's language. */
export interface ReportWords {
  /** As in BCP 47, for the page's own sake. */
  readonly language: string;
  readonly date: (on: CalendarDate) => string;
  readonly answer: (answer: Answer) => string;
  readonly kind: (kind: Kind) => string;
  readonly rating: (name: RatingName) => string;
  readonly sent: string;
  readonly theirReason: string;
  readonly heard: string;
  readonly reflection: string;
  readonly doors: string;
  readonly withoutPursuit: string;
  readonly failuresTitle: string;
  /** Stands for a name that is hidden. */
  readonly hidden: string;
  /** Stands for the year of what has no date. */
  readonly undated: string;
}
