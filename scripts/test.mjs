// @ts-check
/** `npm test`: every check of the project in order, stopping at the first that fails; the last line has the counts. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { checks, playwrightReport, vitestReport } from './checks.mjs';
import { runScript, Stop } from './stop.mjs';
import { countPlaywright, countVitest, sum } from './test-counts.mjs';

/**
 * Runs one check under its heading and tells how long it took.
 * @param {import('./checks.mjs').Check} check
 */
async function runCheck({ name, run }) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  let code = 1;
  try {
    code = await run();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
  }
  console.log(`-- ${name}: ${code === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return code === 0;
}

/** @returns {Promise<string | null>} the name of the check that failed */
async function firstFailure() {
  for (const check of checks) {
    if (!(await runCheck(check))) return check.name;
  }
  return null;
}

/**
 * @template T
 * @param {string} file
 * @param {(report: T) => import('./test-counts.mjs').Counts} count
 */
function read(file, count) {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, notRun: 0 };
}

await runScript(async () => {
  for (const report of [vitestReport, playwrightReport]) rmSync(report, { force: true });
  const failure = await firstFailure();
  const { passed, failed, notRun } = sum([read(vitestReport, countVitest), read(playwrightReport, countPlaywright)]);
  if (failure) console.log(`\nStopped at "${failure}"; what follows it was not run.`);
  if (notRun > 0) console.log(`\n${notRun} could not be tried on this machine; the lines above name them.`);
  // A check that fails without a failed test of its own is a failure as well.
  console.log(`\n${passed} passed, ${failure ? Math.max(1, failed) : failed} failed`);
  return failure || failed > 0 ? 1 : 0;
});
