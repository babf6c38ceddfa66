import { coded } from '#core/base';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { mayAskWhy, WhyAsking } from '../../../src/renderer/state/why-asking.svelte.ts';
import { day, openedStore, today } from './opened-store.ts';

function opened(openOutside?: (address: string) => Promise<void>) {
  const doc = new Y.Doc();
  const store = openedStore(doc, openOutside ? { openOutside } : {});
  const id = store.journal.addAttempt({
    toWhom: 'Alder House',
    what: 'a book',
    answer: 'no',
    answeredOn: day('2026-11-01'),
  });
  return { doc, store, id, asking: new WhyAsking(store, id), attempt: () => store.attempt(id)! };
}

describe('whether asking why has its place', () => {
  const writing = { paper: 'writing' } as const;

  test('at a no without a reason, or where it has begun; not among people, unless begun', () => {
    const { store, id, attempt } = opened();
    expect(mayAskWhy(attempt(), writing)).toBe(true);
    expect(mayAskWhy(attempt(), { paper: 'people' })).toBe(false);
    store.journal.changeAttempt(id, { reason: 'Too quiet.' });
    expect(mayAskWhy(attempt(), writing)).toBe(false);
    store.journal.why.ask(id, today);
    expect(mayAskWhy(attempt(), { paper: 'people' })).toBe(true);
    store.journal.changeAttempt(id, { answer: 'yes' });
    expect(mayAskWhy(attempt(), writing)).toBe(false);
  });
});

describe('asking why', () => {
  test('from the letter over the asking to their words', () => {
    const { asking, attempt } = opened();
    asking.begin('Dear Alder House,');
    expect([asking.writing, asking.letter, asking.why.state]).toEqual([true, 'Dear Alder House,', 'drafted']);
    asking.typeLetter('Dear Alder House, why?');
    asking.setDay(day('2026-11-20'));
    asking.ask();
    expect(attempt()).toMatchObject({
      whyLetter: 'Dear Alder House, why?',
      events: [{ kind: 'asked-why', on: '2026-11-20' }],
    });
    expect(asking.writing).toBe(false);
    asking.replying = true;
    asking.typeWords('Too quiet.');
    asking.end('reply');
    expect(asking.why).toEqual({ state: 'reply', askedOn: '2026-11-20', on: today });
    expect(attempt().reason).toBe('Too quiet.');
    expect([asking.replying, asking.words]).toEqual([false, '']);
    asking.reopen();
    asking.end('no-reply');
    expect(asking.why.state).toBe('no-reply');
  });

  test('a letter that was emptied stays open to be written anew; put away it is offered again', () => {
    const { store, asking } = opened();
    asking.begin('Dear');
    asking.typeLetter('');
    asking.leaveLetter();
    expect([asking.why.state, asking.writing]).toEqual(['not-asked', true]);
    asking.typeLetter('Hello');
    asking.drop();
    expect([asking.letter, asking.writing]).toEqual(['', false]);
    store.undo();
    expect([asking.letter, asking.why.state]).toEqual(['Hello', 'drafted']);
  });

  test('what was written of a reply outlives a lock', () => {
    const { doc, store, id, asking } = opened();
    asking.ask();
    asking.replying = true;
    asking.typeWords('Too qu');
    store.dispose();
    const again = new WhyAsking(openedStore(doc), id);
    expect([again.replying, again.words]).toEqual([true, 'Too qu']);
    again.stopReplying();
    expect(again.words).toBe('');
  });

  test('a day before the asking is refused with its rule, and nothing typed is lost', () => {
    const { asking } = opened();
    asking.ask();
    asking.replying = true;
    asking.typeWords('Too quiet.');
    asking.setDay(day('2026-11-02'));
    asking.end('reply');
    expect(asking.error).toMatchObject({ data: { rule: 'before-asked' } });
    expect([asking.words, asking.replying]).toEqual(['Too quiet.', true]);
  });

  test('the letter goes to the mail program through the host', async () => {
    const sent: string[] = [];
    const { asking } = opened(async (address) => void sent.push(address));
    asking.begin('why?');
    await asking.mail('Your answer');
    expect(sent).toEqual(['mailto:?subject=Your%20answer&body=why%3F']);
    expect(asking.handed).toBe('mailed');
  });

  test('declining to leave the app says nothing', async () => {
    const { asking } = opened(() => Promise.reject(coded('cancelled')));
    asking.begin('why?');
    await asking.mail('Your answer');
    expect(asking.handed).toBeNull();
  });

  test('where there is neither mail nor clipboard the person is told to copy it', async () => {
    const { asking } = opened();
    asking.begin('why?');
    await asking.mail('Your answer');
    expect(asking.handed).toBe('not-copied');
  });
});
