import { beforeEach, describe, expect, test } from 'vitest';
import { AttemptList } from '../../../src/renderer/state/attempt-list.svelte.ts';
import { Route } from '../../../src/renderer/state/route.svelte.ts';
import { day, openedStore } from './opened-store.ts';

/** As much of a window as an address needs. */
function addressWindow(): Window {
  const target = new EventTarget();
  let hash = '';
  const location = {
    get hash() {
      return hash;
    },
    set hash(next: string) {
      hash = next;
      target.dispatchEvent(new Event('hashchange'));
    },
  };
  const history = { replaceState: (_state: unknown, _title: string, next: string) => (hash = next) };
  return Object.assign(target, { location, history }) as unknown as Window;
}

let window: Window;
let list: AttemptList;
beforeEach(() => {
  const store = openedStore();
  const add = (toWhom: string, what: string, answer: 'no' | 'yes', on: string) =>
    store.journal.addAttempt({ toWhom, what, answer, answeredOn: day(on), reason: 'secret words' });
  add('Übersee', 'Salz', 'no', '2026-01-01');
  add('Alder House', 'Otter and the Moon', 'no', '2026-02-01');
  add('Tidewrack', 'Salt', 'yes', '2026-03-01');
  add('Alma', 'Tea', 'no', '2026-04-01');
  window = addressWindow();
  list = new AttemptList(store, new Route(window));
});
const names = () => list.rows.map(({ toWhom }) => toWhom);

describe('the list of attempts', () => {
  test('shows the newest first and finds without regard to case, accents or the order of words', () => {
    expect(names()).toEqual(['Alma', 'Tidewrack', 'Alder House', 'Übersee']);
    list.filter({ text: 'ubersee' });
    expect(names()).toEqual(['Übersee']);
    list.filter({ text: 'moon ALDER' });
    expect(names()).toEqual(['Alder House']);
  });

  test('does not look through the words of refusals', () => {
    list.filter({ text: 'secret' });
    expect(names()).toEqual([]);
  });

  test('keeps its filter and the open attempt in the address', () => {
    list.filter({ text: 'sal', answer: 'yes' });
    list.open('abc');
    expect(window.location.hash).toBe('#/attempts/abc?q=sal&answer=yes');
    expect([list.text, list.answer, list.openId]).toEqual(['sal', 'yes', 'abc']);
  });

  test('typing a name goes to it; one letter again goes to the next such name', () => {
    expect(list.typeAhead('t', 0, 0)).toBe(1);
    expect(list.typeAhead('a', 1, 5000)).toBe(2);
    expect(list.typeAhead('a', 2, 10_000)).toBe(0);
    expect(list.typeAhead('a', 0, 20_000)).toBe(2);
    expect(list.typeAhead('l', 2, 20_100)).toBe(2);
    expect(list.typeAhead('m', 2, 20_200)).toBe(0);
    expect(list.typeAhead('z', 0, 30_000)).toBe(-1);
  });
});
