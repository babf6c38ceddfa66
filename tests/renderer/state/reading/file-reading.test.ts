import { hasCode } from '#core/base';
import { transferLimits } from '#core/transfer';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type ReaderPort, FileReading } from '../../../../src/renderer/state/reading/file-reading.ts';
import { mail, named } from '../letters/letters-opened.ts';
import { readingHere } from './reading-here.ts';

const fault = (what: Promise<unknown>) =>
  what.then(() => null).catch((error: unknown) => (hasCode(error) ? [error.code, error.data['what']] : error));

test('what a file is comes whole from the worker, its preset with its code', async () => {
  const reading = readingHere();
  const steps: [number, number][] = [];
  const table = await reading.source(named('jobs.csv', 'Company Name,Job Title\nFaber,a book\n'), (...step) =>
    steps.push(step),
  );
  expect(table).toMatchObject({ type: 'table', table: { rows: [{ cells: ['Faber', 'a book'] }] } });
  expect(steps.at(-1)).toEqual([36, 36]);
  const jrnl = JSON.stringify({
    tags: {},
    entries: [{ title: 'No', body: '', date: '2024-01-01', time: '10:00', starred: false }],
  });
  const diary = await reading.source(named('jrnl.json', jrnl));
  expect(diary.type === 'entries' && diary.preset.read(JSON.parse(jrnl))).toHaveLength(1);
  expect(await reading.mail(named('no.eml', mail()))).toMatchObject({ name: 'Faber', subject: 'Otter and the Moon' });
  expect(await reading.content(named('a', 'No.'))).toMatchObject({ kind: 'text', text: 'No.' });
});

test('a file that is too large is not read, and a zip bomb is told before it unpacks', async () => {
  const reading = readingHere();
  const reads: number[] = [];
  const huge = {
    name: 'huge.csv',
    size: transferLimits.fileBytes + 1,
    slice: (from: number, to: number) => {
      reads.push(to - from);
      return { arrayBuffer: () => Promise.resolve(new ArrayBuffer(to - from)) };
    },
    arrayBuffer: () => Promise.reject(new Error('read whole')),
  };
  expect(await fault(reading.source(huge))).toEqual(['transfer/too-large', 'file']);
  expect(reads).toEqual([4]);
  expect(await fault(reading.source(named('bomb.zip', bomb(transferLimits.fileBytes + 1))))).toEqual([
    'transfer/too-large',
    'unpacked',
  ]);
  expect(await fault(reading.source(named('liar.zip', bomb(1000))))).toEqual(['transfer/too-large', 'unpacked']);
});

/** A zip of one JSON file that unpacks to 20 MB of zeros, whatever it says. */
function bomb(said: number): Uint8Array {
  const packed = deflateRawSync(new Uint8Array(20_000_000));
  const name = Buffer.from('journal.json');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(said, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

test('whoever waits when reading ends is told so, and the next question starts anew', async () => {
  let started = 0;
  let ended = 0;
  const silent = (): ReaderPort => {
    started++;
    return { onmessage: null, onerror: null, postMessage: () => undefined, terminate: () => ended++ };
  };
  const reading = new FileReading(silent);
  const waiting = reading.source(named('a', 'b'));
  reading.end();
  expect(await fault(waiting)).toEqual(['cancelled', undefined]);
  const next = reading.source(named('a', 'b'));
  expect([started, ended]).toEqual([2, 1]);
  reading.end();
  expect(await fault(next)).toEqual(['cancelled', undefined]);
});

test('a worker that breaks is a defect, and is told as one', async () => {
  let port: ReaderPort | null = null;
  const reading = new FileReading(
    () => (port = { onmessage: null, onerror: null, postMessage: () => undefined, terminate: () => undefined }),
  );
  const waiting = reading.content(named('a', 'b'));
  (port as ReaderPort | null)?.onerror?.({ error: new Error('no such script') } as ErrorEvent);
  expect(await fault(waiting)).toEqual(['bug', undefined]);
});
