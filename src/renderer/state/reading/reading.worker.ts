/** Files are read here, so that a large or a hostile one holds up nothing, and can be given up. */
import { type FromReader, ReadingEngine, type ToRead } from './engine.ts';

const engine = new ReadingEngine((told: FromReader) => self.postMessage(told));

self.onmessage = ({ data }: MessageEvent<ToRead>) => {
  void engine.take(data);
};
