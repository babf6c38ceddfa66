import { type Attempt, history, whyOf } from '#core/journal';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

function refused() {
  const opened = openJournal();
  const { journal } = opened;
  const id = journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: day('2024-01-10') });
  const attempt = () => journal.attempt(id) as Attempt;
  return { ...opened, id, attempt, why: () => whyOf(attempt()) };
}

test('asking goes from not asked over drafted and asked to a reply, and each step can be undone', () => {
  const { journal, id, attempt, why } = refused();
  expect(why()).toEqual({ state: 'not-asked' });
  journal.changeAttempt(id, { whyLetter: 'Dear x,' });
  expect(why()).toEqual({ state: 'drafted' });
  journal.why.ask(id, day('2024-01-12'));
  expect(why()).toEqual({ state: 'asked', askedOn: '2024-01-12' });
  expect(attempt().events).toMatchObject([{ kind: 'asked-why', on: '2024-01-12' }]);
  journal.why.end(id, { kind: 'reply', on: day('2024-01-20'), words: 'Not for our list.' });
  expect(why()).toEqual({ state: 'reply', askedOn: '2024-01-12', on: '2024-01-20' });
  expect(attempt().reason).toBe('Not for our list.');
  journal.undo();
  expect(why()).toMatchObject({ state: 'asked' });
  expect(attempt().reason).toBe('');
  journal.undo();
  expect(why()).toEqual({ state: 'drafted' });
});

test('it can be asked without a letter, stay without a reply, be opened again, and be asked again', () => {
  const { journal, id, attempt, why } = refused();
  journal.why.ask(id, day('2024-01-12'));
  journal.why.end(id, { kind: 'no-reply', on: day('2024-02-12') });
  expect(why()).toEqual({ state: 'no-reply', askedOn: '2024-01-12', on: '2024-02-12' });
  expect(attempt().reason).toBe('');
  journal.why.reopen(id);
  expect(why()).toMatchObject({ state: 'asked' });
  journal.why.end(id, { kind: 'no-reply', on: day('2024-02-12') });
  journal.why.ask(id, day('2024-02-12'));
  expect(why()).toEqual({ state: 'asked', askedOn: '2024-02-12' });
  expect(attempt().events).toHaveLength(2);
});

test('their words go below a reason that stands there already', () => {
  const { journal, id, attempt } = refused();
  journal.changeAttempt(id, { reason: 'No.' });
  journal.why.ask(id, day('2024-01-12'));
  journal.why.end(id, { kind: 'reply', on: day('2024-01-13'), words: 'It was close.' });
  expect(attempt().reason).toBe('No.\n\nIt was close.');
});

test('what was not asked cannot end, and nothing ends before it began', () => {
  const { journal, id } = refused();
  const end = () => journal.why.end(id, { kind: 'no-reply', on: day('2024-01-11') });
  expect(end).toThrow(refusal('journal/invalid', { field: 'whyEnded', rule: 'not-asked' }));
  journal.why.ask(id, day('2024-01-12'));
  expect(end).toThrow(refusal('journal/invalid', { field: 'on', rule: 'before-asked' }));
  expect(() => journal.why.ask('none', day('2024-01-12'))).toThrow(refusal('journal/not-found'));
  expect(() => journal.why.ask(id, 'soon' as never)).toThrow(refusal('journal/invalid'));
});

test('removing the event that asked takes the ending out of sight; a later asking opens it', () => {
  const { journal, id, attempt, why } = refused();
  journal.why.ask(id, day('2024-01-12'));
  journal.why.end(id, { kind: 'no-reply', on: day('2024-02-12') });
  journal.addEvent(id, { kind: 'asked-why', on: day('2024-03-01') });
  expect(why()).toEqual({ state: 'asked', askedOn: '2024-03-01' });
  for (const { id: event } of attempt().events) journal.removeEvent(id, event);
  expect(why()).toEqual({ state: 'not-asked' });
});

test('on one day the line goes from the answer over the asking to its end', () => {
  const { journal, id, attempt } = refused();
  const on = day('2024-01-10');
  journal.addEvent(id, { kind: 'reply', on });
  journal.why.ask(id, on);
  journal.why.end(id, { kind: 'reply', on, words: 'w' });
  expect(history(attempt()).map((item) => (item.type === 'event' ? item.event.kind : item.type))).toEqual([
    'reply',
    'answer',
    'asked-why',
    'why-ended',
  ]);
});

test('a letter edited here and an asking noted there both survive', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', whyLetter: 'first' });
  exchange(a.doc, b.doc);
  a.journal.changeAttempt(id, { whyLetter: 'second' });
  b.journal.why.ask(id, day('2024-01-12'));
  exchange(a.doc, b.doc);
  expect(a.journal.attempt(id)).toEqual(b.journal.attempt(id));
  a.journal.why.end(id, { kind: 'reply', on: day('2024-01-13'), words: 'from a' });
  b.journal.why.end(id, { kind: 'no-reply', on: day('2024-01-14') });
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) {
    expect(journal.attempt(id)).toMatchObject({ whyLetter: 'second', reason: 'from a' });
    expect(['reply', 'no-reply']).toContain(whyOf(journal.attempt(id) as Attempt).state);
  }
  expect(a.journal.attempt(id)).toEqual(b.journal.attempt(id));
});

test('an ending of a sort that a newer version added shows as none and is kept', () => {
  const { journal, doc, id, why } = refused();
  const entry = doc.getMap('attempts').get(id) as Y.Map<unknown>;
  journal.why.ask(id, day('2024-01-12'));
  const later = { kind: 'moved', on: '2024-01-14' };
  entry.set('whyEnded', later);
  expect(why()).toMatchObject({ state: 'asked' });
  journal.changeAttempt(id, { whyLetter: 'x' });
  expect(entry.get('whyEnded')).toEqual(later);
});
