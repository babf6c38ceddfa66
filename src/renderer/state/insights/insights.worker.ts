/** The statistics apart from the page, so that typing never waits for them. Rows come in, figures go out, nothing stays. */
import { InsightsEngine, type ToEngine } from './engine.ts';

const engine = new InsightsEngine();

self.onmessage = ({ data }: MessageEvent<ToEngine>) => {
  const part = engine.take(data);
  if (part) self.postMessage(part);
};
