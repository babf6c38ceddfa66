/** From a key press to the last that it changed on the screen, as the page itself sees it. */
import type { Page } from '@playwright/test';

/** A page that has not changed for so long has answered, ms. */
const quietMs = 250;

/** From a key's own event, ms: to the last change that it makes inside a place, and to the frame after that. */
export interface KeyTimes {
  readonly changed: number;
  readonly painted: number;
}

/** Presses a key; null when nothing changed inside `place`. */
export async function timeKey(page: Page, key: string, place: string): Promise<KeyTimes | null> {
  const noted = page.evaluate(
    ([within, quiet]) =>
      new Promise<KeyTimes | null>((resolve) => {
        let pressed = 0;
        let times: KeyTimes | null = null;
        let timer = 0;
        const watch = new MutationObserver((changes) => {
          const inside = changes.some(({ target }) => {
            const element = target instanceof Element ? target : target.parentElement;
            return element?.closest(within) ?? element?.querySelector(within);
          });
          if (!inside) return;
          const changed = performance.now() - pressed;
          requestAnimationFrame(() => {
            times = { changed, painted: performance.now() - pressed };
            wait();
          });
        });
        const end = (): void => {
          watch.disconnect();
          resolve(times);
        };
        const wait = (): void => {
          clearTimeout(timer);
          timer = window.setTimeout(end, quiet);
        };
        const begin = (event: KeyboardEvent): void => {
          pressed = event.timeStamp;
          watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
          wait();
        };
        addEventListener('keydown', begin, { capture: true, once: true });
        document.body.dataset['watching'] = 'yes';
      }),
    [place, quietMs] as const,
  );
  await page.locator('body[data-watching]').waitFor();
  await page.evaluate(() => delete document.body.dataset['watching']);
  await page.keyboard.press(key);
  return noted;
}
