import { ReadingEngine } from '../../../../src/renderer/state/reading/engine.ts';
import { FileReading, type ReaderPort } from '../../../../src/renderer/state/reading/file-reading.ts';

/** The reader without its worker: what crosses to and fro is copied as a worker's messages are. */
export function readingHere(): FileReading {
  return new FileReading(() => {
    let over = false;
    const port: ReaderPort = {
      onmessage: null,
      onerror: null,
      // A test's file is a plain object, which no worker would get; everything that comes back is copied.
      postMessage: (message) => void engine.take(message),
      terminate: () => (over = true),
    };
    const engine = new ReadingEngine((told) => {
      const data = structuredClone(told);
      if (!over) port.onmessage?.({ data } as MessageEvent<typeof told>);
    });
    return port;
  });
}
