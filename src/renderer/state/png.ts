/** PNG of any height from bands of pixels, in bounded memory. https://www.w3.org/TR/png-3/ */

export interface PngSource {
  readonly width: number;
  readonly height: number;
  readonly dotsPerInch: number;
  readonly bandRows: number;
  /** RGBA of the rows from `from` on; alpha is left out of the file. */
  readonly band: (from: number, rows: number) => Uint8ClampedArray;
  readonly signal: AbortSignal;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(12 + data.length);
  const view = new DataView(made.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) made[4 + i] = type.charCodeAt(i);
  made.set(data, 8);
  view.setUint32(8 + data.length, crc(made.subarray(4, 8 + data.length)));
  return made;
}

function header(width: number, height: number): Uint8Array {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits a channel, red green blue, deflate, adaptive filters, not interlaced.
  data.set([8, 2, 0, 0, 0], 8);
  return data;
}

/** Dots a metre, both ways. */
function density(dotsPerInch: number): Uint8Array {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const perMetre = Math.round(dotsPerInch / 0.0254);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  data[8] = 1;
  return data;
}

const filterUp = 2;

/** Rows as differences from the row above; `above` is left holding the last row. */
function filtered(pixels: Uint8ClampedArray, width: number, rows: number, above: Uint8Array): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(rows * (1 + width * 3));
  let to = 0;
  let from = 0;
  for (let row = 0; row < rows; row++) {
    made[to++] = filterUp;
    for (let at = 0; at < width * 3; from++) {
      for (let channel = 0; channel < 3; channel++, at++) {
        const value = pixels[from++] ?? 0;
        made[to++] = value - (above[at] ?? 0);
        above[at] = value;
      }
    }
  }
  return made;
}

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** Encodes a picture; rejects with the signal's reason when aborted. */
export async function encodePng(source: PngSource): Promise<Blob> {
  const { width, height, dotsPerInch, bandRows, band, signal } = source;
  const parts: Uint8Array<ArrayBuffer>[] = [
    signature,
    chunk('IHDR', header(width, height)),
    chunk('pHYs', density(dotsPerInch)),
  ];
  const above = new Uint8Array(width * 3);
  let from = 0;
  const rows = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      // A picture of minutes must leave the window its turns.
      await new Promise((next) => setTimeout(next));
      if (signal.aborted) {
        controller.error(signal.reason);
      } else if (from >= height) {
        controller.close();
      } else {
        const count = Math.min(bandRows, height - from);
        controller.enqueue(filtered(band(from, count), width, count, above));
        from += count;
      }
    },
  });
  const reader = rows.pipeThrough(new CompressionStream('deflate')).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) parts.push(chunk('IDAT', read.value));
  parts.push(chunk('IEND', new Uint8Array(0)));
  return new Blob(parts, { type: 'image/png' });
}
