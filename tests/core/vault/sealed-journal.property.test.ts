import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runScript, steps } from './convergence.ts';

/** More by NAILWALL_CASES. */
const cases = Math.max(2000, Number(process.env.NAILWALL_CASES ?? 0));

test(
  `three devices, any order of steps, end equal to plain Yjs (${String(cases)} cases)`,
  { timeout: cases * 300 },
  () => {
    fc.assert(
      fc.property(steps, fc.nat(1_000_000), (script, seed) => {
        runScript(script, seed);
      }),
      { numRuns: cases },
    );
    expect.assertions(0);
  },
);
