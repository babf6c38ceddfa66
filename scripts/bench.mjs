// @ts-check
/** `npm run bench [-- NAME] [--json]`: every benchmark, or one; tests/bench holds them. */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { jsonLine, table } from './bench-report.mjs';
import { inProject } from './project.mjs';
import { runScript, Stop } from './stop.mjs';

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
  for (const name of chosen) {
    /** @type {{ module: { measure: () => Promise<readonly import('./bench-report.mjs').Result[]> } }} */
    const { module } = await runnerImport(`${folder}/${name}${ending}`, { configFile: false, root: inProject() });
    const results = await module.measure();
    for (const result of json ? results : []) console.log(jsonLine(result));
    if (!json) console.log(`\n${table(results)}`);
  }
  return 0;
});
