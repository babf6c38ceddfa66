import type { Clock } from '#core/base';
import type { ContentsSurface } from './surface.ts';

/** More failures than this within the span, and loading again by itself would be a loop. */
const failuresAllowed = 3;
const spanMs = 60_000;

/**
 * Loads the page again when its process is gone: all that was saved is in the durable log. When it keeps failing,
 * `askPerson` decides; it resolves to true for another try.
 */
export function reloadWhenGone(
  contents: ContentsSurface,
  ports: {
    readonly clock: Clock;
    readonly log: (line: string) => void;
    readonly giveUp: () => void;
    /** The page's memory is gone, with all that waited in it. */
    readonly onGone: () => void;
    readonly askPerson: () => Promise<boolean>;
  },
): void {
  const { clock, log, onGone, askPerson, giveUp } = ports;
  let failures: number[] = [];

  const recover = async () => {
    const now = clock.now();
    failures = [...failures.filter((at) => now - at < spanMs), now];
    if (failures.length > failuresAllowed) {
      if (!(await askPerson())) {
        giveUp();
        return;
      }
      failures = [];
    }
    if (!contents.isDestroyed()) contents.reload();
  };

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    log(`The window's process is gone: ${reason}.`);
    onGone();
    void recover();
  });
}
