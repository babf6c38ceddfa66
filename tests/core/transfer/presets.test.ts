import { mapRows, type MappedPreset, planImport, type PulsePreset, writeImport } from '#core/transfer';
import { expect, test } from 'vitest';
import { openJournal, read } from './files.ts';

function preset(text: string) {
  const source = read(text);
  if (source.type !== 'table' || !source.preset) throw new Error('no preset');
  return { id: source.preset.id, table: source.table, preset: source.preset };
}

function mapped(text: string) {
  const { table, ...found } = preset(text);
  return mapRows(table, (found.preset as MappedPreset).mapping(table));
}

function pulses(text: string, measures: Parameters<PulsePreset['drafts']>[1] = {}) {
  const { table, ...found } = preset(text);
  return (found.preset as PulsePreset).drafts(table, measures);
}

function entries(value: unknown) {
  const source = read(JSON.stringify(value));
  if (source.type !== 'entries') throw new Error(source.type);
  return { id: source.preset.id, drafts: source.drafts };
}

const linkedIn =
  'Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n' +
  '"1/2/24, 9:30 AM",me@example.org,,Faber,Editor,https://example.org/1,cv.pdf,"How many years?:2"\n';

test('LinkedIn: dates are month first, everyone waits, the mail address stays behind', () => {
  expect(preset(linkedIn).id).toBe('linkedin');
  const [draft] = mapped(linkedIn);
  expect(draft?.entry?.input).toMatchObject({
    toWhom: 'Faber',
    what: 'Editor',
    sentOn: '2024-01-02',
    answer: 'waiting',
  });
  expect(JSON.stringify(draft)).not.toContain('me@example.org');
});

test('JobSync: N/A is nothing, statuses become answers, drafts are left out', () => {
  const rows =
    'index,createdAt,applied,appliedDate,Company,JobTitle,jobType,Location,JobSource,Status\n' +
    '1,2024-01-01,Yes,2024-01-15,Faber,Editor,Full-time,N/A,LinkedIn,Rejected\n' +
    '2,2024-01-01,No,N/A,Walker,Editor,N/A,N/A,N/A,Draft\n';
  expect(preset(rows).id).toBe('jobsync');
  const [no, draft] = mapped(rows);
  expect(no?.entry?.input).toMatchObject({ answer: 'no', sentOn: '2024-01-15', tags: ['Full-time', 'LinkedIn'] });
  expect(draft).toMatchObject({ entry: null, notes: [{ cause: 'left-out-by-word', text: 'Draft' }] });
});

test('Huntr is marked as partly confirmed', () => {
  const found = preset(
    'id,title,location,url,companyName,htmlDescription,listName\n1,Editor,Berlin,,Faber,<p>x</p>,Rejected\n',
  );
  expect(found).toMatchObject({ id: 'huntr', preset: { confirmed: 'partly' } });
});

const daylio =
  'full_date,date,weekday,time,mood,activities,note_title,note\n' +
  '2024-01-15,January 15,Monday,9:30 PM,good,work | friends,Title,"Two\nlines"\n' +
  '2024-01-16,January 16,Tuesday,9:30 PM,mighty,,,\n';

test('Daylio: a mood stays in the note unless the person gives it to a question', () => {
  expect(preset(daylio).id).toBe('daylio');
  const [first] = pulses(daylio);
  expect(first?.entry).toEqual({
    type: 'pulse',
    input: { on: '2024-01-15', note: '9:30 PM good · work, friends\nTitle\nTwo\nlines' },
  });
  const [good, mighty] = pulses(daylio, { mood: 'selfWorth' });
  expect(good?.entry?.input).toMatchObject({ selfWorth: 7 });
  expect(mighty?.entry?.input).not.toHaveProperty('selfWorth');
  expect(mighty?.notes).toEqual([{ cause: 'no-rating', field: 'selfWorth', text: 'mighty' }]);
});

test.each(['January 15', '15 January', '15. Januar', 'Jan 15'])('Daylio before: year and %s', (date) => {
  const [draft] = pulses(`year,date,weekday,time,mood,activities,note\n2019,${date},Tuesday,21:30,meh,,x\n`);
  expect(draft?.entry?.input).toMatchObject({ on: '2019-01-15' });
});

test('Track & Graph: only whole numbers 0-10 become ratings, by feature; the day is the one written', () => {
  const rows =
    'FeatureName,Timestamp,Value,Note\n' +
    'Hope,2024-01-15T23:30:00.123-05:00,7,evening\n' +
    'Hope,2024-01-16T08:00:00.123-05:00,7.0:good,\n' +
    'Hope,2024-01-17T08:00:00.123-05:00,72,\n' +
    'Sleep,2024-01-17T08:00:00.123-05:00,7:30:00,\n';
  const found = preset(rows);
  expect((found.preset as PulsePreset).features(found.table)).toEqual(['Hope', 'Sleep']);
  const made = pulses(rows, { Hope: 'hope' });
  expect(made.map(({ entry }) => entry?.input)).toEqual([
    { on: '2024-01-15', note: 'evening', hope: 7 },
    { on: '2024-01-16', note: '', hope: 7 },
    { on: '2024-01-17', note: 'Hope: 72' },
    { on: '2024-01-17', note: 'Sleep: 7:30:00' },
  ]);
});

test('Day One: an instant becomes the day where it was written; without a place the day of UTC is told', () => {
  const { id, drafts } = entries({
    metadata: { version: '1.0' },
    entries: [
      { uuid: 'A', creationDate: '2024-01-15T23:30:00Z', timeZone: 'Asia/Tokyo', text: 'Morning', tags: ['walk'] },
      { uuid: 'B', creationDate: '2024-01-15T02:30:00Z', location: { timeZoneName: 'America/New_York' }, text: 'Late' },
      { uuid: 'C', creationDate: '2024-01-15T23:30:00Z', timeZone: 'Nowhere', text: 'x', photos: [{}] },
      { uuid: 'D', creationDate: 'then', text: 'x' },
    ],
  });
  expect(id).toBe('day-one');
  expect(drafts.map(({ entry }) => entry?.input)).toEqual([
    { on: '2024-01-16', note: 'Morning\n#walk' },
    { on: '2024-01-14', note: 'Late' },
    { on: '2024-01-15', note: 'x' },
    undefined,
  ]);
  expect(drafts.map(({ notes }) => notes.map(({ cause }) => cause))).toEqual([[], [], ['day-by-utc'], ['rule']]);
});

test.each<[string, unknown, unknown[]]>([
  [
    'jrnl',
    { tags: {}, entries: [{ title: 'T', body: 'B', date: '2024-01-15', time: '09:00', starred: false, tags: [] }] },
    [{ on: '2024-01-15', note: 'T\nB' }],
  ],
  [
    'mini-diary',
    { metadata: {}, entries: { '2024-01-15': { dateUpdated: 'Mon', title: 'T', text: '<p>A &amp; B</p><p>C</p>' } } },
    [{ on: '2024-01-15', note: 'T\nA & B\n\nC' }],
  ],
  [
    'mini-diarium',
    [{ id: 1, date: '2024-01-15', title: '', text: 'plain', dateUpdated: 'x' }],
    [{ on: '2024-01-15', note: 'plain' }],
  ],
])('%s', (id, file, inputs) => {
  const made = entries(file);
  expect(made.id).toBe(id);
  expect(made.drafts.map(({ entry }) => entry?.input)).toEqual(inputs);
});

test('diaries are pulses, are not doubled by a second import, and are undone in one step', () => {
  const opened = openJournal();
  const { drafts } = entries([{ id: 1, date: '2024-01-15', title: '', text: 'plain', dateUpdated: 'x' }]);
  writeImport(opened.journal, planImport(opened.journal, drafts));
  expect(opened.journal.pulses()).toMatchObject([{ on: '2024-01-15', note: 'plain', hope: null }]);
  expect(planImport(opened.journal, drafts)).toMatchObject({ fresh: 0, duplicates: 1 });
  opened.journal.undo();
  expect(opened.journal.pulses()).toEqual([]);
});

test('files of other kinds are not taken for one of these', () => {
  const unknown = expect.objectContaining({ code: 'transfer/unknown-format' }) as Error;
  for (const value of [{}, [], [1], { entries: 3 }, { entries: [{}] }, [{ id: 1 }]]) {
    expect(() => read(JSON.stringify(value))).toThrow(unknown);
  }
  expect(() => read('<html><body>no</body></html>')).toThrow(unknown);
  expect(() => read('{"entries": [')).toThrow(
    expect.objectContaining({ code: 'transfer/unreadable', data: { cause: 'json' } }) as Error,
  );
});
