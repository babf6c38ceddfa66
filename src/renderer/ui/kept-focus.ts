/**
 * Whoever uses the keys must never be thrown back to the beginning of the page because what they stood on is gone: the
 * focus goes to what has taken its place, or to what is nearest to it.
 */

const focusable = ':is(a[href], button, input, select, textarea, summary, [tabindex]):not([tabindex="-1"], :disabled)';

/** Where an element stood: its parents from the inside out, and at which place among their children. */
type Place = readonly { readonly parent: Element; readonly index: number }[];

function placeOf(element: Element): Place {
  const steps: { parent: Element; index: number }[] = [];
  for (let child = element; child.parentElement; child = child.parentElement) {
    steps.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  }
  return steps;
}

/** The slips of the wall are SVG. */
type Focusable = HTMLElement | SVGElement;

const isSeen = (element: Element): element is Focusable =>
  (element instanceof HTMLElement || element instanceof SVGElement) &&
  element.checkVisibility({ visibilityProperty: true });

/** All that keys can reach in an element and itself, in the order of the page. */
function within(element: Element): readonly Focusable[] {
  const inside = [...element.querySelectorAll(focusable)];
  return (element.matches(focusable) ? [element, ...inside] : inside).filter(isSeen);
}

/** The first thing after a place, else the last one before it; the smallest part of the page that has one decides. */
function nearest(place: Place): Focusable | undefined {
  for (const { parent, index } of place) {
    if (!parent.isConnected || parent === document.body) continue;
    const children = [...parent.children];
    const after = children.slice(index).flatMap(within)[0];
    const found = after ?? children.slice(0, index).flatMap(within).at(-1);
    if (found) return found;
  }
  return undefined;
}

/** Remembers a place that has the focus; the function gives it back, to the same element or to the nearest one. */
export function focusToGiveBack(element: Element | null): () => void {
  const place = element ? placeOf(element) : [];
  return () => {
    if (element && isSeen(element) && !element.matches(':disabled')) element.focus();
    else nearest(place)?.focus();
  };
}

/** Does something later, at once for all who ask until then. */
function once(later: (task: () => void) => unknown, task: () => void): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    later(() => {
      waits = false;
      task();
    });
  };
}

const afterFrame = (task: () => void) => requestAnimationFrame(() => setTimeout(task));

/** Watches over the focus of the page; the function returned ends that. */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let giveBack = (): void => undefined;

  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    last = target;
    giveBack = focusToGiveBack(target);
  };
  /** Still there and usable: then the person themselves left it, by a click beside everything. */
  const isGone = () => last !== null && (!isSeen(last) || last.matches(':disabled'));
  const lookClosely = once(afterFrame, () => {
    if (document.activeElement === last && isGone()) giveBack();
  });
  const look = once(setTimeout, () => {
    const { activeElement, body } = document;
    if (activeElement === body) {
      if (isGone()) giveBack();
    } else if (activeElement === last) {
      if (last?.matches(':disabled')) giveBack();
      // Whether it is seen is known without work of its own once the page is laid out; every key that is typed asks.
      else lookClosely();
    }
  });
  // What removed it may have a better place in mind, and goes there in the same turn.
  const later = new MutationObserver(look);
  later.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden', 'open'] });
  document.addEventListener('focusin', remember);
  return () => {
    later.disconnect();
    document.removeEventListener('focusin', remember);
  };
}
