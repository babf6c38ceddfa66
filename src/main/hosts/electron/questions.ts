import type { AfterFailure } from './ending.ts';
import type { DialogSurface, WindowSurface } from './surface.ts';
import type { Words } from './words.ts';

/** The two questions that the window itself cannot ask, because it may be what failed. */
export function questions<Window extends WindowSurface>(dialog: DialogSurface<Window>, window: Window, words: Words) {
  return {
    async afterFailure(): Promise<AfterFailure> {
      const choices = ['retry', 'stay', 'leave'] as const;
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: words.notSaved,
        detail: words.notSavedDetail,
        buttons: [words.tryAgain, words.goBack, words.quitAnyway],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      return choices[response] ?? 'stay';
    },

    /** Resolves to true for another try. */
    async afterPageFailures(): Promise<boolean> {
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        message: words.pageGone,
        detail: words.pageGoneDetail,
        buttons: [words.reload, words.quit],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 0;
    },
  };
}
