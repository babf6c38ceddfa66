/** A file -> what it is. Nothing is written yet, and nothing of the file is kept beyond what is returned. */
import { type Bytes, coded } from '#core/base';
import type { JournalCopy } from '#core/journal';
import type { Draft } from './draft.ts';
import { transferLimits } from './limits.ts';
import { isLossless, readLossless } from './lossless-import.ts';
import type { EntryPreset, MappedPreset, PulsePreset } from './presets/preset.ts';
import { entryPresetList, tablePresetList } from './presets/preset-list.ts';
import { readTable, type Table, type TableChoices } from './table.ts';
import { decodeText, type Encoding } from './text-decoding.ts';
import { isZip, listZip, unpack } from './zip-reader.ts';

export type ImportSource =
  | {
      readonly type: 'table';
      readonly table: Table;
      readonly preset: MappedPreset | PulsePreset | null;
      readonly encoding: Encoding;
      /** Nothing in the file said so; letters with accents may be wrong. */
      readonly encodingGuessed: boolean;
    }
  | { readonly type: 'entries'; readonly preset: EntryPreset; readonly drafts: readonly Draft[] }
  | { readonly type: 'journal'; readonly copy: JournalCopy }
  | { readonly type: 'mail' };

/**
 * Finds out what a file is and reads it, by its content; its name does not matter. Throws `transfer/too-large` before
 * reading a file of more than 100 MB, `transfer/unreadable` with a `cause` (and the `row`, where there is one), and
 * `transfer/unknown-format`. A mail is only recognised: see {@link readMail}.
 */
export function readImport(bytes: Bytes, choices: TableChoices = {}): ImportSource {
  if (bytes.length > transferLimits.fileBytes) {
    throw coded('transfer/too-large', { what: 'file', limit: transferLimits.fileBytes });
  }
  if (isZip(bytes)) return readZip(bytes);
  const { text, encoding, guessed } = decodeText(bytes);
  const start = text.trimStart().charAt(0);
  if (start === '') throw coded('transfer/unreadable', { cause: 'empty' });
  if (start === '{' || start === '[') {
    const source = readJson(text);
    if (!source) throw coded('transfer/unknown-format');
    return source;
  }
  if (looksLikeMail(text)) return { type: 'mail' };
  if (start === '<') throw coded('transfer/unknown-format');
  const table = readTable(text, choices);
  const preset = table.headed ? (tablePresetList.find(({ fits }) => fits(table.columns)) ?? null) : null;
  return { type: 'table', table, preset, encoding, encodingGuessed: guessed };
}

/** Null for JSON that is nothing known here. */
function readJson(text: string): ImportSource | null {
  const value = parseJson(text);
  if (isLossless(value)) return { type: 'journal', copy: readLossless(value) };
  for (const preset of entryPresetList) {
    const drafts = preset.read(value);
    if (!drafts) continue;
    if (drafts.length > transferLimits.rows) {
      throw coded('transfer/too-large', { what: 'rows', limit: transferLimits.rows });
    }
    return { type: 'entries', preset, drafts };
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw coded('transfer/unreadable', { cause: 'json' }, error);
  }
}

/** Day One packs one JSON file a journal, with the photos; only the JSON files are unpacked. */
function readZip(bytes: Bytes): ImportSource {
  const files = listZip(bytes).filter(({ name }) => /^[^/]+\.json$/i.test(name));
  let left: number = transferLimits.fileBytes;
  const drafts: Draft[] = [];
  let preset: EntryPreset | null = null;
  for (const file of files) {
    const unpacked = unpack(bytes, file, left);
    left -= unpacked.length;
    const source = readJson(decodeText(unpacked).text);
    if (source?.type === 'journal') return source;
    if (source?.type !== 'entries') continue;
    preset ??= source.preset;
    for (const draft of source.drafts) drafts.push({ ...draft, row: drafts.length + 1 });
  }
  if (!preset) throw coded('transfer/unknown-format');
  return { type: 'entries', preset, drafts };
}

const mailHeader =
  /^(?:from|to|subject|date|received|return-path|delivered-to|mime-version|message-id|x-[a-z-]{1,40}|dkim-signature|authentication-results|arc-[a-z-]{1,30}):/i;

/** The first lines of a mail are headers, and one of them says from whom it is. */
function looksLikeMail(text: string): boolean {
  return mailHeader.test(text) && /^from:/im.test(text.slice(0, 200_000));
}
