import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

const asked = { toWhom: 'Bloomsbury', what: 'a picture book' };

const invalid = (field: string, rule: string) => refusal('journal/invalid', { field, rule });
const missing = (what: string) => refusal('journal/not-found', { what });

test('two fields are enough', () => {
  const { journal, clock } = openJournal();
  const id = journal.addAttempt(asked);
  expect(journal.attempt(id)).toEqual({
    ...asked,
    id,
    pursuit: null,
    kind: 'other',
    tags: [],
    sentOn: null,
    stretch: null,
    events: [],
    answer: 'waiting',
    answeredOn: null,
    tone: null,
    reason: '',
    heard: '',
    whyLetter: '',
    whyEnded: null,
    ratings: {},
    ratedOn: null,
    toldWhom: '',
    nextStep: null,
    nextOf: null,
    prompt: null,
    letters: [],
    archived: false,
    createdAt: clock.ms,
    deletedAt: null,
  });
});

test('everything can be given at once', () => {
  const { journal } = openJournal();
  const pursuit = journal.addPursuit({ title: 'a home for the book' });
  const before = journal.addAttempt(asked);
  const given = {
    ...asked,
    pursuit,
    kind: 'book',
    sentOn: day('2023-11-02'),
    stretch: 4 as const,
    answer: 'no' as const,
    answeredOn: day('2023-12-01'),
    tone: 'personal' as const,
    reason: 'Not for our list.\nTry again.',
    heard: 'Not good enough.',
    ratings: { sting: 7, hope: 0 },
    ratedOn: day('2023-12-02'),
    toldWhom: 'Ada',
    nextStep: { kind: 'improve' as const, what: 'the ending' },
    nextOf: before,
    prompt: 20,
    archived: true,
  };
  const id = journal.addAttempt({
    ...given,
    tags: ['zoo', 'animals'],
    events: [{ kind: 'nudged', on: day('2023-11-20') }],
    reflection: 'First line\n\nthird line',
  });
  expect(journal.attempt(id)).toMatchObject({ ...given, tags: ['animals', 'zoo'] });
  expect(journal.attempt(id)?.events).toMatchObject([{ kind: 'nudged', on: '2023-11-20', note: '' }]);
  expect(journal.reflectionText(id)).toBe('First line\n\nthird line');
});

test('an attempt is one transaction with its reflection, tags and events', () => {
  const { journal, doc } = openJournal();
  let transactions = 0;
  doc.on('afterTransaction', () => transactions++);
  const id = journal.addAttempt({ ...asked, tags: ['a'], events: [{ kind: 'reply', on: day('2024-01-01') }] });
  expect(transactions).toBe(1);
  expect([...(doc.getMap('attempts').get(id) as Y.Map<unknown>).keys()]).toEqual(
    expect.arrayContaining(['base', 'reflection', 'tag/a']),
  );
});

test('a field changes alone; the base is never rewritten', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt({ ...asked, reason: 'none' });
  const map = doc.getMap('attempts').get(id) as Y.Map<unknown>;
  const base = map.get('base');
  journal.changeAttempt(id, { toWhom: 'Faber', stretch: 3 });
  expect(map.get('base')).toBe(base);
  expect(map.toJSON()).toMatchObject({ toWhom: 'Faber', stretch: 3 });
  expect(journal.attempt(id)).toMatchObject({ toWhom: 'Faber', what: 'a picture book', stretch: 3, reason: 'none' });
});

test('a change that changes nothing writes nothing', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt({ ...asked, ratings: { sting: 3 }, nextStep: { kind: 'again', what: '' } });
  let updates = 0;
  doc.on('update', () => updates++);
  journal.changeAttempt(id, {
    toWhom: ' Bloomsbury ',
    stretch: null,
    reason: '',
    archived: false,
    ratings: { sting: 3, hope: null },
    nextStep: { kind: 'again', what: '' },
    tags: [],
  });
  expect(updates).toBe(0);
  expect(journal.canUndo).toBe(true);
  journal.undo();
  expect(journal.attempts()).toEqual([]);
});

test('an answer brings its day, tone, reason and ratings', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt({ ...asked, sentOn: day('2024-01-02') });
  const answer = { tone: 'form' as const, reason: 'We had many.', ratings: { sting: 5, selfWorth: 4 } };
  journal.answerAttempt(id, { answer: 'no', on: day('2024-01-10'), ...answer });
  expect(journal.attempt(id)).toMatchObject({
    answer: 'no',
    answeredOn: '2024-01-10',
    ratedOn: '2024-01-15',
    ...answer,
  });
});

test('ratings change one by one and can be taken back', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ ...asked, ratings: { hope: 5, sting: 8 } });
  exchange(a.doc, b.doc);
  a.journal.changeAttempt(id, { ratings: { hope: 2 } });
  b.journal.changeAttempt(id, { ratings: { sting: null, shame: 0 } });
  exchange(a.doc, b.doc);
  expect(a.journal.attempt(id)?.ratings).toEqual({ hope: 2, shame: 0 });
  expect(b.journal.attempt(id)).toEqual(a.journal.attempt(id));
});

test('the day of rating, once noted, stays', () => {
  const { journal, clock } = openJournal();
  const id = journal.addAttempt({ ...asked, ratings: { hope: 1 } });
  clock.passDays(3);
  journal.changeAttempt(id, { ratings: { hope: 2 } });
  expect(journal.attempt(id)?.ratedOn).toBe('2024-01-15');
});

test('going back to waiting takes the day of the answer with it, and hides the tone', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt({ ...asked, answer: 'no', tone: 'form', answeredOn: day('2024-01-10') });
  journal.changeAttempt(id, { answer: 'waiting' });
  expect(journal.attempt(id)).toMatchObject({ answer: 'waiting', answeredOn: null, tone: null });
  journal.changeAttempt(id, { answer: 'no' });
  expect(journal.attempt(id)).toMatchObject({ answer: 'no', answeredOn: null, tone: 'form' });
});

test('one-line fields are tidied, long text is kept', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt({
    toWhom: '  Cafe\u0301\r\nBlanc\t',
    what: 'x\uD800y',
    reason: '  as\r\ngiven \uDC00 Cafe\u0301 ',
  });
  expect(journal.attempt(id)).toMatchObject({
    toWhom: 'Café Blanc',
    what: 'x\uFFFDy',
    reason: '  as\r\ngiven \uFFFD Cafe\u0301 ',
  });
});

test.each<[string, Record<string, unknown>, string, string]>([
  ['nobody', { toWhom: '   ' }, 'toWhom', 'required'],
  ['missing', { what: undefined }, 'what', 'not-text'],
  ['long', { what: 'x'.repeat(501) }, 'what', 'too-long'],
  ['very long', { what: 'x'.repeat(5e6) }, 'what', 'too-long'],
  ['long text', { reason: 'x'.repeat(100_001) }, 'reason', 'too-long'],
  ['rating above', { ratings: { hope: 11 } }, 'ratings.hope', 'too-high'],
  ['rating below', { ratings: { hope: -1 } }, 'ratings.hope', 'too-low'],
  ['half a rating', { ratings: { hope: 3.5 } }, 'ratings.hope', 'not-whole'],
  ['no number', { ratings: { hope: NaN } }, 'ratings.hope', 'not-a-number'],
  ['unknown rating', { ratings: { joy: 3 } }, 'ratings.joy', 'unknown-field'],
  ['stretch', { stretch: 6 }, 'stretch', 'not-1-to-5'],
  ['an instant for a day', { sentOn: '2024-01-01T00:00Z' }, 'sentOn', 'not-a-date'],
  ['no such day', { sentOn: '2023-02-29' }, 'sentOn', 'not-a-date'],
  ['answer', { answer: 'maybe' }, 'answer', 'unknown-word'],
  ['answered while waiting', { answeredOn: day('2024-01-01') }, 'answeredOn', 'still-waiting'],
  [
    'answered before sent',
    { answer: 'no', sentOn: day('2024-01-02'), answeredOn: day('2024-01-01') },
    'answeredOn',
    'before-sent',
  ],
  ['the tone of a yes', { answer: 'yes', tone: 'form' }, 'tone', 'only-for-a-no'],
  ['prompt', { prompt: 21 }, 'prompt', 'too-high'],
  ['tag', { tags: ['x'.repeat(61)] }, 'tags.0', 'too-long'],
  ['tags', { tags: Array.from({ length: 51 }, (_, i) => String(i)) }, 'tags', 'too-many'],
  ['unknown field', { colour: 'red' }, 'colour', 'unknown-field'],
])('refuses %s and writes nothing', (_name, fields, field, rule) => {
  const { journal, doc } = openJournal();
  expect(() => journal.addAttempt({ ...asked, ...fields })).toThrow(invalid(field, rule));
  expect(doc.store.clients.size).toBe(0);
  expect(journal.canUndo).toBe(false);
});

test('a change is checked against what is there', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt({ ...asked, sentOn: day('2024-01-05') });
  const answer = () => journal.answerAttempt(id, { answer: 'no', on: day('2024-01-04') });
  expect(answer).toThrow(invalid('answeredOn', 'before-sent'));
  journal.answerAttempt(id, { answer: 'yes', on: day('2024-01-06') });
  expect(() => journal.changeAttempt(id, { sentOn: day('2024-01-07') })).toThrow(invalid('answeredOn', 'before-sent'));
  expect(() => journal.changeAttempt(id, { tone: 'form' })).toThrow(invalid('tone', 'only-for-a-no'));
  journal.changeAttempt(id, { sentOn: day('2024-01-07'), answeredOn: day('2024-01-07') });
  expect(journal.attempt(id)?.answeredOn).toBe('2024-01-07');
});

test('days that two devices brought out of order do not block other edits', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ ...asked, sentOn: day('2024-01-05') });
  exchange(a.doc, b.doc);
  a.journal.answerAttempt(id, { answer: 'no', on: day('2024-01-06') });
  b.journal.changeAttempt(id, { sentOn: day('2024-01-08') });
  exchange(a.doc, b.doc);
  a.journal.changeAttempt(id, { heard: 'no more' });
  expect(a.journal.attempt(id)).toMatchObject({ sentOn: '2024-01-08', answeredOn: '2024-01-06', heard: 'no more' });
});

test('what does not exist cannot be named', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  expect(() => journal.changeAttempt('nobody', {})).toThrow(missing('attempt'));
  expect(() => journal.answerAttempt('nobody', { answer: 'no', on: day('2024-01-01') })).toThrow(missing('attempt'));
  expect(() => journal.binAttempt('nobody')).toThrow(missing('attempt'));
  expect(() => journal.reflection('nobody')).toThrow(missing('attempt'));
  expect(() => journal.changeAttempt(id, { pursuit: 'nowhere' })).toThrow(missing('pursuit'));
  expect(() => journal.changeAttempt(id, { kind: 'nothing' })).toThrow(missing('kind'));
  expect(() => journal.changeAttempt(id, { nextOf: 'nobody' })).toThrow(missing('attempt'));
});

test('the next envelope follows in the same pursuit and kind', () => {
  const { journal } = openJournal();
  const pursuit = journal.addPursuit({ title: 'a home for the book' });
  const first = journal.addAttempt({ ...asked, pursuit, kind: 'book' });
  const second = journal.nextEnvelope(first, { toWhom: 'Faber', what: 'the same book' });
  expect(journal.attempt(second)).toMatchObject({ nextOf: first, pursuit, kind: 'book', toWhom: 'Faber' });
  expect(() => journal.changeAttempt(first, { nextOf: second })).toThrow(invalid('nextOf', 'circle'));
  expect(() => journal.changeAttempt(first, { nextOf: first })).toThrow(invalid('nextOf', 'circle'));
});

test('changes of different fields on two devices both survive', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ ...asked, reason: 'one' });
  exchange(a.doc, b.doc);
  a.journal.changeAttempt(id, { toWhom: 'Faber' });
  b.journal.changeAttempt(id, { reason: 'two', stretch: 2 });
  exchange(a.doc, b.doc);
  expect(a.journal.attempt(id)).toMatchObject({ toWhom: 'Faber', reason: 'two', stretch: 2 });
  expect(b.journal.attempt(id)).toEqual(a.journal.attempt(id));
});

test('what queries return is frozen and not what is stored', () => {
  const { journal } = openJournal();
  const given = { kind: 'again' as const, what: 'x' };
  const id = journal.addAttempt({ ...asked, nextStep: given, tags: ['t'], ratings: { hope: 1 } });
  given.what = 'changed';
  const attempt = journal.attempt(id);
  expect(attempt?.nextStep).toEqual({ kind: 'again', what: 'x' });
  for (const part of [attempt, attempt?.tags, attempt?.ratings, attempt?.events, attempt?.nextStep, attempt?.letters]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
  expect(Object.isFrozen(journal.attempts())).toBe(true);
});

test('lists newest first by the days people gave, undated first, ties by id', () => {
  const { journal } = openJournal();
  const sent = journal.addAttempt({ ...asked, sentOn: day('2024-01-10') });
  const answered = journal.addAttempt({
    ...asked,
    sentOn: day('2023-01-01'),
    answer: 'no',
    answeredOn: day('2024-01-12'),
  });
  const old = journal.addAttempt({ ...asked, sentOn: day('2020-05-05') });
  const undated = journal.addAttempt(asked);
  const tie = journal.addAttempt({ ...asked, sentOn: day('2024-01-10') });
  const order = () => journal.attempts().map(({ id }) => id);
  expect(order()).toEqual([undated, answered, sent, tie, old]);
  journal.changeAttempt(old, { sentOn: day('2024-02-01') });
  expect(order()).toEqual([undated, old, answered, sent, tie]);
  journal.binAttempt(answered);
  expect(order()).toEqual([undated, old, sent, tie]);
});
