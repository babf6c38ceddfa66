import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

const asked = { toWhom: 'Faber', what: 'a book' };
const nudged = { kind: 'nudged' as const, on: day('2024-01-10'), note: 'by mail' };

test('events are listed by day, ties by id', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  const late = journal.addEvent(id, { kind: 'reply', on: day('2024-01-12') });
  const first = journal.addEvent(id, nudged);
  const second = journal.addEvent(id, { ...nudged, kind: 'interview' });
  expect(journal.attempt(id)?.events).toEqual([
    { id: first, ...nudged },
    { id: second, ...nudged, kind: 'interview' },
    { id: late, kind: 'reply', on: '2024-01-12', note: '' },
  ]);
});

test('an event changes by field and goes entirely', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt(asked);
  const event = journal.addEvent(id, nudged);
  journal.changeEvent(id, event, { note: 'by phone' });
  expect(journal.attempt(id)?.events).toEqual([{ id: event, ...nudged, note: 'by phone' }]);
  journal.removeEvent(id, event);
  expect(journal.attempt(id)?.events).toEqual([]);
  expect([...(doc.getMap('attempts').get(id) as Y.Map<unknown>).keys()].sort()).toEqual(['base', 'reflection']);
  const gone = refusal('journal/not-found', { what: 'event' });
  expect(() => journal.changeEvent(id, event, { note: '' })).toThrow(gone);
  expect(() => journal.removeEvent(id, event)).toThrow(gone);
});

test('an event is checked', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  const event = journal.addEvent(id, nudged);
  const invalid = refusal('journal/invalid');
  expect(() => journal.addEvent(id, { ...nudged, kind: 'party' as never })).toThrow(invalid);
  expect(() => journal.changeEvent(id, event, { on: day('yesterday') })).toThrow(invalid);
  expect(journal.attempt(id)?.events).toHaveLength(1);
});

test('events added on two devices both survive, and so do changes of different fields of one', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt(asked);
  const event = a.journal.addEvent(id, nudged);
  exchange(a.doc, b.doc);
  a.journal.changeEvent(id, event, { note: 'from a' });
  b.journal.changeEvent(id, event, { on: day('2024-01-11') });
  a.journal.addEvent(id, { kind: 'asked-why', on: day('2024-01-20') });
  b.journal.addEvent(id, { kind: 'reply', on: day('2024-01-21') });
  exchange(a.doc, b.doc);
  expect(a.journal.attempt(id)?.events).toMatchObject([
    { id: event, kind: 'nudged', on: '2024-01-11', note: 'from a' },
    { kind: 'asked-why' },
    { kind: 'reply' },
  ]);
  expect(b.journal.attempt(id)).toEqual(a.journal.attempt(id));
});

test('a change outlives a removal that did not know of it, with all that was known of the event', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt(asked);
  const event = a.journal.addEvent(id, nudged);
  a.journal.changeEvent(id, event, { on: day('2024-01-13') });
  exchange(a.doc, b.doc);
  a.journal.removeEvent(id, event);
  b.journal.changeEvent(id, event, { note: 'still here' });
  exchange(a.doc, b.doc);
  const survived = [{ id: event, kind: 'nudged', on: '2024-01-13', note: 'still here' }];
  for (const { journal } of [a, b]) expect(journal.attempt(id)?.events).toEqual(survived);
  b.journal.removeEvent(id, event);
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.attempt(id)?.events).toEqual([]);
});
