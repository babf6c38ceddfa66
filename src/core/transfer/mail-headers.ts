const mailHeader =
  /^(?:from|to|subject|date|received|return-path|delivered-to|mime-version|message-id|x-[a-z-]{1,40}|dkim-signature|authentication-results|arc-[a-z-]{1,30}):/i;

/** The first lines of a mail are headers, and one of them says from whom it is. */
export function looksLikeMail(text: string): boolean {
  return mailHeader.test(text) && /^from:/im.test(text.slice(0, 200_000));
}
