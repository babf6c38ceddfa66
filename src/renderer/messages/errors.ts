import type { NailwallError } from '#core/base';
import { fileSize } from './format.ts';
import { m } from './sentences.ts';

/** What went wrong and what to do, in the person's language. */
const sentences: Readonly<Record<string, () => string>> = {
  'vault/wrong-passphrase': m.error_wrong_passphrase,
  'vault/wrong-words': m.error_wrong_words,
  'vault/words-misspelt': m.error_words_misspelt,
  'vault/damaged': m.error_vault_damaged,
  'vault/newer-version': m.error_newer_version,
  'journal/newer-version': m.error_newer_version,
  'storage/newer-version': m.error_newer_version,
  'vault/weak-parameters': m.error_weak_parameters,
  'vault/crypto-self-test': m.error_crypto_self_test,
  'storage/busy': m.error_storage_busy,
  'storage/damaged': m.error_storage_damaged,
  'storage/full': m.error_storage_full,
  'storage/read-only': m.error_storage_read_only,
  'storage/failed': m.error_storage_failed,
  'storage/closed': m.error_storage_failed,
  'storage/secret-lost': m.error_secret_lost,
  'storage/secret-exposed': m.error_secret_exposed,
  'storage/replaced': m.error_storage_replaced,
  'backup/not-a-backup': m.error_backup_none,
  'backup/newer-version': m.error_newer_version,
  'backup/damaged': m.error_backup_damaged,
  'backup/not-found': m.error_backup_not_found,
  'backup/empty': m.error_backup_empty,
  'input/too-large': m.error_too_large,
  'sync/off': m.error_sync_off,
  'sync/transport-failed': m.error_sync_transport_failed,
  'sync/unreachable': m.error_sync_unreachable,
  'sync/timeout': m.error_sync_timeout,
  'sync/cut': m.error_sync_cut,
  'sync/refused': m.error_sync_refused,
  'sync/stranger': m.error_sync_stranger,
  'sync/removed': m.error_sync_removed,
  'sync/newer-version': m.error_sync_newer_version,
  'sync/older-version': m.error_sync_older_version,
  'sync/protocol': m.error_sync_protocol,
  'sync/too-large': m.error_sync_too_large,
  'sync/letter-damaged': m.error_sync_letter_damaged,
  'sync/forged-file': m.error_sync_forged_file,
  'sync/folder-incomplete': m.error_sync_folder_incomplete,
  'sync/words-misspelt': m.error_sync_words_misspelt,
  'sync/pairing-expired': m.error_sync_pairing_expired,
  'sync/pairing-refused': m.error_sync_pairing_refused,
  'sync/pairing-cut': m.error_sync_pairing_cut,
  'sync/no-journal': m.error_sync_no_journal,
  'sync/same-device': m.error_sync_same_device,
  'sync/not-a-pairing-file': m.error_sync_not_a_pairing_file,
  'sync/pairing-unproved': m.error_sync_pairing_unproved,
  'sync/no-announcements': m.error_sync_no_announcements,
  'sync/offline': m.error_sync_offline,
  'sync/unavailable': m.error_sync_unavailable,
  'host/unavailable': m.error_host_unavailable,
  'host/timeout': m.error_host_unavailable,
  'host/unauthorised': m.error_host_unauthorised,
  'host/print-failed': m.error_print_failed,
  'letter/absent': m.error_letter_absent,
  'letter/damaged': m.error_letter_damaged,
  'letter/no-key': m.error_letter_no_key,
  'letter/newer-version': m.error_letter_newer,
};

/** Rules of the journal that a person can break, by name. */
const rules: Readonly<Record<string, () => string>> = {
  'before-sent': m.error_before_sent,
  'too-long': m.error_too_long,
  'too-many': m.error_too_many,
  'before-asked': m.error_before_asked,
};

export function errorText(error: Pick<NailwallError, 'code' | 'data'>): string {
  if (error.code === 'journal/invalid') return (rules[String(error.data['rule'])] ?? m.error_other)();
  if (error.code === 'host/unsupported' && error.data['what'] === 'print') return m.error_no_print_dialog();
  if (error.code === 'letter/too-large') {
    return m.error_letter_too_large({ size: fileSize(Number(error.data['limit']), 1024) });
  }
  if (error.code === 'letter/unreadable') {
    return error.data['cause'] === 'empty' ? m.error_letter_empty() : m.error_letter_unreadable();
  }
  return (sentences[error.code] ?? m.error_other)();
}
