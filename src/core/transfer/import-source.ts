import type { Bytes } from '#core/base';
import type { JournalCopy, LetterId } from '#core/journal';
import type { Draft } from './draft.ts';
import type { EntryPreset, MappedPreset, PulsePreset } from './presets/preset.ts';
import type { Table } from './table.ts';
import type { Encoding } from './text-decoding.ts';

/** The file of one or more letters in an archive of a journal. */
export interface ArchivedFile {
  /** SHA-256 of its bytes, hex. */
  readonly digest: string;
  /** Bytes, as declared. */
  readonly size: number;
  readonly letters: readonly LetterId[];
  /** Its bytes, checked against the digest. Throws `transfer/unreadable`, `transfer/too-large`. */
  read(): Promise<Bytes>;
}

/** What a file turned out to be. */
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
  | {
      readonly type: 'journal';
      readonly copy: JournalCopy;
      /** The files of its letters; none when they were not taken along. */
      readonly letters: readonly ArchivedFile[];
    }
  | { readonly type: 'mail' };
