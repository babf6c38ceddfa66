import { coded } from '#core/base';
import type { ImportSource } from './import-source.ts';
import { transferLimits } from './limits.ts';
import { isLossless, readLossless } from './lossless-import.ts';
import { entryPresetList } from './presets/preset-list.ts';

/**
 * What a JSON value is; null for nothing known here. Throws `transfer/unreadable`, `transfer/newer-version`,
 * `transfer/too-large`.
 */
export function readJson(value: unknown): ImportSource | null {
  if (isLossless(value)) return { type: 'journal', copy: readLossless(value).copy, letters: [] };
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

/** Throws `transfer/unreadable` with `cause` `json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw coded('transfer/unreadable', { cause: 'json' }, error);
  }
}
