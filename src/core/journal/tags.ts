/** Tags: one key per tag (`tag/<name>`), so that adding and removing different tags on two devices both survive. */
import type { Book } from './book.ts';
import { TagSchema } from './inputs.ts';
import { limits } from './limits.ts';
import type { AttemptId } from './model.ts';
import { check, invalid } from './values.ts';

/** Adds a tag; one that is there already changes nothing. Added anew, it outlives a removal it did not know of. */
export function addTag(book: Book, id: AttemptId, tag: string): void {
  const { tags } = book.attempts.need(id);
  const name = check(TagSchema, tag);
  if (tags.includes(name)) return;
  if (tags.length >= limits.tagsPerAttempt) throw invalid('tags', 'too-many', { limit: limits.tagsPerAttempt });
  book.write(() => book.attempts.write(id, (map) => map.set(`tag/${name}`, true)));
}

/** Removes a tag; one that is not there changes nothing. */
export function removeTag(book: Book, id: AttemptId, tag: string): void {
  const { tags } = book.attempts.need(id);
  const name = tags.includes(tag) ? tag : check(TagSchema, tag);
  if (tags.includes(name)) book.write(() => book.attempts.write(id, (map) => map.delete(`tag/${name}`)));
}

/** Makes `wanted` the tags, touching only those that come or go. Belongs into a transaction. */
export function writeTags(book: Book, id: AttemptId, wanted: readonly string[]): void {
  const { tags } = book.attempts.need(id);
  const come = wanted.filter((tag) => !tags.includes(tag));
  const go = tags.filter((tag) => !wanted.includes(tag));
  if (come.length + go.length === 0) return;
  book.attempts.write(id, (map) => {
    for (const tag of come) map.set(`tag/${tag}`, true);
    for (const tag of go) map.delete(`tag/${tag}`);
  });
}
