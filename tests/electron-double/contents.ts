import type { HandlerDetails, PrintToPDFOptions, WindowOpenHandlerResponse } from 'electron';
import type { ContentsSurface } from '../../src/main/hosts/electron/surface.ts';
import { Events } from './events.ts';

/** The page behind the contents: one of Chromium's, or none in a unit test. */
export interface Backing {
  load(url: string): Promise<void>;
  reload(): Promise<void>;
  send(channel: string, news: unknown): Promise<void>;
  pdf(options: PrintToPDFOptions): Promise<Uint8Array>;
  close(): Promise<void>;
  /** Ends the page's process as a defect would. */
  crash(): Promise<void>;
}

/** `webContents`, with what was asked of it kept for tests to read. */
export class DoubleContents extends Events implements ContentsSurface {
  static #next = 1;
  readonly id = DoubleContents.#next++;
  readonly sent: { readonly channel: string; readonly news: unknown }[] = [];
  readonly pdfs: PrintToPDFOptions[] = [];
  readonly opened: { readonly url: string; readonly action: string }[] = [];
  readonly navigations: { readonly url: string; readonly allowed: boolean }[] = [];
  /** The next PDFs do not come: what Electron says instead. */
  readonly pdfFailures: string[] = [];
  backing: Backing | null = null;
  webRtcPolicy: string | null = null;
  reloads = 0;
  destroyed = false;
  #openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | null = null;

  send(channel: string, news: unknown): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push({ channel, news });
    this.#hand(this.backing?.send(channel, news));
  }

  reload(): void {
    this.reloads++;
    this.#hand(this.backing?.reload());
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  async printToPDF(options: PrintToPDFOptions): Promise<Uint8Array> {
    this.pdfs.push(options);
    const failure = this.pdfFailures.shift();
    if (failure !== undefined) throw new Error(failure);
    return (await this.backing?.pdf(options)) ?? new Uint8Array();
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }

  /** Asks as Electron does when a page opens a window; without a handler it would be allowed. */
  askToOpen(url: string): boolean {
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab' } as const;
    const answer = this.#openHandler?.({ ...details, referrer: { url: '', policy: 'no-referrer' } });
    const action = answer?.action ?? 'allow';
    this.opened.push({ url, action });
    return action === 'allow';
  }

  /** Emits what Electron emits when a page starts a navigation; returns whether it may go on. */
  askToNavigate(url: string, isMainFrame: boolean): boolean {
    const details = { url, isMainFrame, isSameDocument: false };
    const held =
      this.emitPreventable('will-frame-navigate', details) ||
      (isMainFrame && this.emitPreventable('will-navigate', details, url));
    this.navigations.push({ url, allowed: !held });
    return !held;
  }

  #hand(work: Promise<void> | undefined): void {
    // The page may close meanwhile, as a real one may; anything else shows itself in what the test then misses.
    work?.catch((error: unknown) => process.emitWarning(String(error), 'ElectronDouble'));
  }
}
