// @ts-check
/**
 * @typedef {{ passed: number, failed: number, notRun: number }} Counts
 * @typedef {{ status: string, assertionResults: readonly { status: string }[] }} VitestFile
 */

/**
 * Counts from Vitest's JSON report. A file that could not be loaded has no tests in it and counts as one failure; what
 * cannot be tried on this machine (`skipIf`) is not run.
 * @param {{ testResults: readonly VitestFile[] }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const statuses = report.testResults.flatMap((file) => {
    const tests = file.assertionResults.map(({ status }) => status);
    const failedToLoad = file.status === 'failed' && !tests.includes('failed');
    return failedToLoad ? [...tests, 'failed'] : tests;
  });
  const passed = statuses.filter((status) => status === 'passed').length;
  const notRun = statuses.filter((status) => status === 'skipped' || status === 'pending').length;
  return { passed, failed: statuses.length - passed - notRun, notRun };
}

/**
 * Counts from Playwright's JSON report. Flaky journeys did not pass; an error outside every journey (a file that
 * could not be loaded) counts as one failure.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors?: readonly unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, notRun: stats.skipped };
}

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export function sum(counts) {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
    notRun: counts.reduce((total, { notRun }) => total + notRun, 0),
  };
}
