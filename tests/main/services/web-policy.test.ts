import { expect, test } from 'vitest';
import { contentSecurityPolicy, otherPagePath, policyHeaders } from '../../../src/main/services/web-policy.ts';

test('the policy is the one that was decided, word for word', () => {
  expect(contentSecurityPolicy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html nailwall-worker",
  );
});

test('every response carries the policy and the headers that go with it', () => {
  expect(policyHeaders('/')).toEqual({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
});

test('the page has two names that share no process: one has an embedder policy, and so has all that both load', () => {
  const policyOf = (path: string) => policyHeaders(path)['Cross-Origin-Embedder-Policy'];
  expect(policyOf('/')).toBeUndefined();
  for (const path of [otherPagePath, '/assets/index-1.js', '/assets/derive-key.worker-1.js']) {
    expect(policyOf(path), path).toBe('require-corp');
  }
});

test('only the key-derivation worker may compile WebAssembly', () => {
  const policyOf = (path: string) => policyHeaders(path)['Content-Security-Policy'] ?? '';
  expect(policyOf('/assets/derive-key.worker-B1x_9-aZ.js')).toContain("script-src 'self' 'wasm-unsafe-eval';");
  for (const path of [
    '/',
    '/index.html',
    '/assets/index-1.js',
    '/derive-key.worker-1.js',
    '/assets/x/derive-key.worker-1.js',
  ]) {
    expect(policyOf(path), path).not.toContain('wasm');
  }
});
