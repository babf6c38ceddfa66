import { coded } from '#core/base';
import * as Y from 'yjs';
import type { Book } from './book.ts';
import type { AttemptId } from './model.ts';
import { buildRich, type RichNode } from './rich.ts';
import { invalid } from './values.ts';

/** Deeper than any editor nests; a forged document must not overflow the stack. */
const maxDepth = 60;

/** A fragment as the editor would make it from plain text: one `paragraph` a line. */
export function fragmentOf(plain: string): Y.XmlFragment {
  const fragment = new Y.XmlFragment();
  if (plain === '') return fragment;
  const paragraphs = plain.split(/\r\n|\r|\n/).map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    if (line !== '') paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  fragment.insert(0, paragraphs);
  return fragment;
}

/**
 * The reflection of an attempt, for an editor to be bound to. It was made with the attempt; making one later on two
 * devices would lose one side's words. Throws `journal/not-found` when there is none.
 */
export function reflectionOf(book: Book, id: AttemptId): Y.XmlFragment {
  const fragment = book.attempts.stored(id).own.get('reflection');
  if (!(fragment instanceof Y.XmlFragment)) throw coded('journal/not-found', { what: 'reflection' });
  return fragment;
}

/** Puts other words in the place of a reflection's; throws `journal/invalid` for nodes that are none. */
export function writeReflection(book: Book, id: AttemptId, nodes: readonly RichNode[]): void {
  const fragment = reflectionOf(book, id);
  const built = buildRich(nodes);
  if (!built) throw invalid('reflection', 'not-a-copy');
  book.write(() => {
    book.steps.editedElsewhere();
    fragment.delete(0, fragment.length);
    fragment.insert(0, built);
  });
}

/** The words of a reflection without their marks, one line a block; empty when there are none. */
export function plainText(fragment: Y.XmlFragment): string {
  return textOf(fragment, 0)
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

function textOf(node: unknown, depth: number): string {
  if (node instanceof Y.XmlText) return insertsOf(node);
  if (!(node instanceof Y.XmlFragment) || depth > maxDepth) return '';
  if (node instanceof Y.XmlElement && node.nodeName === 'hardBreak') return '\n';
  const children = node.toArray();
  const inner = children.map((child) => textOf(child, depth + 1)).join('');
  const isBlock =
    node instanceof Y.XmlElement && children.every((child) => !(child instanceof Y.XmlElement && child.length > 0));
  return isBlock ? `${inner}\n` : inner;
}

function insertsOf(node: Y.XmlText): string {
  const delta = node.toDelta() as { insert?: unknown }[];
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
