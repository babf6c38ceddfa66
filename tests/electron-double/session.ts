import type { OnBeforeRequestListenerDetails } from 'electron';
import type { SessionSurface } from '../../src/main/hosts/electron/surface.ts';
import { Events } from './events.ts';

type PermissionRequestHandler = Parameters<SessionSurface['setPermissionRequestHandler']>[0];
type PermissionCheckHandler = Parameters<SessionSurface['setPermissionCheckHandler']>[0];
type RequestListener = Parameters<SessionSurface['webRequest']['onBeforeRequest']>[0];
type ProtocolHandler = (request: Request) => Promise<Response>;

/** `session.defaultSession`. What no handler was set for is allowed, as in Electron. */
export class DoubleSession extends Events implements SessionSurface {
  readonly spelling: { enabled: boolean; languages: readonly string[] } = { enabled: true, languages: ['en-US'] };
  readonly #handlers = new Map<string, ProtocolHandler>();
  #onRequest: RequestListener | null = null;
  #mayAsk: PermissionRequestHandler | null = null;
  #has: PermissionCheckHandler | null = null;
  #device: (() => boolean) | null = null;
  #displayMedia: ((request: unknown, callback: (streams: null) => void) => void) | null = null;

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      this.#handlers.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener): void => {
      this.#onRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.#mayAsk = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.#has = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.#device = handler;
  }

  setDisplayMediaRequestHandler(handler: (request: unknown, callback: (streams: null) => void) => void): void {
    this.#displayMedia = handler;
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spelling.enabled = enable;
  }

  setSpellCheckerLanguages(languages: string[]): void {
    this.spelling.languages = languages;
  }

  /** What the protocol's handler answers, or null when the scheme has none. */
  async fetch(request: Request): Promise<Response | null> {
    const handler = this.#handlers.get(new URL(request.url).protocol.slice(0, -1));
    return handler ? handler(request) : null;
  }

  isCancelled(url: string): boolean {
    const details: OnBeforeRequestListenerDetails = {
      ...{ id: 1, url, method: 'GET', resourceType: 'other', referrer: '', timestamp: 0, uploadData: [] },
    };
    let cancelled = false;
    this.#onRequest?.(details, ({ cancel }) => (cancelled = cancel));
    return cancelled;
  }

  isGrantedOnRequest(permission: string, requestingUrl: string, isMainFrame = true): boolean {
    let granted = this.#mayAsk === null;
    this.#mayAsk?.(null, permission, (answer) => (granted = answer), { isMainFrame, requestingUrl });
    return granted;
  }

  isGrantedOnCheck(permission: string, requestingOrigin: string, isMainFrame = true): boolean {
    return this.#has?.(null, permission, requestingOrigin, { isMainFrame, requestingUrl: requestingOrigin }) ?? true;
  }

  mayUseDevice(): boolean {
    return this.#device?.() ?? true;
  }

  mayCaptureDisplay(): boolean {
    let allowed = false;
    this.#displayMedia?.({}, (streams: object | null) => (allowed = streams !== null));
    return allowed;
  }
}
