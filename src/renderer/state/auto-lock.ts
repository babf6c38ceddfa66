/**
 * Locks when nobody is there. A host that can tell (Electron: of the whole machine) is told after how long; on the other
 * the window watches its own input. A hidden window hears nothing, so the time that passes while it is hidden counts.
 */
import { type Dispose, Disposables } from '#core/base';
import type { HostInfo } from '#core/contract';
import type { Journal } from '#core/journal';
import type { ConnectedHost } from '../host/index.ts';

const msPerMinute = 60_000;
/** How often it is looked at, ms. */
export const lookEveryMs = 5_000;
/** Timers of a window that is in front stand still for this long only when the machine sleeps, ms. */
export const sleptMs = 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'] as const;

export class AutoLock {
  readonly #disposables = new Disposables();

  static start(
    journal: Journal,
    host: Pick<ConnectedHost, 'lock'>,
    info: Pick<HostInfo, 'capabilities'> | null,
    lock: () => void,
  ): AutoLock {
    const autoLock = new AutoLock();
    const minutes = () => journal.settings().lockAfterMinutes;
    if (info?.capabilities.presence) autoLock.#disposables.add(tellHost(journal, host, minutes));
    else autoLock.#disposables.add(watchWindow(window, minutes, lock));
    return autoLock;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function tellHost(journal: Journal, host: Pick<ConnectedHost, 'lock'>, minutes: () => number): Dispose {
  let told = -1;
  const tell = (): void => {
    if (told === minutes()) return;
    told = minutes();
    void host.lock.configure({ afterMinutes: told });
  };
  tell();
  return journal.onChange(({ settings }) => {
    if (settings) tell();
  });
}

/** Two clocks: one goes on while the machine sleeps, the other is not moved when somebody sets the time back. */
function readClocks() {
  return { date: Date.now(), steady: performance.now() };
}

/** Calls `lock` when there was no input for `minutes()` (0: never), or when the machine has slept. */
export function watchWindow(window: Window, minutes: () => number, lock: () => void): Dispose {
  const { document } = window;
  let touched = readClocks();
  let looked = readClocks();
  const since = (then: typeof touched): number => {
    const now = readClocks();
    return Math.max(now.date - then.date, now.steady - then.steady);
  };
  const look = (): boolean => {
    const wasHidden = document.visibilityState === 'hidden';
    const slept = !wasHidden && since(looked) > sleptMs;
    looked = readClocks();
    if (!slept && !(minutes() > 0 && since(touched) >= minutes() * msPerMinute)) return false;
    lock();
    return true;
  };
  // The first sign of life after too long a time comes from whoever sits down now: it locks.
  const onSign = (): void => {
    if (!look()) touched = readClocks();
  };
  const onVisible = (): void => {
    if (document.visibilityState === 'hidden') return;
    // Timers of a hidden window stand still by themselves.
    looked = readClocks();
    look();
  };
  // The system's printing dialog stops every timer of the window; whoever closes it is there.
  const onPrinted = (): void => {
    looked = touched = readClocks();
  };
  const timer = window.setInterval(look, lookEveryMs);
  for (const sign of signs) window.addEventListener(sign, onSign, { capture: true, passive: true });
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('afterprint', onPrinted);
  return () => {
    window.clearInterval(timer);
    for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true });
    document.removeEventListener('visibilitychange', onVisible);
    window.removeEventListener('afterprint', onPrinted);
  };
}
