/** The one definition of what a browser may do with Nailwall's own pages; both hosts send it with every response. */

const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html nailwall-worker',
] as const;

/** Content-Security-Policy of every response but one. */
export const contentSecurityPolicy = directives.join('; ');

/** The key derivation compiles WebAssembly, and a worker obeys the policy of its own response alone. */
export const keyWorkerPolicy = contentSecurityPolicy.replace(
  "script-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
);

/** The bundle of the key-derivation worker, as the renderer's build names it. */
const keyWorkerPath = /^\/assets\/derive-key\.worker-[\w-]+\.js$/;

/**
 * The page under its second name. It differs from `/` in one header alone, the embedder policy, and pages that differ in
 * it share no process: going from one to the other leaves the old one's memory to the system.
 */
export const otherPagePath = '/anew';

/** Headers of a response of Nailwall's own, by its path (absolute, as requested). */
export function policyHeaders(pathname: string): Record<string, string> {
  return {
    ...(pathname === '/' ? {} : { 'Cross-Origin-Embedder-Policy': 'require-corp' }),
    'Content-Security-Policy': keyWorkerPath.test(pathname) ? keyWorkerPolicy : contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
