import { type Bytes, type CalendarDate, coded } from '#core/base';
import PostalMime from 'postal-mime';
import { readDate } from './date-reading.ts';
import { htmlToText } from './html-text.ts';
import { transferLimits } from './limits.ts';

/** What a mail says. Its file is kept as it is; this is only what a form is filled in with. */
export interface Mail {
  /** The sender's name; empty when the mail gives only an address. */
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  /** What it is about: the subject without the marks of answering and forwarding. */
  readonly topic: string;
  /** The day as the mail's own header has it, in the sender's time zone; null when there is none that can be read. */
  readonly on: CalendarDate | null;
  /** The text part; of a mail without one, the words of its HTML. */
  readonly text: string;
  /** Names of the files it carries; they are not opened. */
  readonly attachments: readonly string[];
}

/** UTF-16 code units; far more than a letter of refusal has, and what a field of the journal holds. */
const maxText = 100_000;

/**
 * Reads a mail (`.eml`, RFC 5322 and MIME). HTML is never rendered and nothing in it is fetched. Throws
 * `transfer/too-large`, and `transfer/unreadable` with `cause` `mail`.
 */
export async function readMail(bytes: Bytes): Promise<Mail> {
  if (bytes.length > transferLimits.fileBytes) {
    throw coded('transfer/too-large', { what: 'file', limit: transferLimits.fileBytes });
  }
  const mail = await parse(bytes);
  const date = mail.headers.find(({ key }) => key === 'date')?.value ?? '';
  const sender = mail.from?.address === undefined ? mail.from?.group[0] : mail.from;
  if (!sender && mail.subject === undefined && date === '') throw coded('transfer/unreadable', { cause: 'mail' });
  const plain = mail.text?.trim() ?? '';
  const text = plain === '' ? htmlToText(mail.html ?? '') : plain;
  return {
    name: sender?.name ?? '',
    address: sender?.address ?? '',
    subject: mail.subject ?? '',
    topic: topicOf(mail.subject ?? ''),
    on: readDate(date.replace(/\s+/g, ' '), 'DMY'),
    text: text.slice(0, maxText),
    attachments: mail.attachments.map(({ filename, mimeType }) => filename ?? mimeType),
  };
}

/** Marks of answered and forwarded mails, in English and German. */
const answered = /^(?:\s*(?:re|fwd?|aw|antw|wg)(?:\[\d+\])?:)+\s*/i;

/** The whole subject where nothing but marks is left. */
const topicOf = (subject: string): string => subject.replace(answered, '') || subject;

async function parse(bytes: Bytes) {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 50, maxHeadersSize: 1024 * 1024 });
  } catch (error) {
    throw coded('transfer/unreadable', { cause: 'mail' }, error);
  }
}
