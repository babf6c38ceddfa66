/** What a key press on the wall asks for. */
import type { WallLayout } from '#core/wall';
import type { Wall } from '../../state/wall.svelte.ts';

export type Act = 'open' | 'close' | { readonly id: string };

/** Null when the key is not the wall's own. */
export function pressed(event: KeyboardEvent, wall: Wall, layout: WallLayout): Act | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.target instanceof Element && event.target.closest('input, select, textarea')) return null;
  const onControl = event.target instanceof Element && event.target.closest('a, button') !== null;
  if (event.key === 'Escape') return wall.openId === null ? null : 'close';
  if ((event.key === 'Enter' || event.key === ' ') && !onControl) return 'open';
  const step = wall.step(event.key, layout);
  if (step !== null) return { id: step };
  if (!isTypeAhead(event, wall)) return null;
  const id = wall.typeAhead(event.key, event.timeStamp) ?? wall.active;
  return id === null ? null : { id };
}

/** "n" alone writes something down, wherever one is; within a name, or as "N", it is a letter. */
function isTypeAhead(event: KeyboardEvent, wall: Wall): boolean {
  if (!/^\p{L}$/u.test(event.key)) return false;
  return event.key !== 'n' || wall.isTyping(event.timeStamp);
}
