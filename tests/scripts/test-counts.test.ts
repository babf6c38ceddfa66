import { expect, test } from 'vitest';
import { countPlaywright, countVitest, sum } from '../../scripts/test-counts.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("Vitest's tests are counted; whatever did not pass has failed", () => {
  expect(
    countVitest({ testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] }),
  ).toEqual({
    passed: 3,
    failed: 1,
  });
  expect(countVitest({ testResults: [file('passed', 'passed', 'skipped', 'todo')] })).toEqual({ passed: 1, failed: 2 });
});

test('a test file that cannot be loaded is a failure', () => {
  expect(countVitest({ testResults: [file('failed'), file('failed', 'passed')] })).toEqual({ passed: 1, failed: 2 });
});

test("Playwright's journeys are counted; flaky and skipped ones did not pass", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
  expect(countPlaywright({ stats })).toEqual({ passed: 5, failed: 3 });
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 4 });
});

test('counts add up', () => {
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 10, failed: 20 },
    ]),
  ).toEqual({ passed: 11, failed: 22 });
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
});
