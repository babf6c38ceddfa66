// @ts-check
/** The very files that the journeys run, and the screens that the tests look at; each only when it is stale. */
import { buildIfStale } from './build.mjs';
import { runScript } from './stop.mjs';
import { buildWorkbench } from './workbench.mjs';

await runScript(async () => {
  await buildIfStale();
  await buildWorkbench();
  return 0;
});
