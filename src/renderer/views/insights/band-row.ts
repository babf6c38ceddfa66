/** One row of a figure: an estimate between 0 and the scale's end, in its band. */
export interface BandRow {
  readonly name: string;
  /** Null where it lies beyond what is known. */
  readonly mean: number | null;
  readonly lower?: number;
  readonly upper?: number;
  /** What was plainly measured, where `mean` was drawn towards the others. */
  readonly plain?: number;
  /** At its right end. */
  readonly says: string;
}
