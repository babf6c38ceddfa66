import { kindName, m } from '../../messages/index.ts';
import type { BulkChange, BulkResult } from '../../state/find/bulk-edit.ts';
import type { JournalStore } from '../../state/journal-store.svelte.ts';

/** What was done to how many. */
export function bulkSays({ change, changed, refused }: BulkResult, store: JournalStore): string {
  const rest = refused > 0 ? ` ${m.bulk_refused({ count: refused })}` : '';
  return (changed === 0 && refused === 0 ? m.bulk_nothing() : done(change, changed, store)) + rest;
}

function done(change: BulkChange, count: number, store: JournalStore): string {
  switch (change.type) {
    case 'kind':
      return m.bulk_done_kind({ count, kind: kindName(store.journal.kind(change.kind)) });
    case 'pursuit':
      return change.pursuit === null
        ? m.bulk_done_no_pursuit({ count })
        : m.bulk_done_pursuit({ count, pursuit: store.journal.pursuit(change.pursuit)?.title ?? '' });
    case 'add-tag':
      return m.bulk_done_tag({ count, tag: change.tag });
    case 'remove-tag':
      return m.bulk_done_no_tag({ count, tag: change.tag });
    case 'archive':
      return change.archived ? m.bulk_done_archived({ count }) : m.bulk_done_unarchived({ count });
    case 'bin':
      return m.bulk_done_bin({ count });
  }
}
