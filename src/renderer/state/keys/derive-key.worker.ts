/**
 * Argon2id apart from the page: it takes a second and a lot of memory, and this file alone is served with leave to
 * compile WebAssembly.
 */
import { argon2id } from 'hash-wasm';
import type { KeyRequest, KeyResponse } from './key-request.ts';

self.onmessage = async ({ data }: MessageEvent<KeyRequest>) => {
  const { secret, salt, memoryKiB, passes, lanes } = data;
  let response: KeyResponse;
  try {
    const options = { password: secret, salt, memorySize: memoryKiB, iterations: passes, parallelism: lanes };
    response = { ok: true, key: await argon2id({ ...options, hashLength: 32, outputType: 'binary' }) };
  } catch {
    // The one expected cause is too little memory; the page names it by code.
    response = { ok: false };
  }
  self.postMessage(response);
};
