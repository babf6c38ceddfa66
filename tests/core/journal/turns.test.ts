import { latestTurn, type Pursuit } from '#core/journal';
import { expect, test } from 'vitest';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

const told = (pursuit: Pursuit | null) => pursuit?.turns.map(({ on, to, words }) => [on, to, words]);

test('letting go has a day and a last sentence, and can be taken up again; the story stays', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  journal.turns.take(id, { to: 'let-go', on: day('2024-03-01'), words: 'It taught me to ask.' });
  expect(journal.pursuit(id)).toMatchObject({ state: 'let-go' });
  expect(latestTurn(journal.pursuit(id) as Pursuit)).toMatchObject({ on: '2024-03-01', words: 'It taught me to ask.' });
  journal.turns.take(id, { to: 'going', on: day('2024-05-01') });
  expect(journal.pursuit(id)?.state).toBe('going');
  expect(told(journal.pursuit(id))).toEqual([
    ['2024-03-01', 'let-go', 'It taught me to ask.'],
    ['2024-05-01', 'going', ''],
  ]);
  journal.undo();
  expect(journal.pursuit(id)?.state).toBe('let-go');
  expect(told(journal.pursuit(id))).toHaveLength(1);
});

test('a state from before turns were kept has no day', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a', state: 'let-go' });
  expect(latestTurn(journal.pursuit(id) as Pursuit)).toBeNull();
});

test('a slip of the hand leaves no trace, words do', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  const on = day('2024-03-01');
  journal.turns.take(id, { to: 'reached', on });
  journal.turns.take(id, { to: 'let-go', on });
  expect(told(journal.pursuit(id))).toEqual([['2024-03-01', 'let-go', '']]);
  journal.turns.take(id, { to: 'going', on });
  expect(told(journal.pursuit(id))).toEqual([]);
  journal.turns.take(id, { to: 'let-go', on, words: 'enough' });
  journal.turns.take(id, { to: 'going', on });
  expect(told(journal.pursuit(id))).toEqual([
    ['2024-03-01', 'let-go', 'enough'],
    ['2024-03-01', 'going', ''],
  ]);
});

test('turns of one day keep their order', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  const states = ['reached', 'let-go', 'going', 'let-go', 'reached'] as const;
  for (const to of states) journal.turns.take(id, { to, on: day('2024-03-01'), words: to });
  expect(journal.pursuit(id)?.turns.map(({ to }) => to)).toEqual(states);
});

test('the day and the words of a turn can be changed, its state cannot', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  journal.turns.take(id, { to: 'let-go', on: day('2024-03-01') });
  const turn = journal.pursuit(id)?.turns[0]?.id ?? '';
  journal.turns.change(id, turn, { on: day('2024-02-01'), words: 'w' });
  expect(told(journal.pursuit(id))).toEqual([['2024-02-01', 'let-go', 'w']]);
  expect(() => journal.turns.change(id, turn, { to: 'going' } as never)).toThrow(
    refusal('journal/invalid', { field: 'to', rule: 'unknown-field' }),
  );
  expect(() => journal.turns.change(id, 'none', { words: '' })).toThrow(refusal('journal/not-found', { what: 'turn' }));
  expect(() => journal.turns.take(id, { to: 'lost' as never, on: day('2024-02-01') })).toThrow(
    refusal('journal/invalid', { field: 'to', rule: 'unknown-word' }),
  );
});

test('one lets go while the other reaches it: both days are kept, and both devices agree', () => {
  const [a, b] = openTwo();
  const id = a.journal.addPursuit({ title: 'a' });
  exchange(a.doc, b.doc);
  a.journal.turns.take(id, { to: 'let-go', on: day('2024-03-01'), words: 'enough' });
  b.journal.turns.take(id, { to: 'reached', on: day('2024-03-02') });
  exchange(a.doc, b.doc);
  expect(a.journal.pursuit(id)).toEqual(b.journal.pursuit(id));
  expect(told(a.journal.pursuit(id))).toEqual([
    ['2024-03-01', 'let-go', 'enough'],
    ['2024-03-02', 'reached', ''],
  ]);
});
