import fc from 'fast-check';
import { Buffer } from 'node:buffer';
import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodePng } from '../../../src/renderer/state/png.ts';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Chunks of a PNG, their sums checked. */
function chunksOf(png: Buffer): Chunk[] {
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (typeof crc32 === 'function') expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

/** RGB rows, the filter "up" undone. */
function pixelsOf(chunks: readonly Chunk[], width: number): number[] {
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const pixels: number[] = [];
  let above = new Uint8Array(width * 3);
  for (let at = 0; at < rows.length; at += 1 + width * 3) {
    expect(rows[at]).toBe(2);
    above = Uint8Array.from(rows.subarray(at + 1, at + 1 + width * 3), (value, i) => value + above[i]!);
    pixels.push(...above);
  }
  return pixels;
}

const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 30 }),
    bandRows: fc.integer({ min: 1, max: 12 }),
  })
  .chain((shape) => {
    const length = shape.width * shape.height * 4;
    return fc.record({
      ...Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, fc.constant(value)])),
      rgba: fc.uint8Array({ minLength: length, maxLength: length }),
    }) as fc.Arbitrary<typeof shape & { rgba: Uint8Array }>;
  });

test('what is read back is what was drawn, whatever the bands', async () => {
  await fc.assert(
    fc.asyncProperty(pictures, async ({ width, height, bandRows, rgba }) => {
      const blob = await encodePng({
        width,
        height,
        bandRows,
        dotsPerInch: 300,
        band: (from, rows) => new Uint8ClampedArray(rgba.subarray(from * width * 4, (from + rows) * width * 4)),
        signal: new AbortController().signal,
      });
      const chunks = chunksOf(Buffer.from(await blob.arrayBuffer()));
      expect(chunks[0]).toMatchObject({ type: 'IHDR' });
      expect([chunks[0]!.data.readUInt32BE(0), chunks[0]!.data.readUInt32BE(4)]).toEqual([width, height]);
      expect(chunks.at(-1)).toMatchObject({ type: 'IEND' });
      expect(pixelsOf(chunks, width)).toEqual([...rgba].filter((_, i) => i % 4 !== 3));
    }),
    { numRuns: 40 },
  );
});

test('stopping rejects with the reason given', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const picture = encodePng({
    width: 4,
    height: 1000,
    bandRows: 1,
    dotsPerInch: 300,
    band: (from) => {
      if (from === 5) stop.abort(reason);
      return new Uint8ClampedArray(16);
    },
    signal: stop.signal,
  });
  await expect(picture).rejects.toBe(reason);
});
