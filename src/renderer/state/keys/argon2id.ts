import { type Bytes, coded } from '#core/base';
import type { Argon2id } from '#core/vault';
import workerUrl from './derive-key.worker.ts?worker&url';

export interface KeyRequest {
  readonly secret: Bytes;
  readonly salt: Bytes;
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

export type KeyResponse = { readonly ok: true; readonly key: Bytes } | { readonly ok: false };

/** The part of Trusted Types that is used here; the library's types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
let policy: { createScriptURL(url: string): string } | undefined;

/** The one script that may become a worker. */
function trustedWorkerUrl(): string {
  policy ??= trustedTypes?.createPolicy('nailwall-worker', {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw coded('bug', { what: 'worker' });
      return url;
    },
  });
  return policy?.createScriptURL(workerUrl) ?? workerUrl;
}

/** Argon2id in a worker of its own, which ends with the answer and takes its memory with it. */
export const argon2id: Argon2id = (request) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(trustedWorkerUrl(), { type: 'module' });
    const fail = (): void => {
      worker.terminate();
      reject(coded('vault/crypto-self-test', { part: 'argon2id' }));
    };
    worker.onerror = fail;
    worker.onmessage = ({ data }: MessageEvent<KeyResponse>) => {
      if (!data.ok) return fail();
      worker.terminate();
      resolve(data.key);
    };
    worker.postMessage(request satisfies KeyRequest);
  });
