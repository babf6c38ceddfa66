import type { AttemptId } from '#core/journal';
import { expect, test } from 'vitest';
import { day, exchange, openJournal, openTwo } from './opened.ts';

function withPursuit() {
  const opened = openJournal();
  const { journal } = opened;
  const pursuit = journal.addPursuit({ title: 'a home for the book' });
  const add = (answer: 'yes' | 'no' | 'quiet' | 'withdrawn', on: string | null, more = {}) =>
    journal.addAttempt({
      toWhom: on ?? '?',
      what: 'w',
      pursuit,
      answer,
      answeredOn: on === null ? null : day(on),
      ...more,
    });
  const chain = (id: AttemptId) => journal.chainTo(id).map((one) => one.toWhom);
  return { ...opened, add, chain };
}

test('a yes stands at the end of the dated no’s of its pursuit, oldest first', () => {
  const { add, chain } = withPursuit();
  add('no', '2023-05-01');
  add('no', '2023-02-01');
  add('quiet', '2023-03-01');
  add('withdrawn', '2023-03-02');
  add('no', null);
  add('no', '2023-06-02');
  add('no', '2023-01-01', { pursuit: null });
  const yes = add('yes', '2023-06-01');
  add('no', '2023-06-01');
  expect(chain(yes)).toEqual(['2023-02-01', '2023-05-01', '2023-06-01']);
});

test('a second yes has a chain of its own', () => {
  const { add, chain } = withPursuit();
  add('no', '2023-01-01');
  const first = add('yes', '2023-02-01');
  add('no', '2023-02-01');
  add('no', '2023-03-01');
  const second = add('yes', '2023-04-01');
  const sameDay = add('yes', '2023-04-01');
  expect(chain(first)).toEqual(['2023-01-01', '2023-02-01']);
  expect(chain(second)).toEqual(['2023-03-01']);
  expect(chain(sameDay)).toEqual(['2023-03-01']);
});

test('envelopes are followed wherever they lead, past whatever is no no', () => {
  const { add, chain, journal } = withPursuit();
  const none = { pursuit: null };
  const first = add('no', null, none);
  const quiet = add('quiet', '2023-02-01', { ...none, nextOf: first });
  const binned = add('no', '2023-03-01', { ...none, nextOf: quiet });
  const yes = add('yes', null, { ...none, nextOf: binned });
  expect(chain(yes)).toEqual(['2023-03-01', '?']);
  journal.binAttempt(binned);
  expect(chain(yes)).toEqual(['?']);
});

test('a no that is linked and in the pursuit counts once', () => {
  const { add, chain } = withPursuit();
  const no = add('no', '2023-01-01');
  expect(chain(add('yes', '2023-02-01', { nextOf: no }))).toEqual(['2023-01-01']);
});

test('links that two devices closed into a circle do no harm', () => {
  const [a, b] = openTwo();
  const add = () => a.journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no' });
  const [first, second] = [add(), add()];
  exchange(a.doc, b.doc);
  a.journal.changeAttempt(first, { nextOf: second });
  b.journal.changeAttempt(second, { nextOf: first });
  exchange(a.doc, b.doc);
  expect(a.journal.chainTo(first).map(({ id }) => id)).toEqual([second]);
  const third = a.journal.nextEnvelope(first, { toWhom: 'x', what: 'y' });
  expect(a.journal.chainTo(third)).toHaveLength(2);
});
