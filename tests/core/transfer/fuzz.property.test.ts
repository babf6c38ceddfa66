/** Bad input of every kind: a coded error or a result, never a crash, never a hang. */
import { bytesToHex, isErrorCode, NailwallError } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  exportJournal,
  guessMapping,
  mapRows,
  mappingProblems,
  planImport,
  readSource,
  sourceOf,
} from '#core/transfer';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { anyBytes, changes, fuzzAsync, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';
import { bytesOf, fixture, openJournal } from './files.ts';

const { journal } = openJournal();

/** Everything that an import does before it writes. */
async function goThrough(bytes: Uint8Array): Promise<void> {
  try {
    const source = await readSource(sourceOf(bytes));
    if (source.type === 'journal') for (const file of source.letters) await file.read();
    if (source.type === 'entries') planImport(journal, source.drafts);
    if (source.type !== 'table') return;
    const { table, preset } = source;
    if (preset?.type === 'pulses') {
      const measures = Object.fromEntries(preset.features(table).map((name) => [name, 'hope' as const]));
      planImport(journal, preset.drafts(table, measures));
    }
    const mapping = preset?.type === 'mapped' ? preset.mapping(table) : guessMapping(table);
    mappingProblems(mapping);
    planImport(journal, mapRows(table, { ...mapping, dateOrder: mapping.dateOrder ?? 'DMY' }));
  } catch (error) {
    if (!(error instanceof NailwallError)) throw error;
    expect(isErrorCode(error.code)).toBe(true);
    expect(error.code).toMatch(/^transfer\//);
    if (error.code === 'transfer/unreadable') expect(error.data['cause']).toEqual(expect.any(String));
  }
}

const limits = { timeout: fuzzTimeout };

test('any bytes', limits, async () => {
  await fuzzAsync(anyBytes(300), goThrough, fuzzRuns(2000, 0.2));
  // What begins as a text, so that it is read as one.
  await fuzzAsync(
    anyBytes(300).map((bytes) => Uint8Array.from([...bytesOf('company,role\n'), ...bytes])),
    goThrough,
    fuzzRuns(500, 0.1),
  );
});

const headers = [
  'Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers',
  'index,createdAt,applied,appliedDate,Company,JobTitle,jobType,Location,JobSource,Status',
  'full_date,date,weekday,time,mood,activities,note_title,note',
  'year,date,weekday,time,mood,activities,note',
  'FeatureName,Timestamp,Value,Note',
  'id,title,location,url,companyName,htmlDescription,listName',
  'status,company,role,source,type,application,phone_call,1st_interview,final_answer',
  'constructor,__proto__,toString,company,role,status',
];
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '"',
    '""',
    '"x',
    '2024-01-02',
    '1/2/24',
    'N/A',
    'constructor',
    '__proto__',
    '=1',
    '7',
    '',
    'Rejected',
    '\r',
    '💥',
  ),
);

test('tables with any cells under the headers of every preset', limits, async () => {
  const rows = fc.array(fc.array(cell, { maxLength: 12, size: 'max' }), { maxLength: 8, size: 'max' });
  await fuzzAsync(
    fc.tuple(fc.constantFrom(...headers), rows, fc.constantFrom('\n', '\r\n', '\r')),
    ([header, lines, end]) => goThrough(bytesOf([header, ...lines.map((line) => line.join(','))].join(end))),
    fuzzRuns(2000, 0.2),
  );
});

const leaf = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.constantFrom(null, '2024-01-02', '2024-01-02T03:04:05Z', '', '__proto__'),
);
const entry = fc.dictionary(
  fc.constantFrom(
    'uuid',
    'creationDate',
    'text',
    'tags',
    'timeZone',
    'location',
    'title',
    'body',
    'date',
    'time',
    'starred',
    'dateUpdated',
    'id',
  ),
  fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })),
);
const diary = fc.oneof(
  fc.record(
    {
      metadata: fc.oneof(leaf, fc.record({ version: leaf })),
      entries: fc.oneof(leaf, fc.array(entry), fc.dictionary(fc.string(), entry)),
    },
    { requiredKeys: ['entries'] },
  ),
  fc.record({ tags: fc.object(), entries: fc.array(entry) }),
  fc.array(entry),
);

test('JSON that looks like each of the diaries, plain and in a zip', limits, async () => {
  await fuzzAsync(
    fc.tuple(diary, fc.boolean()),
    ([value, packed]) => {
      const bytes = bytesOf(JSON.stringify(value));
      return goThrough(packed ? zipSync({ 'Journal.json': [bytes, { level: 0 }] }) : bytes);
    },
    fuzzRuns(2000, 0.2),
  );
});

test('any JSON, however deep', limits, async () => {
  await fuzzAsync(fc.json({ maxDepth: 6 }), (text) => goThrough(bytesOf(text)), fuzzRuns(1000, 0.1));
  await goThrough(bytesOf('['.repeat(200_000)));
  await goThrough(bytesOf('{"entries":'.repeat(50_000)));
  await goThrough(bytesOf(`${'['.repeat(20_000)}${']'.repeat(20_000)}`));
});

/** As small as an archive with a letter can be. */
function archive(): Uint8Array {
  const { journal: full } = openJournal();
  const attempt = full.addAttempt({ toWhom: 'x', what: 'y' });
  const file = bytesOf('no');
  const digest = bytesToHex(sha256(file));
  full.addLetter({ attempt, name: 'a', mime: '', size: 2, hash: 'f'.repeat(64), digest });
  const written = JSON.parse(new TextDecoder().decode(exportJournal(full, full.letters()[0]!.addedOn))) as object;
  const letters = Object.fromEntries(full.letters().map(({ id }) => [id, digest]));
  const lossless = bytesOf(JSON.stringify({ ...written, version: 2, letters }));
  return zipSync({ 'journal.json': lossless, [`letters/${digest}`]: [file, { level: 0 }] });
}

test.each<[string, () => Uint8Array, number]>([
  ['a journal of ours', () => fixture('transfer/journal-1.json'), 400],
  [
    'a zip',
    () =>
      zipSync({
        'Journal.json': bytesOf(
          '{"metadata":{"version":"1"},"entries":[{"creationDate":"2024-01-02T00:00:00Z","text":"x"}]}',
        ),
      }),
    1500,
  ],
  ['an archive with a letter', archive, 1500],
  ['a job search', () => fixture('job-search-2023.csv').slice(0, 1500), 600],
])(
  '%s with bytes flipped, cut, dropped and put in',
  async (_name, make, few) => {
    const whole = make();
    await fuzzAsync(changes, (list) => goThrough(harm(whole, list)), fuzzRuns(few, 0.05));
  },
  fuzzTimeout,
);

test('text made to be slow is not slow', async () => {
  const started = performance.now();
  for (const piece of ['"', '""', '",', ',"', '\r', '"\n', ';', 'a,', '1/1/', '2024-01-02T', '<p', '&#']) {
    await goThrough(bytesOf(`company,role\n${piece.repeat(200_000)}`));
  }
  expect(performance.now() - started).toBeLessThan(60_000);
}, 90_000);

test('a file that is too large is refused before anything is read', async () => {
  const read = (from: number, to: number) => {
    if (to > 4) throw new Error('read');
    return Promise.resolve(bytesOf('text').subarray(from, to));
  };
  await expect(readSource({ size: 100 * 1024 * 1024 + 1, read })).rejects.toMatchObject({ code: 'transfer/too-large' });
});
