/** What one address may hold on its way out of the app (see `openExternal` of the host contract). */
const longestAddress = 2048;

export interface Mail {
  /** Taken as the recipient when it is a plain mail address; a name is left to the mail program. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

const plainAddress = /^[^\s@<>,;:"()[\]\\?&=]+@[^\s@<>,;:"()[\]\\?&=]+\.[^\s@<>,;:"()[\]\\?&=]+$/;

/**
 * A `mailto:` address (RFC 6068: lines end with CR LF); `whole` is false when the letter did not fit and only the subject
 * is in it.
 */
export function mailLink({ to, subject, body }: Mail): { readonly address: string; readonly whole: boolean } {
  const recipient = plainAddress.test(to.trim()) ? encodeURIComponent(to.trim()).replace('%40', '@') : '';
  const head = `mailto:${recipient}?subject=${encode(subject)}`;
  const whole = `${head}&body=${encode(body)}`;
  if (whole.length <= longestAddress) return { address: whole, whole: true };
  return { address: head.length <= longestAddress ? head : `mailto:${recipient}`, whole: false };
}

/** Half of a surrogate pair has no form in an address. */
const lone = /\p{Surrogate}/gu;

function encode(text: string): string {
  return encodeURIComponent(text.replace(lone, '\uFFFD').replace(/\r\n|\r|\n/g, '\r\n'));
}
