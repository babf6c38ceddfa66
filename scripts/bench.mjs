// @ts-check
/** `npm run bench [-- NAME] [--json]`: every benchmark, or one; tests/bench holds them. */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { jsonLine, table } from './bench-report.mjs';
import { inProject } from './project.mjs';
import { runScript, Stop } from './stop.mjs';
import { openTypeScript } from './typescript.mjs';

const folder = inProject('tests', 'bench');
const ending = '.bench.ts';
const names = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();

function readArguments() {
  try {
    const options = /** @type {const} */ ({ json: { type: 'boolean' } });
    const { values, positionals } = parseArgs({ options, strict: true, allowPositionals: true });
    const unknown = positionals.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}"`);
    return { json: values.json === true, chosen: positionals.length > 0 ? positionals : names };
  } catch (error) {
    throw new Stop(
      `${/** @type {Error} */ (error).message}.`,
      `Usage: npm run bench -- [--json] [${names.join(' | ')}]`,
    );
  }
}

await runScript(async () => {
  const { json, chosen } = readArguments();
  // It stays open: what is measured loads parts of itself only when they are needed.
  const typescript = await openTypeScript();
  try {
    for (const name of chosen) {
      /** @type {{ measure: () => Promise<readonly import('./bench-report.mjs').Result[]> }} */
      const { measure } = await typescript.load('tests', 'bench', `${name}${ending}`);
      const results = await measure();
      for (const result of json ? results : []) console.log(jsonLine(result));
      if (!json) console.log(`\n${table(results)}`);
    }
  } finally {
    await typescript.close();
  }
  return 0;
});
