import type { WallItem } from '#core/wall';
import { m } from '../../messages/index.ts';

/** Items by the year they stand under, in the order given. */
export function byYear(items: readonly WallItem[]): (readonly [string, readonly WallItem[]])[] {
  const years = new Map<string, WallItem[]>();
  for (const item of items) {
    const year = item.on?.slice(0, 4) ?? m.undated();
    const list = years.get(year);
    if (list) list.push(item);
    else years.set(year, [item]);
  }
  return [...years];
}
