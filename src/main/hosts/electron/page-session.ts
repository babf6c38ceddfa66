import type { Dispatch } from '#core/contract';
import { createDispatch } from '#core/contract';
import type { Services, Session } from '../../services/index.ts';
import { copyBytes } from './ipc.ts';
import type { ContentsSurface } from './surface.ts';

/** Gives every load of the page a session of its own, so that a reload leaves nothing half-done behind. */
export class PageSession {
  readonly #services: Pick<Services, 'connect'>;
  readonly #contents: ContentsSurface;
  #session: Session | null = null;
  #dispatch: Dispatch | null = null;

  constructor(services: Pick<Services, 'connect'>, contents: ContentsSurface) {
    this.#services = services;
    this.#contents = contents;
    contents.on('did-navigate', () => this.#begin());
  }

  /** Answers a call of the page that is loaded now. */
  readonly dispatch: Dispatch = (channel, argument) => {
    if (!this.#dispatch) this.#begin();
    return (this.#dispatch as Dispatch)(channel, argument);
  };

  /** The page is gone: nobody is there to be asked for unsaved changes. */
  end(): void {
    this.#session?.end();
    this.#session = null;
    this.#dispatch = null;
  }

  #begin(): void {
    this.end();
    const session = this.#services.connect();
    this.#session = session;
    this.#dispatch = createDispatch(session.handlers);
    session.onEvent((name, news) => {
      if (!this.#contents.isDestroyed()) this.#contents.send(name, copyBytes(news));
    });
  }
}
