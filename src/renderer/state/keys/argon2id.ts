import { coded } from '#core/base';
import type { Argon2id } from '#core/vault';
import { startWorker } from '../worker-address.ts';
import type { KeyRequest, KeyResponse } from './key-request.ts';

/** Argon2id in a worker of its own, which ends with the answer and takes its memory with it. */
export const argon2id: Argon2id = (request) =>
  new Promise((resolve, reject) => {
    const worker = startWorker('deriveKey');
    const fail = (): void => {
      worker.terminate();
      reject(coded('vault/crypto-self-test', { part: 'argon2id' }));
    };
    worker.onerror = fail;
    worker.onmessage = ({ data }: MessageEvent<KeyResponse>) => {
      if (!data.ok) {
        fail();
        return;
      }
      worker.terminate();
      resolve(data.key);
    };
    worker.postMessage(request satisfies KeyRequest);
  });
