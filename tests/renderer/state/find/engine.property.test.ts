import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SearchEngine } from '../../../../src/renderer/state/find/engine.ts';
import { firstSimilar, type Found, notFound } from '../../../../src/renderer/state/find/found.ts';
import { openedStore } from '../opened-store.ts';
import { searchText } from '../../../../src/renderer/state/find/attempt-texts.ts';

// Words that share letters, so that beginnings, insides and slips of the pen all occur.
const word = fc.constantFrom(
  ...[
    'harbour',
    'harbor',
    'harb',
    'arbour',
    'Otter',
    'otters',
    'Straße',
    'strasse',
    'Übung',
    'uebung',
    'ubung',
    'moon',
  ],
  ...['noon', 'a', 'Anne’s', '2023', '2024', 'x-ray', 'naïve', '文芸', '朝霧文芸'],
);
const phrase = (maxLength: number) => fc.array(word, { maxLength }).map((words) => words.join(' '));
const filled = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

const input = fc.record({
  toWhom: filled,
  what: filled,
  tags: fc.array(word, { maxLength: 2 }),
  reason: phrase(5),
  heard: phrase(3),
  toldWhom: phrase(2),
  reflection: phrase(8),
});

/** The words of a text, told apart in another way than the search does: by what is no letter, digit or apostrophe. */
function words(text: string): string[] {
  const plain = (one: string) => one.toLowerCase().replace(/[’']/g, '').replace(/ß/g, 'ss');
  return text.split(/[^\p{L}\p{N}’']+/u).flatMap((one) => {
    const bare = plain(one)
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '');
    return [bare, plain(one).replace(/ü/g, 'ue').replace(/ï/g, 'i')];
  });
}

test('whole words are found exactly where a plain look through every text finds them', () => {
  fc.assert(
    fc.property(fc.array(input, { maxLength: 12 }), filled, (inputs, text) => {
      const { journal } = openedStore();
      for (const one of inputs) journal.addAttempt(one);
      const attempts = journal.attempts();
      const engine = new SearchEngine();
      attempts.forEach((attempt, id) => engine.put(searchText(journal, attempt, id)));
      const { levels } = engine.find(text);
      const typed = text.split(/[ -]/).map((one) => words(one));
      attempts.forEach((attempt, id) => {
        const all = words(
          [attempt.toWhom, attempt.what, ...attempt.tags, attempt.reason, attempt.heard, attempt.toldWhom]
            .concat(journal.reflectionText(attempt.id))
            .join(' '),
        );
        const names = words([attempt.toWhom, attempt.what, ...attempt.tags].join(' '));
        const everyWord = (has: readonly string[]) => typed.every((forms) => forms.some((form) => has.includes(form)));
        // 0 and 2 are the levels of whole words, in the names and anywhere.
        expect([attempt, levels[id] === 0]).toEqual([attempt, everyWord(names)]);
        if (everyWord(all)) expect(levels[id]).toBeLessThanOrEqual(2);
        else expect(levels[id]).toBeGreaterThan(0);
        const anywhere = typed.every((forms) => forms.some((form) => all.some((one) => one.includes(form))));
        if (!anywhere) expect(levels[id]).toBeGreaterThanOrEqual(firstSimilar);
      });
    }),
  );
});

test('an index that followed every change answers as one that is built afresh', () => {
  const change = fc.oneof(
    fc.record({ type: fc.constant('put' as const), id: fc.nat(6), names: phrase(3), text: phrase(6) }),
    fc.record({ type: fc.constant('drop' as const), id: fc.nat(6) }),
  );
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 25 }),
      fc.array(filled, { minLength: 1, maxLength: 4 }),
      (changes, asked) => {
        const followed = new SearchEngine();
        const texts = new Map<number, { id: number; names: string; text: string }>();
        for (const one of changes) {
          if (one.type === 'put') {
            followed.put(one);
            texts.set(one.id, one);
          } else {
            followed.drop(one.id);
            texts.delete(one.id);
          }
        }
        const afresh = new SearchEngine();
        for (const text of texts.values()) afresh.put(text);
        for (const text of asked) {
          const [a, b] = [followed, afresh].map((engine) => engine.find(text));
          const listed = (found: Found | null | undefined) =>
            [0, 1, 2, 3, 4, 5, 6].map((id) => found?.levels[id] ?? notFound);
          expect(listed(a)).toEqual(listed(b));
          expect(new Set(a?.similar)).toEqual(new Set(b?.similar));
        }
      },
    ),
  );
});
