/** From a key press to the last that it changed on the screen, as the page itself sees it. */
import type { Page } from '@playwright/test';

/** A page that has not changed for so long has answered, ms. */
const quietMs = 250;

/**
 * Presses a key and returns the time from the key's own event to the frame after the last change inside `place`, ms;
 * null when nothing changed there.
 */
export async function timeToPaint(page: Page, key: string, place: string): Promise<number | null> {
  const noted = page.evaluate(
    ([within, quiet]) =>
      new Promise<number | null>((resolve) => {
        let pressed = 0;
        let painted: number | null = null;
        let timer = 0;
        const watch = new MutationObserver((changes) => {
          const inside = changes.some(({ target }) => {
            const element = target instanceof Element ? target : target.parentElement;
            return element?.closest(within) ?? element?.querySelector(within);
          });
          if (!inside) return;
          requestAnimationFrame(() => {
            painted = performance.now() - pressed;
            wait();
          });
        });
        const end = (): void => {
          watch.disconnect();
          resolve(painted);
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
