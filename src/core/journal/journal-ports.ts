import type { Clock, Random } from '#core/base';
import type { Migration } from './format.ts';

/** What an opening of a journal needs from outside. */
export interface JournalPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Steps from older formats; only tests plant their own. */
  readonly migrations?: readonly Migration[];
}
