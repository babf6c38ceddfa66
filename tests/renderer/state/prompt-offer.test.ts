import { expect, test } from 'vitest';
import { PromptOffer } from '../../../src/renderer/state/prompt-offer.svelte.ts';
import { day, openedStore } from './opened-store.ts';

function withNo() {
  const store = openedStore();
  const no = () => store.journal.addAttempt({ toWhom: 'A', what: 'b', answer: 'no', answeredOn: day('2026-11-01') });
  const id = no();
  return { store, no, id, offer: new PromptOffer(store, id) };
}

test('one question is offered, another one on request, and after all of them the first again', () => {
  const { store, id, offer } = withNo();
  const seen: (number | null)[] = [];
  for (let turn = 0; turn < 20; turn++) {
    seen.push(offer.offered);
    offer.another();
  }
  expect(new Set(seen).size).toBe(20);
  expect(offer.offered).toBe(seen[0]);
  expect(new PromptOffer(store, id).offered).toBe(seen[0]);
});

test('offering writes nothing; taking it up is kept with the attempt, can be put away and undone', () => {
  const { store, id, offer } = withNo();
  offer.another();
  const wanted = offer.offered;
  expect(store.attempt(id)?.prompt).toBeNull();
  offer.take();
  expect(store.attempt(id)?.prompt).toBe(wanted);
  expect(offer.taken).toBe(wanted);
  offer.putAway();
  expect(offer.taken).toBeNull();
  store.undo();
  expect(offer.taken).toBe(wanted);
});

test('what another attempt took up lately is not offered first', () => {
  const { store, no, id } = withNo();
  for (let turn = 0; turn < 8; turn++) {
    const first = new PromptOffer(store, id).offered ?? 0;
    store.journal.changeAttempt(no(), { prompt: first });
    expect(new PromptOffer(store, id).offered).not.toBe(first);
  }
});
