/** What the page tells of each finding: words, dates and places, the same on the screen and in the report. */
import { instant, longDate, m } from '../../messages/index.ts';
import type { BackupStatus } from '../../state/backups/backup-door.ts';
import type { DamagedFile, Finding } from '../../state/damage-view.ts';

export interface BackupsFinding {
  readonly kind: 'backups';
  readonly folder: string;
  readonly backups: BackupStatus['backups'];
}

export interface Told {
  readonly kind: Finding['kind'] | 'backups';
  readonly title: string;
  readonly text: string;
  readonly since: string | null;
  /** Whole paths of what lies there untouched. */
  readonly places: readonly { readonly path: string; readonly note?: string | undefined }[];
  /** Those places are files of the journal itself, in which it lies among other things. */
  readonly inside: boolean;
  readonly letters: readonly DamagedFile[];
  /** Names of files, as they are called in that place. */
  readonly files: readonly string[];
  /** For somebody who helps. */
  readonly facts: string | null;
}

const plain = { since: null, inside: false, letters: [], files: [], facts: null } as const;

export function tell(finding: Finding | BackupsFinding, dataFolder: string): Told {
  switch (finding.kind) {
    case 'database':
      return tellDatabase(finding, dataFolder);
    case 'letters':
      return {
        ...plain,
        kind: 'letters',
        title: m.damage_letters_title({ count: finding.files.length }),
        text: m.damage_letters_text(),
        since: instant(Math.min(...finding.files.map(({ at }) => at))),
        places: [{ path: finding.folder }],
        letters: finding.files,
        files: finding.files.map(({ hash }) => hash),
      };
    case 'backups':
      return {
        ...plain,
        kind: 'backups',
        title: m.damage_backups_title({ count: finding.backups.length }),
        text: m.damage_backups_text(),
        places: [{ path: finding.folder }],
        files: finding.backups.map(({ name }) => name),
      };
    default:
      return tellRecords(finding, dataFolder);
  }
}

function tellDatabase({ kept, facts }: Extract<Finding, { kind: 'database' }>, dataFolder: string): Told {
  const [first] = kept;
  return {
    ...plain,
    kind: 'database',
    title: m.damage_database_title(),
    text: m.damage_database_text(),
    since: first ? instant(first.at) : null,
    places: first
      ? kept.map(({ path, at }) => ({
          path,
          note: kept.length > 1 ? m.damage_found_at({ when: instant(at) }) : undefined,
        }))
      : [{ path: dataFolder }],
    inside: !first,
    facts,
  };
}

function tellRecords({ kind, count, since }: Extract<Finding, { count: number }>, dataFolder: string): Told {
  const [title, text] = {
    records: [m.damage_records_title({ count }), m.damage_records_text()] as const,
    keyless: [m.damage_keyless_title({ count }), m.damage_keyless_text()] as const,
    newer: [m.damage_newer_title({ count }), m.damage_newer_text()] as const,
  }[kind];
  // What only waits is not damaged: nobody need go and find it.
  const places = kind === 'records' ? [{ path: dataFolder }] : [];
  return { ...plain, kind, title, text, since: since && longDate(since), places, inside: true };
}
