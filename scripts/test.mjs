// @ts-check
/**
 * `npm test`: every check of the project, as many at once as there are cores; after the first that fails no more are
 * begun. The last line has the counts.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { checks, playwrightReport, vitestReport } from './checks.mjs';
import { inLanes } from './lanes.mjs';
import { runScript, Stop } from './stop.mjs';
import { countPlaywright, countVitest, sum } from './test-counts.mjs';

/** Colours, where this terminal shows them, for programs that write into a pipe. */
const asTerminal = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};

/**
 * Runs one check and tells how long it took. One that runs alone prints as it goes; what the others print is kept and
 * told as one block when they end.
 * @param {import('./checks.mjs').Check} check
 */
async function runCheck({ name, run, alone = false }) {
  const start = performance.now();
  /** @type {Buffer[]} */
  const printed = [];
  if (alone) console.log(`\n== ${name}`);
  let code = 1;
  try {
    code = await run(alone ? {} : { onOutput: (piece) => void printed.push(piece), env: asTerminal });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    printed.push(Buffer.from(`${error.message}\n`));
  }
  if (!alone) console.log(`\n== ${name}`);
  process.stdout.write(Buffer.concat(printed));
  console.log(`-- ${name}: ${code === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return code === 0;
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
  const failure = await inLanes(checks, availableParallelism(), runCheck);
  const { passed, failed, notRun } = sum([read(vitestReport, countVitest), read(playwrightReport, countPlaywright)]);
  if (failure) console.log(`\nStopped at "${failure.name}"; what is not told above was not run.`);
  if (notRun > 0) console.log(`\n${notRun} could not be tried on this machine; the lines above name them.`);
  // A check that fails without a failed test of its own is a failure as well.
  console.log(`\n${passed} passed, ${failure ? Math.max(1, failed) : failed} failed`);
  return failure || failed > 0 ? 1 : 0;
});
