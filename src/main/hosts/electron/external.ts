import { coded } from '#core/base';
import { checkExternalAddress } from '../../services/index.ts';
import type { DialogSurface } from './surface.ts';
import type { Words } from './words.ts';

/** The one way out to the system's browser or mail program. */
export type OpenExternal = (address: string) => Promise<void>;

/**
 * Opens an https: or mailto: address after asking. Throws `host/refused` for any other, `cancelled` when the person
 * declines or a question is open already, so that a page cannot pile up questions.
 */
export function createOpenExternal<Window>(ports: {
  readonly dialog: Pick<DialogSurface<Window>, 'showMessageBox'>;
  readonly shell: { openExternal(url: string): Promise<void> };
  readonly window: () => Window | null;
  readonly words: () => Words;
}): OpenExternal {
  const { dialog, shell } = ports;
  let asking = false;

  async function ask(window: Window, address: string): Promise<boolean> {
    asking = true;
    const words = ports.words();
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: words.openOutside,
        detail: address,
        buttons: [words.cancel, words.open],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    } finally {
      asking = false;
    }
  }

  return async (address) => {
    const checked = checkExternalAddress(address);
    const window = ports.window();
    if (asking || !window || !(await ask(window, checked))) throw coded('cancelled');
    await shell.openExternal(checked);
  };
}
