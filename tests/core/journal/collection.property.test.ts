import { dayOf } from '#core/journal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, exchange, openJournal } from './opened.ts';

const dates = fc.option(fc.integer({ min: 1, max: 28 }).map((n) => day(`2024-01-${String(n).padStart(2, '0')}`)));

test('a list kept through single edits equals the list sorted afresh', () => {
  fc.assert(
    fc.property(
      fc.array(dates, { minLength: 20, maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(39), dates, fc.boolean()), { maxLength: 20 }),
      (first, edits) => {
        const { journal, doc } = openJournal(1);
        const ids = first.map((sentOn) => journal.addAttempt({ toWhom: 'x', what: 'y', sentOn }));
        const there = openJournal(2);
        exchange(doc, there.doc);
        there.journal.attempts();
        for (const [pick, sentOn, bin] of edits) {
          const id = ids[pick % ids.length] as string;
          journal.changeAttempt(id, { sentOn });
          if (bin) journal.binAttempt(id);
          else journal.restoreAttempt(id);
          const fresh = openJournal(3, doc).journal;
          expect(journal.attempts()).toEqual(fresh.attempts());
          expect(journal.binned().attempts).toEqual(fresh.binned().attempts);
        }
        exchange(doc, there.doc);
        expect(there.journal.attempts()).toEqual(journal.attempts());
      },
    ),
    { numRuns: 30 },
  );
});

test('the list is ordered by day, newest first, undated before all others', () => {
  fc.assert(
    fc.property(fc.array(dates, { maxLength: 30 }), (list) => {
      const { journal } = openJournal();
      for (const sentOn of list) journal.addAttempt({ toWhom: 'x', what: 'y', sentOn });
      const keys = journal.attempts().map((one) => [dayOf(one) ?? '9999', one.id] as const);
      for (const [i, [on, id]] of keys.entries()) {
        const [nextOn, nextId] = keys[i + 1] ?? ['', ''];
        expect(on > nextOn || (on === nextOn && id < nextId)).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
