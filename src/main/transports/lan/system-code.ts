/** The operating system's code of a failure (`EADDRINUSE`), `unknown` when it has none. */
export function systemCodeOf(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : null;
  return typeof code === 'string' ? code : 'unknown';
}
