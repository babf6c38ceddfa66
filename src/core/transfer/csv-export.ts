import type { Bytes } from '#core/base';
import type { Attempt, Journal } from '#core/journal';
import { writeCsv } from './csv-writer.ts';
import { joinList } from './list-text.ts';
import type { Target } from './mapping.ts';
import { ownColumns } from './presets/trackers.ts';

/**
 * All attempts that are not in the bin as a table, see {@link writeCsv}; the importer of this app takes the apostrophes
 * away again. It is for looking and counting: links between attempts, letters, doors and check-ins are only in the
 * lossless export.
 */
export function exportCsv(journal: Journal): Bytes {
  const head = ownColumns.map(([name]) => name);
  const rows = journal.attempts().map((attempt) => ownColumns.map(([, target]) => cellOf(journal, attempt, target)));
  return writeCsv([head, ...rows]);
}

function cellOf(journal: Journal, attempt: Attempt, target: Target): string {
  switch (target) {
    case 'kind': {
      const kind = journal.kind(attempt.kind);
      return kind.builtIn ? kind.id : kind.name;
    }
    case 'pursuit':
      return (attempt.pursuit && journal.pursuit(attempt.pursuit)?.title) ?? '';
    case 'tag':
      return joinList(attempt.tags);
    case 'events':
      return joinList(
        attempt.events.map(({ on, kind, note }) => (note === '' ? `${on} ${kind}` : `${on} ${kind} ${note}`)),
      );
    case 'reflection':
      return journal.reflectionText(attempt.id);
    case 'hope':
    case 'purpose':
    case 'selfWorth':
    case 'belonging':
    case 'sting':
    case 'shame':
      return numberCell(attempt.ratings[target]);
    case 'stretch':
      return numberCell(attempt.stretch);
    case 'interview':
    case 'reply':
    case 'nudged':
    case 'asked-why':
      return '';
    default:
      return attempt[target] ?? '';
  }
}

function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
