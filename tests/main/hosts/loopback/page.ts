/** A page's socket, spoken frame by frame. */
import { decodeFrame, encodeFrame, type Frame } from '#core/contract';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { postSession } from './raw-http.ts';
import { launchIn, type Started } from './start-host.ts';

export class TestPage {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly closed: Promise<number>;
  #next = 0;

  constructor(port: number, options: { origin?: string; path?: string; headers?: Record<string, string> } = {}) {
    const { origin = `http://127.0.0.1:${port}`, path = '/host', headers = {} } = options;
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, origin === '' ? { headers } : { origin, headers });
    this.closed = new Promise((resolve) => this.socket.on('close', (code) => resolve(code)));
    this.socket.on('message', (data: Buffer) => {
      this.frames.push(decodeFrame(new Uint8Array(data)));
      for (const wake of this.#waiting.splice(0)) wake();
    });
    onTestFinished(() => this.socket.terminate());
  }

  /** Resolves to null when the socket opens, to the status with which it was refused otherwise. */
  opened(): Promise<number | null> {
    return new Promise((resolve) => {
      this.socket.on('open', () => resolve(null));
      this.socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      this.socket.on('error', () => resolve(0));
    });
  }

  send(frame: Frame): void {
    this.socket.send(encodeFrame(frame));
  }

  async until<T extends Frame>(fits: (frame: Frame) => frame is T): Promise<T> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async call(channel: string, argument?: unknown): Promise<unknown> {
    const id = this.#next++;
    this.send({ type: 'call', id, channel, argument });
    const frame = await this.until(
      (each): each is Extract<Frame, { type: 'reply' }> => each.type === 'reply' && each.id === id,
    );
    return frame.reply;
  }
}

export const isWelcome = (frame: Frame): frame is Extract<Frame, { type: 'welcome' }> => frame.type === 'welcome';

export async function bearerOf(started: Started): Promise<string> {
  const { body } = await postSession(started.port, launchIn(started.host.issueAddress()));
  return (JSON.parse(body) as { bearer: string }).bearer;
}

/** A page that has come in all the way. */
export async function openPage(started: Started, bearer?: string): Promise<TestPage> {
  const known = bearer ?? (await bearerOf(started));
  const page = new TestPage(started.port);
  await page.opened();
  page.send({ type: 'hello', bearer: known });
  await page.until(isWelcome);
  return page;
}
