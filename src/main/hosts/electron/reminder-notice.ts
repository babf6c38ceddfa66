import type { ReminderPlan } from '#core/contract';
import { bringForward } from './lifecycle.ts';
import type { NoticeSurface, NoticesSurface, WindowSurface } from './surface.ts';
import { wordsFor } from './words.ts';

/**
 * Shows the one sentence that a reminder has; a press brings the window forward. Whoever is in the window already is
 * not told.
 */
export function createReminder(ports: {
  readonly Notification: NoticesSurface;
  readonly window: () => WindowSurface | null;
  readonly locale: () => string;
}): (language: ReminderPlan['language']) => void {
  // Held on to: one that nobody holds any more may vanish with its press unheard.
  let shown: NoticeSurface | null = null;
  return (language) => {
    const window = ports.window();
    if (!window || window.isDestroyed() || window.isFocused()) return;
    const words = wordsFor(language === 'system' ? ports.locale() : language);
    shown?.close();
    shown = new ports.Notification({ title: 'Nailwall', body: words.reminder });
    shown.on('click', () => bringForward(ports.window()));
    shown.show();
  };
}
