// @ts-check
/** `npm run messages` */
import { compileMessages } from './messages.mjs';
import { runScript } from './stop.mjs';

await runScript(async () => {
  await compileMessages();
  return 0;
});
