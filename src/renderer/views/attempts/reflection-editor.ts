import type { Journal } from '#core/journal';
import { Editor, Extension } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import StarterKit from '@tiptap/starter-kit';
import { ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap';

export interface ReflectionEditorOptions {
  readonly journal: Journal;
  readonly attempt: string;
  readonly label: string;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** What comes from outside comes as plain words: HTML of others has no way in. */
function takeWords(view: EditorView, event: Event, from: DataTransfer | null): boolean {
  event.preventDefault();
  const words = from?.getData('text/plain') ?? '';
  if (words !== '') view.pasteText(words);
  return true;
}

/** Text moved within the editor keeps its form. */
function dropWords(view: EditorView, event: DragEvent): boolean {
  return view.dragging === null && takeWords(view, event, event.dataTransfer);
}

/**
 * An editor in `element` for the reflection of an attempt; returns what ends it. It writes into the journal with every
 * key, and its steps belong to the journal's own undo, so that there is one order of things to take back.
 */
export function editReflection(element: HTMLElement, options: ReflectionEditorOptions): () => void {
  const { journal, attempt, label, undo, redo } = options;
  const fragment = journal.reflection(attempt);
  const untrack = journal.trackOrigin(ySyncPluginKey);
  const run = (step: () => void) => () => {
    step();
    return true;
  };
  const bound = Extension.create({
    name: 'journal',
    addProseMirrorPlugins: () => [ySyncPlugin(fragment) as Plugin],
    addKeyboardShortcuts: () => ({ 'Mod-z': run(undo), 'Mod-Shift-z': run(redo), 'Mod-y': run(redo) }),
  });
  const editor = new Editor({
    element,
    // The page's policy allows no style element; ours are in the component.
    injectCSS: false,
    // Written as data: the policy lets nothing be parsed from HTML, not even an empty text.
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    extensions: [
      // Nothing may be written by looking: no trailing paragraph. Undo is the journal's. Links open nothing by themselves.
      StarterKit.configure({ undoRedo: false, trailingNode: false, link: { openOnClick: false, autolink: false } }),
      bound,
    ],
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      handleDOMEvents: { paste: (view, event) => takeWords(view, event, event.clipboardData), drop: dropWords },
    },
  });
  return () => {
    editor.destroy();
    untrack();
  };
}
