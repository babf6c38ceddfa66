import { coded } from '#core/base';

/**
 * Fetches a part of the app that is not read at the start. Throws `host/unavailable` when it did not come: the host has
 * ended, or is away. A part that came and is broken throws what it throws, and must be heard.
 */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    // The words of Chromium; the standard has no other sign.
    if (error instanceof TypeError && error.message.includes('dynamically imported module')) {
      throw coded('host/unavailable', { what: 'part' }, error);
    }
    throw error;
  }
}
