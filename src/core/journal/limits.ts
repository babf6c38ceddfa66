/** How much one field may hold. Lengths are in UTF-16 code units, as strings count them. */
export const limits = {
  /** One line: a name, a title, what was asked for. */
  line: 500,
  /** Text of any number of lines: the reason, what was heard, a note, why it matters. */
  text: 100_000,
  tag: 60,
  tagsPerAttempt: 50,
  kindName: 60,
  eventsPerAttempt: 500,
  doorsPerPursuit: 1_000,
  reviewsPerPursuit: 500,
  turnsPerPursuit: 500,
  mime: 200,
  searchName: 80,
  searchQuery: 4_000,
  searches: 200,
} as const;

/** Days that something stays in the bin before emptying the bin really removes it. */
export const binDays = 30;
