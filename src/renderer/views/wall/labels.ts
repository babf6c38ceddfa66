import type { WallItem } from '#core/wall';
import { longDate, m } from '../../messages/index.ts';

/** What a slip or frame is called aloud. */
export function labelOf({ answer, name, on }: WallItem): string {
  const words = { name, date: on === null ? m.undated() : longDate(on) };
  if (answer === 'yes') return m.wall_label_yes(words);
  return answer === 'quiet' ? m.wall_label_quiet(words) : m.wall_label_no(words);
}
