/** One row of a figure: an estimate between 0 and the scale's end, in its band. */
export interface BandRow {
  readonly name: string;
  readonly mean: number;
  readonly lower?: number;
  readonly upper?: number;
  /** What was plainly measured, where `mean` was drawn towards the others. */
  readonly plain?: number;
  /** At its right end. */
  readonly says: string;
}
