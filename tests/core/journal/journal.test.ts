import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { day, everything, exchange, openJournal, refusal, withLaterSettings } from './opened.ts';

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/journal/${name}.json`, import.meta.url), 'utf8')) as unknown;

/** One of everything, some of it changed. */
function lived() {
  const opened = openJournal(7);
  const { journal, clock } = opened;
  const kind = journal.addKind({ name: 'zine', paper: 'writing' });
  const pursuit = journal.addPursuit({
    title: 'a home for the book',
    wish: 'shared',
    matters: 0,
    doors: [{ toWhom: 'Walker' }, { toWhom: 'Faber', note: 'opens in May' }],
  });
  journal.changeDoor(pursuit, journal.pursuit(pursuit)?.doors[1]?.id ?? '', { note: 'opens in June' });
  const first = journal.addAttempt({
    toWhom: 'Bloomsbury',
    what: 'a picture book',
    pursuit,
    kind,
    tags: ['children', 'a/b'],
    sentOn: day('2023-11-02'),
    stretch: 4,
    events: [{ kind: 'nudged', on: day('2023-11-20'), note: 'by mail' }],
    reflection: 'One line.\nAnother.',
  });
  journal.answerAttempt(first, {
    answer: 'no',
    on: day('2023-12-01'),
    tone: 'personal',
    reason: 'Not for our list.',
    ratings: { sting: 7, hope: 0 },
  });
  journal.changeEvent(first, journal.attempt(first)?.events[0]?.id ?? '', { on: day('2023-11-21') });
  journal.removeTag(first, 'a/b');
  const next = journal.nextEnvelope(first, { toWhom: 'Walker', what: 'the same', ratings: { hope: 6 } });
  journal.changeAttempt(next, { ratings: { hope: null, sting: 1 }, nextStep: { kind: 'improve', what: 'the ending' } });
  journal.addLetter({ attempt: first, name: 'no.pdf', mime: 'application/pdf', size: 12, hash: 'ab'.repeat(32) });
  journal.addCheckIn({ attempt: first, day: 1, on: day('2023-12-02'), skipped: true });
  const pulse = journal.addPulse({ on: day('2024-01-01'), hope: 5, purpose: 0 });
  journal.changeSettings({ nailHolds: 14, extraRatings: ['sting'] });
  clock.passDays(1);
  journal.binPulse(pulse);
  return opened;
}

/** What came after: asking why, reviews, turns, doors moved. */
function weighed() {
  const opened = openJournal(3);
  const { journal } = opened;
  const id = journal.addPursuit({ title: 'a home', doors: [{ toWhom: 'Walker' }, { toWhom: 'Faber' }] });
  journal.moveDoor(id, journal.pursuit(id)?.doors[1]?.id ?? '', 0);
  const review = journal.reviews.add(id, { on: day('2024-01-02'), answer: 'not-sure' });
  journal.reviews.add(id, { on: day('2024-01-09'), answer: 'no', note: 'It was his.' });
  journal.reviews.change(id, review, { note: 'on the train' });
  journal.turns.take(id, { to: 'let-go', on: day('2024-01-10'), words: 'It taught me to ask.' });
  journal.turns.take(id, { to: 'going', on: day('2024-01-14') });
  const attempt = journal.addAttempt({ toWhom: 'Bloomsbury', what: 'a book', answer: 'no', pursuit: id });
  journal.changeAttempt(attempt, { whyLetter: 'Dear Bloomsbury,' });
  journal.why.ask(attempt, day('2024-01-11'));
  journal.why.end(attempt, { kind: 'reply', on: day('2024-01-13'), words: 'Too quiet.' });
  return opened;
}

test.each([
  ['format-1', lived],
  ['format-1-weighed', weighed],
])('the stored document has the shape that was released: %s', (name, live) => {
  const { doc } = live();
  const stored = Object.fromEntries(
    ['attempts', 'pursuits', 'checkins', 'pulses', 'letters', 'kinds', 'settings', 'meta'].map((name) => [
      name,
      doc.getMap(name).toJSON() as unknown,
    ]),
  );
  expect([...doc.share.keys()].sort()).toEqual(Object.keys(stored).sort());
  expect(stored).toEqual(golden(name));
});

test.each(['format-1', 'format-1-weighed'])('a document stored in format 1 is read for ever: %s', (name) => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(golden(`${name}-update`) as string, 'base64'));
  const before = Y.encodeStateAsUpdate(doc);
  // A newer version says more of it, and nothing else.
  expect(everything(openJournal(0, doc))).toMatchObject(withLaterSettings(golden(`${name}-queries`)) as object);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('queries say the same on another device and after opening anew', () => {
  const here = lived();
  const there = openJournal(9);
  exchange(here.doc, there.doc);
  expect(everything(there)).toEqual(everything(here));
  expect(everything({ journal: openJournal(8, here.doc).journal })).toEqual(everything(here));
});

test('what a newer version added is kept through every edit', () => {
  const { doc, journal } = openJournal();
  const entry = new Y.Map<unknown>();
  const base = { toWhom: 'x', what: 'y', answer: 'shortlisted', mood: { deep: [1] }, createdAt: 5 };
  doc.transact(() => {
    entry.set('base', base);
    entry.set('reflection', new Y.XmlFragment());
    entry.set('tone', 'sung');
    entry.set('colour', 'red');
    entry.set('event/e', { kind: 'reply', on: '2024-01-01', note: '', where: 'here' });
    entry.set('event/f', { kind: 'duel', on: '2024-01-01', note: '' });
    entry.set('tag/t', { since: 3 });
    doc.getMap('attempts').set('one', entry);
    doc.getMap('dreams').set('d', 1);
  });
  expect(journal.attempt('one')).toMatchObject({ answer: 'waiting', tone: null, tags: [], events: [{ id: 'e' }] });
  journal.changeAttempt('one', { toWhom: 'z', ratings: { hope: 2 }, tags: ['u'] });
  journal.changeEvent('one', 'e', { note: 'n' });
  expect(entry.toJSON()).toMatchObject({
    base,
    toWhom: 'z',
    tone: 'sung',
    colour: 'red',
    'event/e': { kind: 'reply', on: '2024-01-01', note: 'n', where: 'here' },
    'event/f': { kind: 'duel' },
    'tag/t': { since: 3 },
    'tag/u': true,
  });
  expect(entry.has('answer')).toBe(false);
  expect(doc.getMap('dreams').get('d')).toBe(1);
  journal.answerAttempt('one', { answer: 'no', on: day('2024-01-02') });
  expect(journal.attempt('one')?.answer).toBe('no');
  journal.undo();
  expect(entry.get('base')).toEqual(base);
  expect(entry.has('answer')).toBe(false);
});

test('the waiting that stands for an unknown answer can be chosen for good', () => {
  const { doc, journal } = openJournal();
  const entry = new Y.Map<unknown>();
  entry.set('base', { toWhom: 'x', what: 'y', answer: 'shortlisted' });
  doc.getMap('attempts').set('one', entry);
  journal.changeAttempt('one', { answer: 'waiting' });
  expect(entry.get('answer')).toBe('waiting');
});

test('what is no entry is skipped, listed and left alone', () => {
  const { doc, journal } = openJournal();
  const good = journal.addAttempt({ toWhom: 'x', what: 'y' });
  doc.transact(() => {
    doc.getMap('attempts').set('text', 'junk');
    doc.getMap('attempts').set('empty', new Y.Map());
    doc.getMap('attempts').set('array', new Y.Array());
    doc.getMap('letters').set('bytes', new Uint8Array(3));
    doc.getMap('pulses').set('number', 4);
  });
  expect(journal.attempts().map(({ id }) => id)).toEqual([good]);
  expect(journal.attempt('text')).toBeNull();
  expect(journal.oddities()).toEqual([
    { collection: 'attempts', id: 'array' },
    { collection: 'attempts', id: 'empty' },
    { collection: 'attempts', id: 'text' },
    { collection: 'pulses', id: 'number' },
    { collection: 'letters', id: 'bytes' },
  ]);
  expect(() => journal.changeAttempt('text', { what: 'z' })).toThrow(refusal('journal/not-found'));
  expect(doc.getMap('attempts').get('text')).toBe('junk');
});

test.each<[string, unknown, string, unknown]>([
  ['sentOn', '2024-02-30', 'sentOn', null],
  ['sentOn', 20240101, 'sentOn', null],
  ['toWhom', 5, 'toWhom', ''],
  ['stretch', 0, 'stretch', null],
  ['stretch', 2.5, 'stretch', null],
  ['kind', '', 'kind', 'other'],
  ['nextStep', { kind: 'dance', what: 'x' }, 'nextStep', null],
  ['nextStep', { kind: 'again', what: 3 }, 'nextStep', { kind: 'again', what: '' }],
  ['rating/sting', 10.5, 'ratings', {}],
  ['rating/sting', null, 'ratings', {}],
  ['prompt', 21, 'prompt', null],
  ['deletedAt', 'yesterday', 'deletedAt', null],
  ['createdAt', NaN, 'createdAt', 0],
])('%s stored as %j cannot be read and shows as nothing, not as what stood there before', (key, raw, name, shown) => {
  const { doc, journal } = openJournal();
  const id = journal.addAttempt({
    toWhom: 'x',
    what: 'y',
    kind: 'job',
    sentOn: day('2024-01-01'),
    stretch: 1,
    prompt: 1,
    nextStep: { kind: 'improve' },
    ratings: { sting: 3 },
  });
  (doc.getMap('attempts').get(id) as Y.Map<unknown>).set(key, raw);
  expect(journal.attempt(id)).toMatchObject({ [name]: shown });
});

test('client ids are left to Yjs and never stored', () => {
  const doc = new Y.Doc();
  const { clientID } = doc;
  const { journal } = openJournal(0, doc);
  journal.addAttempt({ toWhom: 'x', what: 'y' });
  expect(doc.clientID).toBe(clientID);
  expect(JSON.stringify(doc.getMap('attempts').toJSON())).not.toContain(String(clientID));
});
