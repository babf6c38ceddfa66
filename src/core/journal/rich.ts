/** Rich text as JSON: the tree of a fragment with marks and attributes, for a lossless copy. */
import * as v from 'valibot';
import * as Y from 'yjs';
import { isJson, isPlainObject, type Json } from './entry.ts';

/** A run of text with its marks, or an element with its attributes and children. */
export type RichNode =
  | { readonly text: readonly { readonly insert: string; readonly marks?: Readonly<Record<string, Json>> }[] }
  | {
      readonly element: string;
      readonly attributes: Readonly<Record<string, Json>>;
      readonly children: readonly RichNode[];
    };

const maxDepth = 60;

const JsonRecord = v.custom<Record<string, Json>>((value) => isPlainObject(value) && isJson(value));
const TextSchema = v.strictObject({
  text: v.array(v.strictObject({ insert: v.string(), marks: v.optional(JsonRecord) })),
});
const ElementSchema = v.strictObject({
  element: v.pipe(v.string(), v.minLength(1)),
  attributes: JsonRecord,
  children: v.array(v.unknown()),
});

/** The children of a fragment; null when something in it has no JSON form. */
export function richOf(fragment: Y.XmlFragment, depth = 0): RichNode[] | null {
  if (depth > maxDepth) return null;
  const nodes = fragment.toArray().map((child) => nodeOf(child, depth));
  return nodes.every((node) => node !== null) ? nodes : null;
}

function nodeOf(node: unknown, depth: number): RichNode | null {
  if (node instanceof Y.XmlText) {
    const runs = (node.toDelta() as { insert: unknown; attributes?: unknown }[]).map(({ insert, attributes }) =>
      attributes === undefined ? { insert } : { insert, marks: attributes },
    );
    return v.is(TextSchema, { text: runs }) ? ({ text: runs } as RichNode) : null;
  }
  if (!(node instanceof Y.XmlElement) || node instanceof Y.XmlHook) return null;
  const children = richOf(node, depth + 1);
  const attributes = node.getAttributes() as Record<string, unknown>;
  return children && v.is(JsonRecord, attributes) ? { element: node.nodeName, attributes, children } : null;
}

/** Builds what {@link richOf} returned; null when `nodes` is nothing of the kind. */
export function buildRich(nodes: unknown, depth = 0): (Y.XmlElement | Y.XmlText)[] | null {
  if (!Array.isArray(nodes) || depth > maxDepth) return null;
  const built = nodes.map((node: unknown) => buildNode(node, depth));
  return built.every((node) => node !== null) ? built : null;
}

function buildNode(node: unknown, depth: number): Y.XmlElement | Y.XmlText | null {
  if (v.is(TextSchema, node)) {
    const text = new Y.XmlText();
    text.applyDelta(node.text.map(({ insert, marks }) => (marks ? { insert, attributes: marks } : { insert })));
    return text;
  }
  if (!v.is(ElementSchema, node)) return null;
  const children = buildRich(node.children, depth + 1);
  if (!children) return null;
  const element = new Y.XmlElement<Record<string, Json>>(node.element);
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
  element.insert(0, children);
  return element as unknown as Y.XmlElement;
}
