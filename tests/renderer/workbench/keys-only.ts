import type { Page } from '@playwright/test';
import { expect } from 'vitest';

/** What has the focus, as a person who uses keys alone knows it. */
export interface Focused {
  readonly tag: string;
  readonly name: string;
  /** Something shows where it is: an outline, a shadow, a line of another colour, on it or on what stands for it. */
  readonly seen: boolean;
  /** Where it lies in the page, seen from what was looked at before: 1 after it, -1 before it, 0 that is gone or the same. */
  readonly order: number;
}

function look(): Focused {
  const element = document.activeElement ?? document.body;
  const known = window as { lookedAt?: Element };
  const place = known.lookedAt?.compareDocumentPosition(element) ?? Node.DOCUMENT_POSITION_DISCONNECTED;
  const order =
    known.lookedAt === element || place & Node.DOCUMENT_POSITION_DISCONNECTED
      ? 0
      : place & Node.DOCUMENT_POSITION_FOLLOWING
        ? 1
        : -1;
  known.lookedAt = element;
  const labels = (element as HTMLInputElement).labels ?? [];
  const byId = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
  const told = [element.getAttribute('aria-label'), ...byId.map((one) => one?.textContent)].filter(Boolean).join(' ');
  // The page itself has no name: it holds every other one.
  const content = element === document.body ? '' : element.textContent;
  const name = told || [...labels].map((label) => label.textContent).join(' ') || content || '';
  const drawn = (one: Element | null) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  const instead = [...labels, element.nextElementSibling, element.closest('.editor')];
  // On the wall a slip is drawn again, in front of the others.
  const drawnInFront = (element.closest('svg')?.querySelector('.front')?.childElementCount ?? 0) > 0;
  return {
    tag: element.tagName.toLowerCase(),
    name: name.replace(/\s+/g, ' ').trim(),
    seen:
      drawn(element) ||
      instead.some((one) => one !== null && drawn(one)) ||
      drawnInFront ||
      element.matches('h1, h2, p, main'),
    order,
  };
}

/** A person without a mouse: keys alone, and never lost on the way. */
export class Keys {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** One after the other; a longer name is one key. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  focused(): Promise<Focused> {
    return this.#page.evaluate(look);
  }

  /** Waits until the focus is on something of that name, and sees that it is shown. */
  async on(name: RegExp): Promise<Focused> {
    await expect.poll(async () => (await this.focused()).name, { timeout: 10_000 }).toMatch(name);
    const focused = await this.focused();
    expect(focused.seen, `${focused.tag} “${focused.name}” shows that it has the focus`).toBe(true);
    return focused;
  }

  /** Waits until the focus is on anything at all. */
  async notLost(): Promise<Focused> {
    await expect.poll(async () => (await this.focused()).tag, { timeout: 10_000 }).not.toBe('body');
    return this.focused();
  }

  /** Goes on with the tab key until something of that name has the focus; each stop on the way is shown, in order. */
  async to(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focused> {
    const passed: string[] = [];
    await this.focused();
    for (let step = 0; step < 120; step++) {
      await this.press(key);
      const focused = await this.focused();
      passed.push(focused.name.slice(0, 40));
      expect(focused.tag, `lost after ${passed.slice(-3).join(', ')}`).not.toBe('body');
      expect(focused.seen, `${focused.tag} “${focused.name}” shows that it has the focus`).toBe(true);
      expect(focused.order, `order at “${focused.name}” after ${passed.slice(-4).join(', ')}`).not.toBe(
        key === 'Tab' ? -1 : 1,
      );
      if (name.test(focused.name)) return focused;
    }
    throw new Error(`No ${String(name)} among ${passed.join(', ')}`);
  }

  /** From the beginning of the page to its end; returns what was passed. */
  async through(): Promise<readonly Focused[]> {
    const passed: Focused[] = [];
    for (;;) {
      await this.press('Tab');
      const focused = await this.focused();
      if (focused.tag === 'body' || (focused.order < 0 && passed.length > 0)) return passed;
      passed.push(focused);
      if (passed.length > 400) throw new Error('There is no end to the page.');
    }
  }
}
