import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ReviewDraft, reviewOffer } from '../../../src/renderer/state/review.svelte.ts';
import { day, openedStore, today } from './opened-store.ts';

describe('the offer to ask oneself', () => {
  const pursuit = { state: 'going', wish: 'mine', matters: 8, reviews: [] } as const;
  const review = (on: string) => ({ id: 'r', on: day(on), answer: 'yes', note: '' }) as const;
  const young = day('2026-10-01');
  const offer = (patch: Partial<Parameters<typeof reviewOffer>[0]>, begunOn = young) =>
    reviewOffer({ ...pursuit, ...patch }, today, begunOn);

  test('is made for what someone else wishes, what matters little, or what nobody asked about for half a year', () => {
    expect(offer({})).toBeNull();
    expect(offer({ wish: 'someone-elses' })).toBe('wish');
    expect(offer({ matters: 3 })).toBe('matters');
    expect(offer({ matters: 4 })).toBeNull();
    expect(offer({ matters: null })).toBeNull();
    expect(offer({}, day('2026-05-01'))).toBe('long');
    expect(offer({ reviews: [review('2026-05-20')] })).toBe('long');
  });

  test('is not made again for half a year, and never for what was reached or let go', () => {
    const asked = { reviews: [review('2026-06-01')] };
    expect(offer({ wish: 'someone-elses', matters: 0, ...asked }, day('2020-01-01'))).toBeNull();
    expect(offer({ state: 'let-go', wish: 'someone-elses' })).toBeNull();
    expect(offer({ state: 'reached', matters: 0 }, day('2020-01-01'))).toBeNull();
  });
});

describe('a review being written', () => {
  test('needs an answer, is dated today, and half written outlives a lock', () => {
    const doc = new Y.Doc();
    const store = openedStore(doc);
    const id = store.journal.addPursuit({ title: 'A home' });
    const draft = new ReviewDraft(store, id);
    expect(draft.open).toBe(false);
    draft.begin();
    draft.change({ note: 'on the train' });
    expect(draft.keep()).toBe(false);
    draft.change({ answer: 'not-sure' });
    store.dispose();
    const again = openedStore(doc);
    const kept = new ReviewDraft(again, id);
    expect([kept.open, kept.answer, kept.note]).toEqual([true, 'not-sure', 'on the train']);
    expect(kept.keep()).toBe(true);
    expect(again.pursuit(id)?.reviews).toMatchObject([{ on: today, answer: 'not-sure', note: 'on the train' }]);
    expect(kept.open).toBe(false);
    expect(new ReviewDraft(again, id).open).toBe(false);
  });

  test('put away it is gone', () => {
    const store = openedStore();
    const id = store.journal.addPursuit({ title: 'A home' });
    const draft = new ReviewDraft(store, id);
    draft.change({ answer: 'no' });
    store.flush();
    draft.close();
    expect(new ReviewDraft(store, id).open).toBe(false);
    expect(store.pursuit(id)?.reviews).toEqual([]);
  });

  test('a draft that cannot be read is an empty one', () => {
    const store = openedStore();
    const id = store.journal.addPursuit({ title: 'A home' });
    for (const text of ['{', 'null', '[1]', '{"answer":"maybe","note":7}']) {
      store.shelf.write(`review/${id}`, text);
      const { answer, note } = new ReviewDraft(store, id);
      expect([answer, note]).toEqual([null, '']);
    }
  });
});
