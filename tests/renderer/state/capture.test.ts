import { Journal } from '#core/journal';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Capture } from '../../../src/renderer/state/capture.svelte.ts';
import { readDraft } from '../../../src/renderer/state/capture-draft.ts';
import { day, openedStore, today } from './opened-store.ts';

describe('writing an attempt down', () => {
  test('needs to whom and what, says which is missing, and keeps what is there', () => {
    const store = openedStore();
    const capture = new Capture(store);
    capture.change({ toWhom: 'Alder House' });
    expect(capture.save()).toBeNull();
    expect(capture.missing).toBe('what');
    expect(capture.draft.toWhom).toBe('Alder House');
    expect(store.attempts).toEqual([]);
  });

  test('dates a no by its answer and an open one by its sending, today unless told', () => {
    const store = openedStore();
    const capture = new Capture(store);
    capture.change({ toWhom: 'Alder House', what: 'a book', answer: 'no' });
    const no = store.attempt(capture.save() ?? '');
    expect(no).toMatchObject({ answer: 'no', answeredOn: today, sentOn: null });
    capture.finish();
    capture.change({ toWhom: 'Tidewrack', what: 'poems', on: day('2026-03-02') });
    expect(store.attempt(capture.save() ?? '')).toMatchObject({ answer: 'waiting', sentOn: '2026-03-02' });
  });

  test('offers what was written before, that of the same one first, and takes over its kind', () => {
    const store = openedStore();
    store.journal.addAttempt({ toWhom: 'Øst', what: 'Salt', kind: 'article' });
    store.journal.addAttempt({ toWhom: 'Alder House', what: 'Sand and salt', kind: 'book' });
    const capture = new Capture(store);
    capture.change({ toWhom: 'hou' });
    expect(capture.offersToWhom).toEqual(['Alder House']);
    capture.change({ toWhom: 'Alder House', what: 'sa' });
    expect(capture.offersWhat).toEqual(['Sand and salt', 'Salt']);
    expect(capture.kind).toBe('book');
  });

  test('ratings afterwards go to the attempt just written, and can be taken back', () => {
    const store = openedStore();
    const capture = new Capture(store);
    capture.change({ toWhom: 'A', what: 'b', answer: 'no' });
    const id = capture.save() ?? '';
    capture.rate('hope', 0);
    expect(store.attempt(id)?.ratings).toEqual({ hope: 0 });
    capture.rate('hope', null);
    expect(store.attempt(id)?.ratings).toEqual({});
  });
});

describe('more', () => {
  test('reach and tags are written with the attempt, wait with the draft, and are gone with it', () => {
    const doc = new Y.Doc();
    const store = openedStore(doc);
    const capture = new Capture(store);
    capture.change({ toWhom: 'A', what: 'b', stretch: 4 });
    capture.addTag(' agent ');
    capture.addTag('agent');
    capture.addTag('later');
    capture.removeTag('later');
    store.flush();
    const again = new Capture(openedStore(doc));
    expect(again.draft).toMatchObject({ stretch: 4, tags: ['agent'] });
    expect(store.attempt(capture.save() ?? '')).toMatchObject({ stretch: 4, tags: ['agent'] });
    expect(capture.draft).toMatchObject({ stretch: null, tags: [] });
  });

  test('a kind that was taken off the list does not keep anything from being written down', () => {
    const store = openedStore();
    const kind = store.journal.addKind({ name: 'Panel', paper: 'work' });
    store.journal.addAttempt({ toWhom: 'A', what: 'b', kind });
    const capture = new Capture(store);
    capture.change({ toWhom: 'A', what: 'c', kind });
    store.journal.removeKind(kind);
    expect(store.attempt(capture.save() ?? '')).toMatchObject({ what: 'c', kind: 'other' });
  });
});

describe('the draft', () => {
  test('waits in the journal itself and comes back after a lock', () => {
    const doc = new Y.Doc();
    const store = openedStore(doc);
    new Capture(store).change({ toWhom: 'Alder House', what: 'a bo', answer: 'no' });
    store.dispose();
    const draft = new Capture(openedStore(doc)).draft;
    expect(draft).toMatchObject({ toWhom: 'Alder House', what: 'a bo', answer: 'no' });
  });

  test('is written at a pause in the typing, so that a crash loses a moment and no more', () => {
    vi.useFakeTimers();
    const doc = new Y.Doc();
    new Capture(openedStore(doc)).change({ toWhom: 'Alder House' });
    vi.advanceTimersByTime(400);
    vi.useRealTimers();
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(new Capture(openedStore(copy)).draft.toWhom).toBe('Alder House');
  });

  test('leaves the shelf once the attempt is written, and is nothing to undo', () => {
    const doc = new Y.Doc();
    const store = openedStore(doc);
    const capture = new Capture(store);
    capture.change({ toWhom: 'A', what: 'b' });
    store.flush();
    expect(store.canUndo).toBe(false);
    capture.save();
    store.flush();
    expect(doc.getMap('drafts').size).toBe(0);
  });

  test('what it cannot read it leaves out', () => {
    expect(readDraft('{"toWhom":"A","what":7,"answer":"maybe","on":"soon"}')).toMatchObject({
      toWhom: 'A',
      what: '',
      answer: 'waiting',
      on: null,
    });
    expect(readDraft('no json').toWhom).toBe('');
  });

  test('does not keep an older journal from being opened', () => {
    const doc = new Y.Doc();
    doc.getMap('drafts').set('capture', 'x');
    expect(() =>
      Journal.open(doc, { clock: { now: () => 0, today: () => today }, random: (n) => new Uint8Array(n) }),
    ).not.toThrow();
  });
});
