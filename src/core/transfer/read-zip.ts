import { coded } from '#core/base';
import type { ByteSource } from './byte-source.ts';
import { readArchive } from './archive-import.ts';
import type { Draft } from './draft.ts';
import type { ImportSource } from './import-source.ts';
import { transferLimits } from './limits.ts';
import { isLossless } from './lossless-import.ts';
import type { EntryPreset } from './presets/preset.ts';
import { parseJson, readJson } from './read-json.ts';
import { decodeText } from './text-decoding.ts';
import { listZip, unpack } from './zip-reader.ts';

/**
 * An archive of a journal, or the journals of Day One, which packs one JSON file for each with the photos; of those only
 * the JSON files are unpacked. Throws `transfer/unreadable`, `transfer/too-large`, `transfer/newer-version`,
 * `transfer/unknown-format`.
 */
export async function readZip(source: ByteSource): Promise<ImportSource> {
  const all = await listZip(source);
  let left: number = transferLimits.fileBytes;
  const drafts: Draft[] = [];
  let preset: EntryPreset | null = null;
  for (const file of all.filter(({ name }) => /^[^/]+\.json$/i.test(name))) {
    const unpacked = await unpack(source, file, left);
    left -= unpacked.length;
    const { text } = decodeText(unpacked);
    const value = parseJson(text);
    if (isLossless(value)) return readArchive(source, all, value);
    const entries = readJson(value);
    if (entries?.type !== 'entries') continue;
    preset ??= entries.preset;
    for (const draft of entries.drafts) drafts.push({ ...draft, row: drafts.length + 1 });
  }
  if (!preset) throw coded('transfer/unknown-format');
  return { type: 'entries', preset, drafts };
}
