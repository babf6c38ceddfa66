import type { CalendarDate } from '#core/base';
import type { Answer, EventKind, Kind, PursuitState, RatingName, ReviewAnswer, WhyEnded, Wish } from '#core/journal';

/** The words of a report, in the person's language. */
export interface ReportWords {
  /** As in BCP 47, for the page's own sake. */
  readonly language: string;
  readonly date: (on: CalendarDate) => string;
  readonly answer: (answer: Answer) => string;
  readonly kind: (kind: Kind) => string;
  readonly rating: (name: RatingName) => string;
  readonly event: (kind: EventKind) => string;
  readonly whyEnded: (kind: WhyEnded['kind']) => string;
  readonly state: (state: PursuitState) => string;
  readonly wish: (wish: Wish) => string;
  /** How much a pursuit matters, 0-10, in words. */
  readonly matters: (value: number) => string;
  readonly reviewAnswer: (answer: ReviewAnswer) => string;
  /** Stands over the reviews: would I still want this yes? */
  readonly review: string;
  readonly whyLetter: string;
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
