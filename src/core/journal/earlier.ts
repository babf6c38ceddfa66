/**
 * Which earlier versions of an attempt's words are worth showing: those of which something was taken out afterwards. What
 * was only written further is in the text that there is now.
 */
import * as Y from 'yjs';
import { fieldOf, openEntry } from './entry.ts';
import { text } from './fields.ts';
import type { AttemptId } from './model.ts';
import { plainText } from './reflection.ts';
import { type RichNode, richOf } from './rich.ts';

/** The texts of an attempt of which versions are shown. */
export const versionedTexts = ['reflection', 'reason', 'heard'] as const;
export type VersionedText = (typeof versionedTexts)[number];

/** One text as it stood. */
export interface TextVersion {
  readonly plain: string;
  /** Of a reflection. */
  readonly rich: readonly RichNode[] | null;
}

/** The attempt's texts in a journal's document, which may be in the middle of a replay; null when it is not there. */
export function textsIn(doc: Y.Doc, id: AttemptId): Readonly<Record<VersionedText, TextVersion>> | null {
  const entry = openEntry(doc.getMap('attempts').get(id));
  if (!entry) return null;
  const fragment = entry.own.get('reflection');
  const isRich = fragment instanceof Y.XmlFragment;
  const plain = (name: string): TextVersion => ({ plain: text(fieldOf(entry, name)), rich: null });
  return {
    reflection: isRich ? { plain: plainText(fragment), rich: richOf(fragment) } : { plain: '', rich: null },
    reason: plain('reason'),
    heard: plain('heard'),
  };
}

/** Fewer letters than this taken out of one word are a slip of the pen. */
const fewLetters = 12;

/** Whether `after` lacks words that `before` had: two or more, or a dozen letters, taken out in one place. */
export function lostWords(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const gone = before.slice(start, before.length - end).trim();
  return gone.length >= fewLetters || /\S\s+\S/.test(gone);
}

/** Follows one text through a replay. */
export class TextTrail<Day> {
  readonly #kept: { readonly version: TextVersion; readonly day: Day }[] = [];
  #last: { readonly version: TextVersion; readonly day: Day } | null = null;

  /** The text as it stands after a step. */
  note(version: TextVersion, day: Day): void {
    const last = this.#last;
    if (last?.version.plain === version.plain) return;
    if (last && lostWords(last.version.plain, version.plain)) this.#kept.push(last);
    this.#last = { version, day };
  }

  /** Earlier versions, newest first, each text once, without the one that stands `now`. */
  end(now: string): readonly { readonly version: TextVersion; readonly day: Day }[] {
    const all = [...this.#kept];
    if (this.#last && lostWords(this.#last.version.plain, now)) all.push(this.#last);
    const seen = new Set([now]);
    return all.reverse().filter(({ version }) => {
      const isNew = !seen.has(version.plain);
      seen.add(version.plain);
      return isNew;
    });
  }
}
