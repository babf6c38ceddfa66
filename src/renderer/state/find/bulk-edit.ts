import { hasCode } from '#core/base';
import type { Attempt, Journal, KindId, PursuitId } from '#core/journal';

/** One change to many attempts. */
export type BulkChange =
  | { readonly type: 'kind'; readonly kind: KindId }
  | { readonly type: 'pursuit'; readonly pursuit: PursuitId | null }
  | { readonly type: 'add-tag'; readonly tag: string }
  | { readonly type: 'remove-tag'; readonly tag: string }
  | { readonly type: 'archive'; readonly archived: boolean }
  | { readonly type: 'bin' };

export interface BulkResult {
  readonly change: BulkChange;
  /** How many were changed; the rest were so already. */
  readonly changed: number;
  /** How many refused the change: those that have as many tags as fit. */
  readonly refused: number;
}

/** Whether the change would do anything to an attempt. */
function isNeeded(change: BulkChange, attempt: Attempt): boolean {
  switch (change.type) {
    case 'kind':
      return attempt.kind !== change.kind;
    case 'pursuit':
      return attempt.pursuit !== change.pursuit;
    case 'add-tag':
      return !attempt.tags.includes(change.tag);
    case 'remove-tag':
      return attempt.tags.includes(change.tag);
    case 'archive':
      return attempt.archived !== change.archived;
    case 'bin':
      return attempt.deletedAt === null;
  }
}

function apply(journal: Journal, change: BulkChange, { id }: Attempt): void {
  if (change.type === 'kind') journal.changeAttempt(id, { kind: change.kind });
  else if (change.type === 'pursuit') journal.changeAttempt(id, { pursuit: change.pursuit });
  else if (change.type === 'add-tag') journal.addTag(id, change.tag);
  else if (change.type === 'remove-tag') journal.removeTag(id, change.tag);
  else if (change.type === 'archive') journal.archiveAttempt(id, change.archived);
  else journal.binAttempt(id);
}

/** Changes many attempts as one step, which one undo takes back. */
export function bulkEdit(journal: Journal, attempts: readonly Attempt[], change: BulkChange): BulkResult {
  const due = attempts.filter((attempt) => isNeeded(change, attempt));
  let refused = 0;
  if (due.length > 0) {
    journal.together(() => {
      for (const attempt of due) {
        try {
          apply(journal, change, attempt);
        } catch (error) {
          if (!hasCode(error, 'journal/invalid')) throw error;
          refused++;
        }
      }
    });
  }
  return { change, changed: due.length - refused, refused };
}
