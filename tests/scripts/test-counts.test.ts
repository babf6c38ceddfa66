import { expect, test } from 'vitest';
import { countPlaywright, countVitest, sum } from '../../scripts/test-counts.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("Vitest's tests are counted; todo is a failure, what cannot be tried here is neither", () => {
  expect(
    countVitest({ testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] }),
  ).toEqual({
    passed: 3,
    failed: 1,
    notRun: 0,
  });
  expect(countVitest({ testResults: [file('passed', 'passed', 'skipped', 'pending', 'todo')] })).toEqual({
    passed: 1,
    failed: 1,
    notRun: 2,
  });
});

test('a test file that cannot be loaded is a failure', () => {
  expect(countVitest({ testResults: [file('failed'), file('failed', 'passed')] })).toEqual({
    passed: 1,
    failed: 2,
    notRun: 0,
  });
});

test("Playwright's journeys are counted; flaky ones did not pass", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
  expect(countPlaywright({ stats })).toEqual({ passed: 5, failed: 2, notRun: 1 });
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, notRun: 1 });
});

test('counts add up', () => {
  expect(
    sum([
      { passed: 1, failed: 2, notRun: 3 },
      { passed: 10, failed: 20, notRun: 30 },
    ]),
  ).toEqual({ passed: 11, failed: 22, notRun: 33 });
  expect(sum([])).toEqual({ passed: 0, failed: 0, notRun: 0 });
});
