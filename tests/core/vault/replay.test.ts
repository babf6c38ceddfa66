/** What was taken out of a text is found again among the records that are still kept. */
import type { CalendarDate } from '#core/base';
import { Journal, textsIn, TextTrail } from '#core/journal';
import { type KeptRecord, logOf, replay, SealedJournal } from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fixedClock, ManualScheduler, seededRandom } from './device.ts';
import { deriveTestKeyring } from './keyrings.ts';

let seeds = 0;

/** A computer with the journal open, and the records that its host keeps when they leave the log. */
class Computer {
  readonly vault = new Y.Doc();
  readonly removed: { readonly record: unknown; readonly removedOn: CalendarDate }[] = [];
  readonly journal: Journal;
  readonly sealed: SealedJournal;
  today = '2024-03-01' as CalendarDate;

  constructor(from?: Computer) {
    if (from) Y.applyUpdate(this.vault, Y.encodeStateAsUpdate(from.vault));
    logOf(this.vault).observe((event) => {
      for (const item of event.changes.deleted) {
        for (const record of item.content.getContent()) this.removed.push({ record, removedOn: this.today });
      }
    });
    const doc = new Y.Doc();
    const ports = { random: seededRandom(++seeds), scheduler: new ManualScheduler(), clock: fixedClock };
    this.sealed = SealedJournal.open(this.vault, doc, deriveTestKeyring(), ports);
    this.journal = Journal.open(doc, ports);
  }

  get records(): readonly KeptRecord[] {
    const live = logOf(this.vault).toArray();
    return [...this.removed, ...live.map((record) => ({ record, removedOn: null }))];
  }

  earlier(id: string): readonly string[] {
    const doc = new Y.Doc({ gc: false });
    const trail = new TextTrail<CalendarDate | null>();
    let last = { done: 0, all: 0 };
    for (const step of replay(this.records, deriveTestKeyring(), doc)) {
      expect(step.done).toBeGreaterThan(last.done);
      last = step;
      const texts = textsIn(doc, id);
      if (texts) trail.note(texts.reflection, step.removedOn);
    }
    expect(last.done).toBe(last.all);
    return trail.end(this.journal.reflectionText(id)).map(({ version }) => version.plain);
  }

  /** Takes out the line and says other ones instead. */
  rewrite(id: string, ...lines: readonly string[]): void {
    const node = (line: string) => ({ element: 'paragraph', attributes: {}, children: [{ text: [{ insert: line }] }] });
    this.journal.writeReflection(id, lines.map(node));
    this.sealed.seal();
  }
}

function meet(a: Computer, b: Computer): void {
  for (const [from, to] of [[a, b] as const, [b, a] as const, [a, b] as const]) {
    Y.applyUpdate(to.vault, Y.encodeStateAsUpdate(from.vault, Y.encodeStateVector(to.vault)));
  }
}

const first = 'I wanted this more than I said.';

test('a sentence that was taken out is there, after merging and a snapshot, and what was only typed on is not', () => {
  const one = new Computer();
  const id = one.journal.addAttempt({ toWhom: 'Elsewhere', what: 'A place', reflection: first });
  one.sealed.seal();
  one.rewrite(id, first, 'And I was ready.');
  one.rewrite(id, first, 'And I was ready.', 'They were not.');
  one.rewrite(id, 'They were not.');
  one.sealed.snapshot();
  expect(logOf(one.vault).length).toBe(1);
  expect(one.earlier(id)).toEqual([`${first}\nAnd I was ready.\nThey were not.`]);
});

test('a sentence that a merge swallowed is there on the computer that had it', () => {
  const here = new Computer();
  const id = here.journal.addAttempt({ toWhom: 'Elsewhere', what: 'A place', reflection: first });
  here.sealed.seal();
  const there = new Computer(here);
  here.rewrite(id);
  // The other one writes into the paragraph that is being taken out here.
  const paragraph = there.journal.reflection(id).get(0) as Y.XmlElement;
  (paragraph.get(0) as Y.XmlText).insert(first.length, ' I will ask again.');
  there.sealed.seal();
  meet(here, there);
  for (const computer of [here, there]) computer.sealed.snapshot();
  meet(here, there);
  expect(there.journal.reflectionText(id)).toBe('');
  expect(there.earlier(id).join('\n')).toContain('I will ask again.');
  expect(here.earlier(id).join('\n')).toContain(first);
});

test('what was written in one opening is seen before the next one takes it out, whatever their names', () => {
  for (let round = 0; round < 20; round++) {
    const one = new Computer();
    const id = one.journal.addAttempt({ toWhom: 'Elsewhere', what: 'A place', reflection: first });
    one.sealed.seal();
    const paragraph = one.journal.reflection(id).get(0) as Y.XmlElement;
    const words = paragraph.get(0) as Y.XmlText;
    words.delete(0, words.length);
    words.insert(0, 'It was a story.');
    one.sealed.seal();
    const next = new Computer(one);
    next.rewrite(id, first);
    expect(next.earlier(id)).toEqual(['It was a story.']);
  }
});

test('on days long past only what is still kept is known, and what does not open is passed over', () => {
  const one = new Computer();
  const id = one.journal.addAttempt({ toWhom: 'Elsewhere', what: 'A place', reflection: first });
  one.sealed.seal();
  one.sealed.snapshot();
  one.removed.splice(0);
  one.today = '2024-03-02' as CalendarDate;
  one.rewrite(id, 'Something else stood here.');
  one.rewrite(id, 'Nothing of that now.');
  one.sealed.snapshot();
  one.removed.push({ record: Uint8Array.of(1, 2, 3), removedOn: one.today });
  one.removed.push({ record: 'junk', removedOn: one.today });
  expect(one.earlier(id)).toEqual(['Something else stood here.', first]);
});

test('whatever order the host tells them in, every text that was replaced is found', () => {
  // No two sentences share a word.
  const sentence = fc.nat(999).map((n) => `a${String(n)} b${String(n)} c${String(n)}`);
  const lines = fc.uniqueArray(sentence, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(lines, { minLength: 2, maxLength: 14 }), fc.nat(), (texts, seed) => {
      const one = new Computer();
      const id = one.journal.addAttempt({ toWhom: 'Elsewhere', what: 'A place' });
      one.sealed.seal();
      for (const text of texts) one.rewrite(id, ...text);
      if (seed % 2) one.sealed.snapshot();
      else one.sealed.tidy();
      const chance = seededRandom(seed);
      one.removed.sort(() => ((chance(1)[0] ?? 0) % 2 ? 1 : -1));
      const plain = texts.map((text) => text.join('\n'));
      const earlier = new Set(one.earlier(id));
      for (const [at, text] of texts.entries()) {
        const next = texts[at + 1];
        // What is still there in what came next need not be kept by itself.
        const isGone = next !== undefined && text.some((line) => !next.includes(line));
        if (isGone && plain[at] !== plain.at(-1)) expect(earlier).toContain(plain[at]);
      }
    }),
    { numRuns: 60 },
  );
});
