import { type Journal } from '#core/journal';
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { InsightsEngine, type ToEngine } from '../../../../src/renderer/state/insights/engine.ts';
import { type EnginePort, Insights } from '../../../../src/renderer/state/insights/insights.svelte.ts';
import { allRows } from '../../../../src/renderer/state/insights/journal-rows.ts';
import type { Part } from '../../../../src/renderer/state/insights/parts.ts';
import { day, openedStore } from '../opened-store.ts';

/** The real engine behind a port whose answers come when the test says so. */
class HeldPort implements EnginePort {
  readonly engine = new InsightsEngine();
  readonly taken: ToEngine[] = [];
  readonly #answers: Part[] = [];
  onmessage: EnginePort['onmessage'] = null;
  onerror: EnginePort['onerror'] = null;
  ended = false;

  postMessage(message: ToEngine): void {
    // What cannot be cloned would not reach a worker.
    const arrived = structuredClone(message);
    this.taken.push(arrived);
    const part = this.engine.take(arrived);
    if (part) this.#answers.push(structuredClone(part));
  }

  answer(): void {
    const part = this.#answers.shift();
    if (part) this.onmessage?.({ data: part } as MessageEvent<Part>);
  }

  terminate(): void {
    this.ended = true;
  }

  get asked(): number {
    return this.taken.filter(({ type }) => type === 'ask').length;
  }
}

function addNo(journal: Journal, on: string) {
  return journal.addAttempt({ toWhom: 'A', what: 'b', sentOn: day('2026-01-01'), answer: 'no', answeredOn: day(on) });
}

function opened() {
  const store = openedStore();
  const first = addNo(store.journal, '2026-01-05');
  const port = new HeldPort();
  const insights = new Insights(store, port);
  return { store, first, port, insights };
}

/** How many answers the figure of waiting rests on. */
const answers = (insights: Insights) => insights.part('waiting')?.all.answers;

test('a part is there once it was answered, and no other passes for it', () => {
  const { port, insights } = opened();
  insights.look({ part: 'waiting' });
  expect(insights.part('waiting')).toBeNull();
  port.answer();
  flushSync();
  expect(answers(insights)).toBe(1);
  insights.look({ part: 'odds' });
  expect(insights.part('odds')).toBeNull();
});

test('a change sends its own rows and nothing else, and asks again', () => {
  const { store, port, insights } = opened();
  insights.look({ part: 'waiting' });
  port.answer();
  port.taken.length = 0;
  const added = addNo(store.journal, '2026-01-09');
  expect(port.taken[0]).toMatchObject({ type: 'rows', patch: { attempts: { put: [{ id: added }], drop: [] } } });
  expect(Object.keys((port.taken[0] as Extract<ToEngine, { type: 'rows' }>).patch)).toEqual(['attempts']);
  port.answer();
  expect(answers(insights)).toBe(2);
});

test('changes during an answer lead to one question more, not to one each', () => {
  const { store, port, insights } = opened();
  insights.look({ part: 'waiting' });
  for (const on of ['2026-01-07', '2026-01-08', '2026-01-09']) addNo(store.journal, on);
  expect(port.asked).toBe(1);
  port.answer();
  expect(port.asked).toBe(2);
  port.answer();
  expect(port.asked).toBe(2);
  expect(answers(insights)).toBe(4);
});

test('what goes to the bin leaves the figures, and comes back with undo', () => {
  const { store, first, port, insights } = opened();
  insights.look({ part: 'waiting' });
  port.answer();
  store.journal.binAttempt(first);
  port.answer();
  expect(answers(insights)).toBe(0);
  store.undo();
  port.answer();
  expect(answers(insights)).toBe(1);
});

test('rows kept up by changes are those of the journal', () => {
  const { store, first, port, insights } = opened();
  const { journal } = store;
  insights.look({ part: 'lines' });
  const pursuit = journal.addPursuit({ title: 'a', wish: 'mine', matters: 4 });
  journal.changeAttempt(first, { pursuit, tags: ['x'] });
  const pulse = journal.addPulse({ on: day('2026-01-03'), hope: 4 });
  journal.addPulse({ on: day('2026-01-10'), hope: 5 });
  journal.binPulse(pulse);
  const kept = journal.addCheckIn({ attempt: first, day: 1, on: day('2026-01-06'), sting: 3 });
  journal.addCheckIn({ attempt: first, day: 7, on: day('2026-01-12'), skipped: true });
  journal.changeCheckIn(kept, { sting: 2 });
  journal.changePursuit(pursuit, { matters: 6 });
  const fresh = new InsightsEngine();
  fresh.take({ type: 'rows', patch: allRows(journal) });
  for (const part of ['lines', 'waiting', 'after', 'asks', 'year', 'odds'] as const) {
    const question = { type: 'ask', question: { part }, today: 20600, quietAfterDays: 30 } as const;
    expect(port.engine.take(question)).toEqual(fresh.take(question));
  }
});

test('nothing that goes to the worker holds a name or a word', () => {
  const { store, port, insights } = opened();
  insights.look({ part: 'waiting' });
  store.journal.addAttempt({
    toWhom: 'Whom-secret',
    what: 'What-secret',
    reason: 'Reason-secret',
    answer: 'no',
    toldWhom: 'Told-secret',
  });
  store.journal.addPursuit({ title: 'Title-secret', why: 'Why-secret' });
  store.journal.addPulse({ on: day('2026-01-03'), hope: 4, note: 'Note-secret' });
  expect(JSON.stringify(port.taken)).not.toContain('secret');
});

test('a fault of the worker is told, and leaving ends it', () => {
  const { store, port, insights } = opened();
  expect(insights.trouble).toBeNull();
  port.onerror?.({ error: new Error('x') } as ErrorEvent);
  flushSync();
  expect(insights.trouble?.code).toBe('bug');
  insights.dispose();
  expect(port.ended).toBe(true);
  port.taken.length = 0;
  addNo(store.journal, '2026-01-09');
  expect(port.taken).toEqual([]);
});
