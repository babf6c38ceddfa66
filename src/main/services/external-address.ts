import { coded } from '#core/base';

/** The only kinds of address that may leave the app; returns the address in its normal form. Throws host/refused. */
export function checkExternalAddress(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch (error) {
    throw coded('host/refused', { what: 'address' }, error);
  }
  const isWeb = url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  if (!isWeb && url.protocol !== 'mailto:') throw coded('host/refused', { what: 'address' });
  return url.href;
}
