import { type Bytes, invariant } from '#core/base';
import { entryPresetList, type ImportSource, tablePresetList } from '#core/transfer';
import type { ToldSource } from './engine.ts';

/** The source with what cannot cross from a worker: the code of presets, and the way back to an archive's files. */
export function withCode(told: ToldSource, read: (digest: string) => Promise<Bytes>): ImportSource {
  switch (told.type) {
    case 'mail':
      return told;
    case 'table':
      return { ...told, preset: tablePresetList.find(({ id }) => id === told.preset) ?? null };
    case 'entries': {
      const preset = entryPresetList.find(({ id }) => id === told.preset);
      invariant(preset, 'the worker knows the same presets');
      return { ...told, preset };
    }
    case 'journal':
      return { ...told, letters: told.letters.map((file) => ({ ...file, read: () => read(file.digest) })) };
  }
}
