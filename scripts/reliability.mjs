// @ts-check
/**
 * `npm run test:reliability [-- --kills=N --harms=N --fuzz=N --seed=N]`: the long form of the tests in tests/reliability
 * and of every test that feeds malformed inputs to a decoder. It prints its seed, which repeats its choices.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runNode } from './command.mjs';
import { inProject } from './project.mjs';
import { runScript, Stop } from './stop.mjs';

/** Host processes killed, stored files altered, inputs to each decoder. */
const full = { kills: 200, harms: 2_000, fuzz: 100_000 };

const usage = 'Usage: npm run test:reliability -- [--kills=N] [--harms=N] [--fuzz=N] [--seed=N]';

/** @param {string | undefined} text @param {number} otherwise */
function numberIn(text, otherwise) {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Stop(`${text} is no number of this kind.`, usage);
  return Number(text);
}

function readArguments() {
  const option = /** @type {const} */ ({ type: 'string' });
  try {
    const { values } = parseArgs({ options: { kills: option, harms: option, fuzz: option, seed: option } });
    return {
      kills: numberIn(values.kills, full.kills),
      harms: numberIn(values.harms, full.harms),
      fuzz: numberIn(values.fuzz, full.fuzz),
      seed: numberIn(values.seed, 1 + Math.floor(Math.random() * 999_999_999)),
    };
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`${/** @type {Error} */ (error).message}.`, usage);
  }
}

/** Test files that feed a decoder. */
function fuzzTests() {
  return readdirSync(inProject('tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join('tests', file.replaceAll(path.sep, '/')))
    .filter((file) => readFileSync(inProject(file), 'utf8').includes('/fuzz.ts'))
    .sort();
}

/** Ways in which tests/main/storage/damage.property.test.ts alters a database. */
const waysOfDamage = 8;

await runScript(async () => {
  const { kills, harms, fuzz, seed } = readArguments();
  console.log(`${kills} kills, ${harms} altered files, ${fuzz} inputs to each decoder; seed ${seed}`);
  const env = {
    NAILWALL_KILLS: `${kills}`,
    NAILWALL_HARMS: `${harms}`,
    NAILWALL_FUZZ: `${fuzz}`,
    NAILWALL_SEED: `${seed}`,
    NAILWALL_CASES: `${Math.max(1, Math.ceil(harms / waysOfDamage))}`,
  };
  const files = ['tests/reliability/', 'tests/main/storage/damage.property.test.ts', ...fuzzTests()];
  return runNode(inProject('node_modules', 'vitest', 'vitest.mjs'), ['run', ...files], { env });
});
