/** The way in on the loopback host: a single-use token in the address's fragment, exchanged for this page's bearer. */
import { coded } from '#core/base';
import type { Page } from './page.ts';

const prefix = '#launch=';

/** Takes the token out of the address at once, so that it stays neither on screen nor in the history. */
export function takeLaunchToken({ location, history }: Pick<Page, 'location' | 'history'>): string {
  const { hash } = location;
  if (!hash.startsWith(prefix)) return '';
  history.replaceState(null, '', location.pathname + location.search);
  return hash.slice(prefix.length);
}

async function bearerIn(response: Response): Promise<string> {
  const body: unknown = await response.json();
  const bearer = typeof body === 'object' && body !== null && 'bearer' in body ? body.bearer : undefined;
  if (typeof bearer !== 'string') throw coded('host/unavailable', { status: response.status });
  return bearer;
}

/**
 * Exchanges the token for the bearer. An empty token is asked about too: the host then prints a fresh address. Throws
 * host/unauthorised when the token is used up or unknown, host/unavailable when nobody answers sensibly.
 */
export async function exchangeLaunchToken(page: Pick<Page, 'fetch'>, launch: string): Promise<string> {
  let response: Response;
  try {
    response = await page.fetch('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ launch }),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch (error) {
    throw coded('host/unavailable', {}, error);
  }
  if (response.status === 401) throw coded('host/unauthorised');
  if (!response.ok) throw coded('host/unavailable', { status: response.status });
  return bearerIn(response);
}
