/** How well each attempt fits what was looked for, by the number that the search has for it. */
export interface Found {
  /** 0 best; {@link notFound} for those that do not fit. Within one level the asking side decides. */
  readonly levels: Uint8Array;
  /** Words that were taken for what was typed although they are spelled otherwise. */
  readonly similar: readonly string[];
}

export const notFound = 255;
/** From this level on, what was found is only like what was typed. */
export const firstSimilar = 6;
