import { beforeEach, expect, test, vi } from 'vitest';
import {
  type AfterFailure,
  Ending,
  flushDeadlineMs,
  hurriedDeadlineMs,
} from '../../../../src/main/hosts/electron/ending.ts';
import type { FlushOutcome } from '../../../../src/main/services/index.ts';

let steps: string[];
let outcomes: (FlushOutcome | Error)[];
let choices: AfterFailure[];
let ending: Ending;

beforeEach(() => {
  steps = [];
  outcomes = [];
  choices = [];
  ending = new Ending({
    flush: (deadlineMs) => {
      steps.push(`flush ${deadlineMs}`);
      const outcome = outcomes.shift() ?? 'flushed';
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
    close: () => {
      steps.push('close');
      return Promise.resolve();
    },
    ask: (outcome) => {
      steps.push(`ask ${outcome}`);
      return Promise.resolve(choices.shift() ?? 'stay');
    },
    quit: () => void steps.push('quit'),
    log: () => undefined,
  });
});

async function settled(last: string): Promise<void> {
  await vi.waitFor(() => expect(steps.at(-1)).toBe(last));
}

test('the end waits for saving, then for the data folder', async () => {
  expect(ending.request(false)).toBe(false);
  await settled('quit');
  expect(steps).toEqual([`flush ${flushDeadlineMs}`, 'close', 'quit']);
  expect(ending.request(false)).toBe(true);
});

test('asking twice saves once', async () => {
  ending.request(false);
  ending.request(false);
  await settled('quit');
  expect(steps.filter((step) => step.startsWith('flush'))).toHaveLength(1);
});

test.each(['failed', 'timed-out'] as const)('a person sees that saving has %s, and may go back', async (outcome) => {
  outcomes = [outcome];
  ending.request(false);
  await settled(`ask ${outcome}`);
  expect(steps).not.toContain('quit');
  expect(ending.over).toBe(false);
  await vi.waitFor(() => {
    ending.request(false);
    expect(steps.at(-1)).toBe('quit');
  });
});

test('trying again saves again', async () => {
  outcomes = ['timed-out', 'flushed'];
  choices = ['retry'];
  ending.request(false);
  await settled('quit');
  expect(steps).toEqual([`flush ${flushDeadlineMs}`, 'ask timed-out', `flush ${flushDeadlineMs}`, 'close', 'quit']);
});

test('a person may leave all the same', async () => {
  outcomes = ['failed'];
  choices = ['leave'];
  ending.request(false);
  await settled('quit');
});

test('a flush that breaks counts as failed', async () => {
  outcomes = [new Error('broken')];
  ending.request(false);
  await settled('ask failed');
});

test('at the end of the session there is a shorter deadline and no question', async () => {
  outcomes = ['timed-out'];
  ending.request(true);
  await settled('quit');
  expect(steps).toEqual([`flush ${hurriedDeadlineMs}`, 'close', 'quit']);
});
