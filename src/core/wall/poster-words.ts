/** What a poster says in the person's language. */
import type { Paper } from '#core/journal';
import type { WallWords } from './wall-art.ts';

export interface PosterWords extends WallWords {
  readonly kinds: Readonly<Record<Paper, string>>;
  readonly personal: string;
  /** Number of no's, and of yes's. What was left unanswered is no no. */
  counted(noes: number, yeses: number): readonly [string, string];
}
