/**
 * Every error that Nailwall throws on purpose is made here, so that a code means one thing everywhere:
 * in a test, over a wire, in a log and in the sentence that a person reads.
 */

/** Code -> the sentence used when nothing better is at hand. Screens translate by code. */
const sentences = {
  // Someone asked for something that cannot be.
  'input/invalid': 'That value does not fit here.',
  'input/too-large': 'That is larger than Nailwall can take in.',
  'journal/not-found': 'That entry is not in this journal.',
  'journal/invalid': 'That entry cannot be written like this.',
  'journal/newer-version': 'This journal was made by a newer version of Nailwall.',
  // The vault and its keys.
  'vault/wrong-passphrase': 'That passphrase does not open this journal.',
  'vault/wrong-words': 'Those words do not open this journal.',
  'vault/words-misspelt': 'One of the words is not in the list, or they are in another order.',
  'vault/damaged': 'Part of the journal file is damaged.',
  'vault/newer-version': 'This journal was made by a newer version of Nailwall.',
  'vault/weak-parameters': 'The journal file asks for weaker protection than Nailwall accepts.',
  'vault/empty': 'There is no journal here yet.',
  'vault/exists': 'There is already a journal here.',
  'vault/locked': 'The journal is locked.',
  'vault/crypto-self-test': 'A check of the encryption failed on this machine, so nothing was opened.',
  // Storage of the host.
  'storage/busy': 'Another Nailwall is already using this data folder.',
  'storage/damaged': 'The database in the data folder is damaged.',
  'storage/full': 'The disk is full, so the last change is not saved.',
  'storage/read-only': 'The data folder cannot be written to.',
  'storage/failed': 'The data folder could not be read or written.',
  'storage/newer-version': 'The data folder was written by a newer version of Nailwall.',
  'storage/closed': 'The data folder has been closed.',
  'storage/replaced': 'Another journal has taken this one’s place. Open Nailwall anew.',
  'storage/secret-exposed': 'Others on this computer could read the stored secret, so it was not used.',
  'storage/secret-lost': 'The keychain of this computer no longer opens what it kept for the journal.',
  // Backups.
  'backup/not-a-backup': 'That file is not a backup of Nailwall.',
  'backup/newer-version': 'That backup was written by a newer version of Nailwall.',
  'backup/damaged': 'That backup is damaged, so nothing was taken from it.',
  'backup/not-found': 'That backup is not in the folder any more.',
  'backup/empty': 'There is nothing to back up yet.',
  // Files that come in and go out.
  'transfer/too-large': 'That file is larger than Nailwall can take in.',
  'transfer/unreadable': 'That file cannot be read to its end, so nothing was taken from it.',
  'transfer/unknown-format': 'Nailwall does not know this kind of file.',
  'transfer/newer-version': 'That file was written by a newer version of Nailwall.',
  'transfer/not-exported': 'Something in the journal cannot be read, so nothing was exported.',
  'transfer/letter-unreadable': 'The file of a letter cannot be read, so nothing was exported.',
  // Letters: files that lie sealed beside the vault.
  'letter/absent': 'The file of this letter is not on this computer.',
  'letter/damaged': 'The file of this letter is damaged.',
  'letter/no-key': 'The key to this letter has not arrived on this computer yet.',
  'letter/newer-version': 'This letter was sealed by a newer version of Nailwall.',
  'letter/too-large': 'That file is larger than a letter can be.',
  'letter/unreadable': 'That file cannot be read, so it was not added.',
  // Other devices.
  'sync/off': 'Sync is switched off.',
  'sync/transport-failed': 'This way to other devices could not be opened.',
  'sync/unreachable': 'The other device cannot be reached.',
  'sync/timeout': 'The other device did not answer in time.',
  'sync/cut': 'The connection to the other device broke off.',
  'sync/refused': 'The other device did not let this one in.',
  'sync/stranger': 'Something that is not one of your devices tried to connect, and was turned away.',
  'sync/removed': 'This device has been removed from the journal.',
  'sync/newer-version': 'The other device has a newer version of Nailwall.',
  'sync/older-version': 'The other device has an older version of Nailwall.',
  'sync/protocol': 'The other device said something that makes no sense.',
  'sync/too-large': 'The other device sent more than Nailwall takes in at once.',
  'sync/letter-damaged': 'A letter did not arrive as it was sent.',
  'sync/forged-file': 'A file in the shared folder is not by one of your devices, or was altered.',
  'sync/no-announcements': 'Devices on this network cannot find one another by themselves here.',
  'sync/offline': 'This computer is not connected to the internet.',
  'sync/unavailable': 'This way to other devices does not work on this computer.',
  'sync/folder-incomplete': 'Files of another device are missing from the shared folder.',
  'sync/words-misspelt': 'One of the words is not in the list, or they are in another order.',
  'sync/pairing-expired': 'The ten minutes for these words are over.',
  'sync/pairing-refused': 'The other device said no.',
  'sync/pairing-cut': 'The other device went away before both were done.',
  'sync/no-journal': 'Neither of the two devices holds a journal yet.',
  'sync/same-device': 'That is this very device, or a copy of its data folder.',
  'sync/not-a-pairing-file': 'That file is not a pairing file of Nailwall.',
  'sync/pairing-unproved': 'The other device does not know the words.',
  // Between renderer and host.
  'host/unknown-call': 'The app asked its host for something it does not know.',
  'host/refused': 'The host refused a call that did not come from the app.',
  'host/unauthorised': 'This window is not signed in to its host.',
  'host/unavailable': 'The connection to the host is gone.',
  'host/unsupported': 'This cannot be done on this machine.',
  'host/timeout': 'The host did not answer in time.',
  'host/print-failed': 'The page could not be made into a PDF.',
  // Control flow that is nobody's fault.
  cancelled: 'Cancelled.',
  // A defect of the program itself.
  bug: 'Something went wrong inside Nailwall.',
} as const;

export type ErrorCode = keyof typeof sentences;

/** Facts to act on: names of fields, counts, limits. Never journal text, never keys. */
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** An error with a stable `code`, a sentence for a person (`message`) and facts to act on (`data`). */
export class NailwallError extends Error {
  override readonly name = 'NailwallError';
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: { message?: string; cause?: unknown }) {
    super(options?.message ?? sentences[code], { cause: options?.cause });
    this.code = code;
    this.data = data;
  }
}

/** Makes a coded error; `cause` keeps what was caught. */
export function coded(code: ErrorCode, data: ErrorData = {}, cause?: unknown): NailwallError {
  return new NailwallError(code, data, cause === undefined ? {} : { cause });
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(sentences, value);
}

/** Tests whether `error` carries `code`; without a code, whether it was made on purpose at all. */
export function hasCode(error: unknown, code?: ErrorCode): error is NailwallError {
  return error instanceof NailwallError && (code === undefined || error.code === code);
}

/** Turns anything caught into a coded error; what nobody expected becomes `bug` and keeps its cause. */
export function asCoded(error: unknown): NailwallError {
  return error instanceof NailwallError ? error : coded('bug', {}, error);
}

/** Throws `bug` when a law of the program does not hold. */
export function invariant(condition: unknown, law: string): asserts condition {
  if (!condition) throw new NailwallError('bug', {}, { message: `Broken law: ${law}` });
}
