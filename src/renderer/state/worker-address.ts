import { coded } from '#core/base';
import deriveKey from './keys/derive-key.worker.ts?worker&url';
import insights from './insights/insights.worker.ts?worker&url';
import reading from './reading/reading.worker.ts?worker&url';

/** The scripts that may become workers. */
const addresses = { deriveKey, insights, reading };
export type WorkerName = keyof typeof addresses;

/** The part of Trusted Types that is used here; the library's types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
let policy: { createScriptURL(url: string): string } | undefined;

/** Starts a worker. The page's policy knows one name for this, and a name can be given only once: it is given here. */
export function startWorker(name: WorkerName): Worker {
  policy ??= trustedTypes?.createPolicy('nailwall-worker', {
    createScriptURL: (url) => {
      if (!Object.values(addresses).includes(url)) throw coded('bug', { what: 'worker' });
      return url;
    },
  });
  const url = addresses[name];
  return new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' });
}
