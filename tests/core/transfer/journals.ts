/** Random journals for laws about exports. */
import { answers, type AttemptId, eventKinds, type Journal } from '#core/journal';
import fc from 'fast-check';
import * as Y from 'yjs';
import { day } from '../journal/opened.ts';

/** Words with everything that quoting, escaping and formulas stumble over. */
export const nastyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      '|',
      '\\',
      '\t',
      '\r',
      '\n',
      ' ',
      'a',
      '\u200b',
      '＝',
    ),
    maxLength: 12,
  }),
  fc.constantFrom('=1+2', '@SUM(A1)', '-2', "'=x", '\t=x', 'n/a', 'Not specified', '<b>x</b>', '2024-01-02'),
);
const filled = nastyText.map((text) => `x${text}`);
const formula = fc.oneof(filled, fc.constantFrom('=1+2', '-2+3', '@x', '+49 30', "'quoted", '＝1'));
const date = fc
  .integer({ min: 0, max: 700 })
  .map((n) => day(new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10)));
const rating = fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined });

const attempt = fc.record({
  toWhom: formula,
  what: formula,
  sentOn: fc.option(date),
  answer: fc.constantFrom(...answers),
  answeredAfter: fc.option(fc.nat(90)),
  personal: fc.boolean(),
  reason: nastyText,
  heard: nastyText,
  toldWhom: nastyText,
  reflection: nastyText,
  tags: fc.array(formula, { maxLength: 3 }),
  events: fc.array(fc.record({ kind: fc.constantFrom(...eventKinds), on: date, note: nastyText }), { maxLength: 3 }),
  hope: rating,
  sting: rating,
  stretch: fc.constantFrom(null, 1 as const, 5 as const),
  pursuit: fc.nat(3),
  kind: fc.nat(3),
  bin: fc.boolean(),
});

export const journalPlan = fc.record({
  attempts: fc.array(attempt, { maxLength: 8 }),
  pursuits: fc.array(filled, { minLength: 1, maxLength: 3 }),
  doors: fc.array(nastyText, { maxLength: 3 }),
  reviews: fc.array(nastyText, { maxLength: 2 }),
  turns: fc.array(nastyText, { maxLength: 2 }),
  kinds: fc.uniqueArray(fc.stringMatching(/^=?[a-z]{3,8} [a-z]{1,5}$/), { maxLength: 2 }),
  pulses: fc.array(fc.record({ on: date, hope: rating, note: nastyText }), { maxLength: 4 }),
  nailHolds: fc.integer({ min: 1, max: 200 }),
});
export type JournalPlan = typeof journalPlan extends fc.Arbitrary<infer T> ? T : never;

/** Fills an empty journal; later edits, bins and rich text included. */
export function fill(journal: Journal, plan: JournalPlan): void {
  const pursuits = plan.pursuits.map((title, i) => journal.addPursuit({ title: `${title} ${i}`, why: title }));
  for (const note of plan.doors) journal.addDoor(pursuits[0]!, { toWhom: 'door', note });
  for (const note of plan.reviews) journal.reviews.add(pursuits[0]!, { on: day('2024-03-01'), answer: 'no', note });
  for (const words of plan.turns) journal.turns.take(pursuits[0]!, { on: day('2024-04-01'), to: 'let-go', words });
  const kinds = ['job', ...plan.kinds.map((name) => journal.addKind({ name, paper: 'other' }))];
  const ids = plan.attempts.map((one) =>
    addAttempt(journal, one, pursuits[one.pursuit] ?? null, kinds[one.kind] ?? 'other'),
  );
  ids.forEach((id, i) => i > 0 && journal.changeAttempt(id, { nextOf: ids[i - 1]! }));
  for (const { on, hope, note } of plan.pulses) journal.addPulse({ on, note, ...(hope === undefined ? {} : { hope }) });
  journal.changeSettings({ nailHolds: plan.nailHolds });
  plan.attempts.forEach(({ bin }, i) => bin && journal.binAttempt(ids[i]!));
}

function addAttempt(
  journal: Journal,
  one: JournalPlan['attempts'][number],
  pursuit: string | null,
  kind: string,
): AttemptId {
  const { toWhom, what, sentOn, answer, answeredAfter, personal, tags, events, hope, sting, stretch, ...rest } = one;
  const { reason, heard, toldWhom, reflection } = rest;
  const answeredOn =
    answer === 'waiting' || answeredAfter === null
      ? null
      : day(new Date(Date.UTC(2025, 0, 1 + answeredAfter)).toISOString().slice(0, 10));
  const ratings = { ...(hope === undefined ? {} : { hope }), ...(sting === undefined ? {} : { sting }) };
  const id = journal.addAttempt({
    ...{
      toWhom,
      what,
      sentOn,
      answer,
      answeredOn,
      tags,
      events,
      stretch,
      pursuit,
      kind,
      reason,
      toldWhom,
      reflection,
      ratings,
    },
    tone: answer === 'no' && personal ? 'personal' : null,
  });
  journal.changeAttempt(id, { heard, whyLetter: toldWhom });
  if (personal) journal.reflection(id).push([new Y.XmlText('more')]);
  return id;
}
