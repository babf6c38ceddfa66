import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { exchange, openJournal, openTwo } from './opened.ts';

const asked = { toWhom: 'x', what: 'y' };

test('two people may write into one reflection from the start', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt({ ...asked, reflection: 'begun' });
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('more')]);
    journal.reflection(id).push([paragraph]);
  }
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.reflectionText(id)).toBe('begun\nmore\nmore');
});

test('its words are read without marks, a line for each block', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  expect(journal.reflectionText(id)).toBe('');
  const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]) => {
    const node = new Y.XmlElement(name);
    node.insert(0, children);
    return node;
  };
  const marked = new Y.XmlText();
  marked.insert(0, 'very ', {});
  marked.insert(5, 'bold', { bold: {} });
  journal
    .reflection(id)
    .insert(0, [
      element('heading', new Y.XmlText('Title')),
      element('paragraph', marked, element('hardBreak'), new Y.XmlText('<tail>')),
      element('bulletList', element('listItem', element('paragraph', new Y.XmlText('one'))), element('listItem')),
    ]);
  expect(journal.reflectionText(id)).toBe('Title\nvery bold\n<tail>\none');
});

test('a forged depth is read as far as an editor would nest', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  let node = new Y.XmlElement('blockquote');
  node.insert(0, [new Y.XmlText('too deep')]);
  for (let i = 0; i < 300; i++) {
    const parent = new Y.XmlElement('blockquote');
    parent.insert(0, [node]);
    node = parent;
  }
  journal.reflection(id).insert(0, [node]);
  expect(journal.reflectionText(id)).toBe('');
});
