import { type Bytes, utf8ToBytes } from '#core/base';
import type { Attempt, Journal } from '#core/journal';
import { guardCell } from './formula-guard.ts';
import { joinList } from './list-text.ts';
import type { Target } from './mapping.ts';
import { ownColumns } from './presets/trackers.ts';

/**
 * All attempts that are not in the bin as a table, UTF-8 with a byte order mark (spreadsheets need it), commas, CRLF. A
 * cell that a spreadsheet would run gets an apostrophe in front; the importer of this app takes it away again. It is for
 * looking and counting: links between attempts, letters, doors and check-ins are only in the lossless export.
 */
export function exportCsv(journal: Journal): Bytes {
  const head = ownColumns.map(([name]) => name);
  const rows = journal.attempts().map((attempt) => ownColumns.map(([, target]) => cellOf(journal, attempt, target)));
  const lines = [head, ...rows].map((cells) => cells.map((cell) => quoted(guardCell(cell))).join(','));
  return utf8ToBytes(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
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
