/** Looking for words apart from the page, so that typing never waits for it. Texts come in, numbers go out. */
import { SearchEngine, type ToSearch } from './engine.ts';

const engine = new SearchEngine();

self.onmessage = ({ data }: MessageEvent<ToSearch>) => {
  const found = engine.take(data);
  if (found) self.postMessage(found, { transfer: [found.levels.buffer] });
};
