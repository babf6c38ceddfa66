/** What the worker does for one logged no while a part is open, at ten thousand attempts. */
import type { AttemptRow } from '#core/insights';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { InsightsEngine } from '../../src/renderer/state/insights/engine.ts';
import { partNames } from '../../src/renderer/state/insights/parts.ts';

const today = 20600;
const kinds = ['job', 'book', 'article', 'date'];
const tags = Array.from({ length: 30 }, (_, i) => `tag ${i}`);

function row(i: number): AttemptRow {
  const sent = today - 4000 + Math.floor(i * 0.4);
  const answer = i % 40 === 0 ? 'yes' : i % 4 === 0 ? 'quiet' : i % 9 === 0 ? 'waiting' : 'no';
  const answered = answer === 'waiting' ? null : Math.min(today, sent + 3 + (i % 70));
  return {
    id: `a${i}`,
    pursuit: `p${i % 20}`,
    kind: kinds[i % 4] ?? 'job',
    tags: [tags[i % 30] ?? '', tags[(i * 7) % 30] ?? ''],
    sent,
    answer,
    answered,
    stretch: ((i % 5) + 1) as AttemptRow['stretch'],
    ratings: { hope: i % 11, purpose: (i * 3) % 11, selfWorth: (i * 5) % 11, sting: (i * 7) % 11 },
    rated: answered,
  };
}

const engine = new InsightsEngine();
engine.take({
  type: 'rows',
  patch: {
    attempts: { put: Array.from({ length: 10_000 }, (_, i) => row(i)), drop: [] },
    pursuits: { put: Array.from({ length: 20 }, (_, i) => ({ id: `p${i}`, wish: 'mine', matters: i % 11 })), drop: [] },
    checkIns: {
      put: Array.from({ length: 3000 }, (_, i) => {
        const of = row(i * 3);
        return { id: `c${i}`, attempt: of.id, on: (of.answered ?? today) + 7, sting: i % 6, selfWorth: null };
      }),
      drop: [],
    },
    pulses: {
      put: Array.from({ length: 570 }, (_, i) => ({
        id: `u${i}`,
        on: today - 4000 + 7 * i,
        hope: i % 9,
        purpose: i % 7,
        selfWorth: i % 8,
      })),
      drop: [],
    },
  },
});

/** Without a baseline: what is plain about statistics is no statistics. */
export async function measure(): Promise<readonly Result[]> {
  let next = 10_000;
  return partNames.map((part) => {
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      engine.take({ type: 'rows', patch: { attempts: { put: [row(next++)], drop: [] } } });
      // What is sent back is copied on its way.
      structuredClone(engine.take({ type: 'ask', question: { part }, today, quietAfterDays: 30 }));
      return performance.now() - start;
    });
    const note = 'one no more among ten thousand, to the answered part';
    return { name: `insights.${part}`, unit: 'ms', value: median(times), baseline: null, n: times.length, note };
  });
}
