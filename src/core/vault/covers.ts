/**
 * Which changes a record contains: for every writer, ranges of sequence numbers. A merged record covers the records
 * that went into it and all that those covered.
 */
import { type Bytes, bytesToHex, hexToBytes } from '#core/base';
import { createDecoder, readUint8Array, readVarUint, type Decoder } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding';
import { writerBytes } from './record.ts';

/** A change's name: who sealed it (hex) and as which in a row. */
export interface RecordName {
  readonly writer: string;
  readonly seq: number;
}

/** Inclusive at both ends. */
type Range = readonly [from: number, to: number];

export class Covers {
  static readonly none = new Covers(new Map());

  readonly #ranges: ReadonlyMap<string, readonly Range[]>;

  private constructor(ranges: ReadonlyMap<string, readonly Range[]>) {
    this.#ranges = ranges;
  }

  static of(names: Iterable<RecordName>): Covers {
    const ranges = new Map<string, Range[]>();
    for (const { writer, seq } of names) pushRange(ranges, writer, [seq, seq]);
    return new Covers(normalise(ranges));
  }

  static union(parts: Iterable<Covers>): Covers {
    const ranges = new Map<string, Range[]>();
    for (const part of parts) {
      for (const [writer, list] of part.#ranges) for (const range of list) pushRange(ranges, writer, range);
    }
    return new Covers(normalise(ranges));
  }

  has({ writer, seq }: RecordName): boolean {
    return this.#ranges.get(writer)?.some(([from, to]) => from <= seq && seq <= to) ?? false;
  }

  get size(): number {
    return this.#ranges.size;
  }

  /** Writers count, then for each: 8 bytes, ranges count, then for each range: from, length (varuints). */
  encode(): Bytes {
    const encoder = createEncoder();
    writeVarUint(encoder, this.#ranges.size);
    for (const [writer, list] of this.#ranges) {
      writeUint8Array(encoder, hexToBytes(writer));
      writeVarUint(encoder, list.length);
      for (const [from, to] of list) {
        writeVarUint(encoder, from);
        writeVarUint(encoder, to - from);
      }
    }
    return toUint8Array(encoder);
  }

  /** Reads what `encode` wrote and how many bytes it took; throws on anything cut short. */
  static decode(bytes: Bytes): { covers: Covers; length: number } {
    const decoder = createDecoder(bytes);
    const ranges = new Map<string, Range[]>();
    for (let writers = readVarUint(decoder); writers > 0; writers--) readWriter(decoder, ranges);
    return { covers: new Covers(normalise(ranges)), length: decoder.pos };
  }
}

function readWriter(decoder: Decoder, ranges: Map<string, Range[]>): void {
  if (decoder.pos + writerBytes > decoder.arr.length) throw new RangeError('covers cut short');
  const writer = bytesToHex(readUint8Array(decoder, writerBytes));
  for (let count = readVarUint(decoder); count > 0; count--) {
    const from = readVarUint(decoder);
    pushRange(ranges, writer, [from, from + readVarUint(decoder)]);
  }
}

function pushRange(ranges: Map<string, Range[]>, writer: string, range: Range): void {
  const list = ranges.get(writer);
  if (list) list.push(range);
  else ranges.set(writer, [range]);
}

/** Sorts and joins touching ranges, so that equal sets have equal bytes. */
function normalise(ranges: Map<string, Range[]>): Map<string, readonly Range[]> {
  const writers = [...ranges.keys()].sort();
  return new Map(writers.map((writer) => [writer, joinRanges(ranges.get(writer) ?? [])]));
}

function joinRanges(list: Range[]): readonly Range[] {
  const joined: [number, number][] = [];
  for (const [from, to] of list.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
