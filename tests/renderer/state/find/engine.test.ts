import { describe, expect, test } from 'vitest';
import { SearchEngine } from '../../../../src/renderer/state/find/engine.ts';
import { firstSimilar, notFound } from '../../../../src/renderer/state/find/found.ts';

function engineOf(texts: readonly (readonly [names: string, text: string])[]): SearchEngine {
  const engine = new SearchEngine();
  texts.forEach(([names, text], id) => engine.put({ id, names, text }));
  return engine;
}

/** Numbers of what is found, best first. */
function found(engine: SearchEngine, text: string): number[] {
  const { levels } = engine.find(text);
  return [...levels.keys()].filter((id) => levels[id] !== notFound).sort((a, b) => levels[a]! - levels[b]! || a - b);
}

const many = engineOf([
  ['Harbour Review\nA story', ''],
  ['Review of Harbours\nSalt', 'the harbour at night'],
  ['Tidewrack\nFour poems', 'It was kept until the last round. They liked the harbour.'],
  ['Deutschlandstipendium\nEin Jahr', 'Die Übersetzung war gut, die Straße lang.'],
  ['Universität Köln\nPromotion', ''],
  ['朝霧文芸\nOtter and the Moon', ''],
]);

describe('a search', () => {
  test('puts names before the rest, whole words before their beginnings, and those before what stands inside', () => {
    expect(found(many, 'harbour')).toEqual([0, 1, 2]);
    expect(found(many, 'stipendium')).toEqual([3]);
    expect(found(many, 'rev')).toEqual([0, 1]);
  });

  test('wants every word, in any order, and finds while words are being typed', () => {
    expect(found(many, 'harb rev')).toEqual([0, 1]);
    expect(found(many, 'night rev')).toEqual([1]);
    expect(found(many, 'NIGHT tidewrack')).toEqual([]);
  });

  test.each([
    ['ubersetzung', 3],
    ['uebersetzung', 3],
    ['Übersetzung', 3],
    ['strasse', 3],
    ['koeln', 4],
    ['koln universitat', 4],
    ['文芸', 5],
  ])('folds accents and spellings: %s', (text, id) => {
    expect(found(many, text)).toEqual([id]);
  });

  test.each([
    ['tidewrak', 2],
    ['tidewrakc', 2],
    ['Tideqrack', 2],
    ['univresitat', 4],
    ['unversität', 4],
    ['mooon', 5],
    ['sotry harbour', 0],
  ])('forgives a slip of the pen: %s', (text, id) => {
    const answer = many.find(text);
    expect(found(many, text)[0]).toBe(id);
    expect(answer.levels[id]).toBeGreaterThanOrEqual(firstSimilar);
    expect(answer.similar).not.toEqual([]);
  });

  test('does not guess at short words and numbers, nor when plenty fits as typed', () => {
    const plenty = Array.from({ length: 12 }, () => ['Lantern', ''] as const);
    const engine = engineOf([...plenty, ['Lanturn', ''], ['Fox 2023', '']]);
    expect(found(engine, 'lantern')).toHaveLength(12);
    expect(found(engine, 'fix')).toEqual([]);
    expect(found(engine, '2024')).toEqual([]);
    expect(found(engine, 'lanturn')).toEqual([12, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('an attempt told anew is found by its new words only, a dropped one by none', () => {
    const engine = engineOf([
      ['Alder', 'otter'],
      ['Birch', 'otter'],
    ]);
    engine.put({ id: 0, names: 'Maple', text: 'beaver' });
    expect([found(engine, 'alder'), found(engine, 'otter'), found(engine, 'maple beaver')]).toEqual([[], [1], [0]]);
    for (const id of [0, 7]) engine.drop(id);
    expect([found(engine, 'maple'), found(engine, 'beavr')]).toEqual([[], []]);
  });
});
