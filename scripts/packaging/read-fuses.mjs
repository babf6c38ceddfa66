// @ts-check
/**
 * Reads the fuses back from a built app: node scripts/packaging/read-fuses.mjs PATH, the path being that of the program
 * file (or of the .app on macOS). Ends with 0 when every fuse is as `fuses.mjs` says, with 1 otherwise.
 */
import { FuseState, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { fuseName, fuses } from './fuses.mjs';

/**
 * What is not as it has to be, a sentence for each.
 * @param {string} program
 * @returns {Promise<string[]>}
 */
async function faultsOf(program) {
  const wire = await getCurrentFuseWire(program);
  if (wire.version !== FuseVersion.V1) return [`The fuses are of version ${wire.version}, which is not known here.`];
  return Object.entries(fuses).flatMap(([key, on]) => {
    const fuse = /** @type {import('@electron/fuses').FuseV1Options} */ (Number(key));
    const state = wire[fuse];
    if (state === (on ? FuseState.ENABLE : FuseState.DISABLE)) return [];
    const found = state === undefined ? 'absent' : FuseState[state]?.toLowerCase();
    return [`${fuseName(fuse)} is to be ${on ? 'on' : 'off'}, and is: ${found}.`];
  });
}

const [program] = process.argv.slice(2);
if (program === undefined) {
  console.error('Name the program file of a built app.');
  process.exit(2);
}
try {
  const faults = await faultsOf(program);
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log(`All ${Object.keys(fuses).length} fuses are as they have to be.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`No fuses could be read from ${program}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
