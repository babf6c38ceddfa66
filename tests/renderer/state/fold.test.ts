import { expect, test } from 'vitest';
import { folded, spellings, wordsIn } from '../../../src/renderer/state/fold.ts';

test('case, accents and letters that keys lack are folded', () => {
  expect(folded('Übersetzer STRASSE Straße Łódź Ærø naïve ﬁn Đorđe İstanbul')).toBe(
    'ubersetzer strasse strasse lodz aero naive fin dorde istanbul',
  );
  expect(folded('plain, as it is\n2023')).toBe('plain, as it is\n2023');
  // What makes another word elsewhere is no accent.
  expect(folded('कि')).not.toBe(folded('क'));
});

test('umlauts are found with and without them written out', () => {
  expect(spellings('Übersetzer')).toEqual(['ubersetzer', 'uebersetzer']);
  expect(spellings('U\u0308bersetzer')).toEqual(['ubersetzer', 'uebersetzer']);
  expect(spellings('Straße')).toEqual(['strasse']);
  expect(spellings('Anne’s')).toEqual(['annes']);
});

test('words are runs of letters and digits, with their places', () => {
  expect(wordsIn('St Anne’s, 2nd round: 朝霧文芸!')).toEqual([
    { text: 'St', at: 0 },
    { text: 'Anne’s', at: 3 },
    { text: '2nd', at: 11 },
    { text: 'round', at: 15 },
    { text: '朝霧文芸', at: 22 },
  ]);
  expect(wordsIn('… – !')).toEqual([]);
});
