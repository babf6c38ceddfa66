/** A file -> what it is. Nothing is written yet, and nothing of the file is kept beyond what is returned. */
import { type Bytes, coded } from '#core/base';
import type { ByteSource } from './byte-source.ts';
import type { ImportSource } from './import-source.ts';
import { transferLimits } from './limits.ts';
import { looksLikeMail } from './mail-headers.ts';
import { tablePresetList } from './presets/preset-list.ts';
import { parseJson, readJson } from './read-json.ts';
import { readZip } from './read-zip.ts';
import { readTable, type TableChoices } from './table.ts';
import { decodeText } from './text-decoding.ts';
import { isZip } from './zip-reader.ts';

/**
 * Finds out what a file is and reads it, by its content; its name does not matter. Of a zip only what is wanted is read.
 * Throws `transfer/too-large` before reading what is larger than `transferLimits` allow, `transfer/unreadable` with a
 * `cause` (and the `row`, where there is one), and `transfer/unknown-format`. A mail is only recognised: see
 * {@link readMail}.
 */
export async function readSource(source: ByteSource, choices: TableChoices = {}): Promise<ImportSource> {
  if (isZip(await source.read(0, 4))) return readZip(source);
  if (source.size > transferLimits.fileBytes) throw tooLarge();
  return readImport(await source.read(0, source.size), choices);
}

/** As {@link readSource}, for bytes in memory that are no zip. */
export function readImport(bytes: Bytes, choices: TableChoices = {}): ImportSource {
  if (bytes.length > transferLimits.fileBytes) throw tooLarge();
  const { text, encoding, guessed } = decodeText(bytes);
  const start = text.trimStart().charAt(0);
  if (start === '') throw coded('transfer/unreadable', { cause: 'empty' });
  if (start === '{' || start === '[') {
    const source = readJson(parseJson(text));
    if (!source) throw coded('transfer/unknown-format');
    return source;
  }
  if (looksLikeMail(text)) return { type: 'mail' };
  if (start === '<') throw coded('transfer/unknown-format');
  const table = readTable(text, choices);
  const preset = table.headed ? (tablePresetList.find(({ fits }) => fits(table.columns)) ?? null) : null;
  return { type: 'table', table, preset, encoding, encodingGuessed: guessed };
}

function tooLarge() {
  return coded('transfer/too-large', { what: 'file', limit: transferLimits.fileBytes });
}
