import fc from 'fast-check';

/** NAILWALL_CASES=5000 runs every property that does not fix its own number of cases that many times. */
const cases = Number(process.env['NAILWALL_CASES']);
if (Number.isInteger(cases) && cases > 0) fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: cases });

/** NAILWALL_SEED repeats the choices of an earlier run. */
const seed = Number(process.env['NAILWALL_SEED']);
if (Number.isInteger(seed) && seed > 0) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
