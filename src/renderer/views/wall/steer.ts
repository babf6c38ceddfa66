/** Mouse, pen, fingers and wheel over the whole wall. Points are px from the upper left corner. */
export interface Steered {
  move(dx: number, dy: number): void;
  /** Returns whether anything came of it. */
  zoom(factor: number, x: number, y: number): boolean;
  hover(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number): void;
}

/** Further than this the hand meant to drag, px. */
const dragFrom = 5;

/** An attachment that tells `steered` what hands do on an element. */
export function steer(steered: Steered): (element: HTMLElement) => () => void {
  return (element) => {
    const ended = new AbortController();
    const { signal } = ended;
    const held = new Map<number, { x: number; y: number }>();
    let travelled = 0;
    const at = (event: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const spread = () => {
      const [a, b] = [...held.values()];
      return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
    };
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointermove', move, { signal });
    element.addEventListener('pointerup', up, { signal });
    element.addEventListener('pointercancel', (event) => held.delete(event.pointerId), { signal });
    element.addEventListener('pointerleave', () => steered.leave(), { signal });
    element.addEventListener('wheel', wheel, { signal, passive: false });
    return () => ended.abort();

    function down(event: PointerEvent) {
      if (event.button !== 0) return;
      if (held.size === 0) travelled = 0;
      held.set(event.pointerId, at(event));
      element.setPointerCapture(event.pointerId);
    }

    function move(event: PointerEvent) {
      const here = at(event);
      const before = held.get(event.pointerId);
      if (!before) {
        steered.hover(here.x, here.y);
        return;
      }
      const apart = spread();
      held.set(event.pointerId, here);
      travelled += Math.hypot(here.x - before.x, here.y - before.y);
      if (travelled < dragFrom) return;
      if (held.size === 2 && apart > 0) {
        const [a, b] = [...held.values()];
        if (a && b) steered.zoom(spread() / apart, (a.x + b.x) / 2, (a.y + b.y) / 2);
      } else {
        steered.leave();
        steered.move(here.x - before.x, here.y - before.y);
      }
    }

    function up(event: PointerEvent) {
      const here = at(event);
      if (held.delete(event.pointerId) && held.size === 0 && travelled < dragFrom) steered.click(here.x, here.y);
    }

    function wheel(event: WheelEvent) {
      const { x, y } = at(event);
      const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      // The page scrolls on where the wall can become neither larger nor smaller.
      if (steered.zoom(Math.exp(-px / 400), x, y) || event.ctrlKey) event.preventDefault();
    }
  };
}
