import { addDays, type CalendarDate } from '#core/base';
import type { Journal, PursuitId } from '#core/journal';

const houses = [
  'Ploughshare Books',
  'Alder House',
  'Small Hours Press',
  'Møllers Forlag',
  '朝霧文芸',
  'Gannet Books',
  'The Lantern Press',
  'Harbour & Daughters',
  'Éditions du Phare',
  'Nightjar',
  'دار النخيل',
  'Tidewrack Children’s Books',
];
const changes = new Map([
  [2, 'a quieter second spread'],
  [6, 'the moon no longer speaks'],
  [10, 'sent the drawings with it'],
]);
const book = 'Otter and the Moon, a picture book';

/** Pursuits in every state; in one of them twelve no's and the yes they led to. */
export function fillPursuits(journal: Journal, today: CalendarDate): void {
  const day = (back: number) => addDays(today, -back);
  const home = journal.addPursuit({
    title: 'A home for the children’s book',
    why: 'Nil asked for it every evening. It should lie beside other beds too.',
    wish: 'mine',
    matters: 9,
    doors: [
      { toWhom: 'Ostra Picture Books, the second book' },
      { toWhom: 'The library’s reading hour', note: 'ask for Mrs Okafor, Tuesdays' },
      { toWhom: 'Bologna', note: 'the fair in April' },
    ],
  });
  fillHome(journal, home, day);
  fillOthers(journal, day);
}

function fillHome(journal: Journal, pursuit: PursuitId, day: (back: number) => CalendarDate): void {
  houses.forEach((toWhom, index) => {
    const back = 400 - 28 * index;
    const improve = changes.get(index);
    journal.addAttempt({
      ...{ pursuit, kind: 'book', toWhom, what: book, sentOn: day(back + 30), answer: 'no', answeredOn: day(back) },
      tone: index % 4 === 0 ? 'personal' : 'form',
      reason: index % 4 === 0 ? 'We felt the voice but not the shape.' : '',
      ...(improve ? { nextStep: { kind: 'improve', what: improve } } : {}),
    });
  });
  journal.addAttempt({
    ...{ pursuit, kind: 'book', toWhom: 'Ostra Picture Books', what: book },
    ...{ sentOn: day(104), answer: 'yes', answeredOn: day(61) },
  });
  const no = journal.addAttempt({
    ...{ pursuit, kind: 'book', toWhom: 'Kite Audio', what: 'Otter and the Moon, as a recording' },
    ...{ sentOn: day(40), answer: 'no', answeredOn: day(12) },
  });
  journal.why.ask(no, day(9));
  const nudged = journal.addAttempt({
    ...{
      pursuit,
      kind: 'book',
      toWhom: 'Agentur Wattenmeer',
      what: 'Otter and the Moon, German rights',
      sentOn: day(88),
    },
  });
  journal.addEvent(nudged, { kind: 'nudged', on: day(25), note: 'by mail' });
  journal.addAttempt({ pursuit, kind: 'book', toWhom: 'Radio Bremen', what: 'A reading', sentOn: day(63) });
  journal.addAttempt({ pursuit, kind: 'book', toWhom: 'City Theatre', what: 'A stage version', sentOn: day(6) });
}

function fillOthers(journal: Journal, day: (back: number) => CalendarDate): void {
  const law = journal.addPursuit({
    title: 'The law degree',
    why: 'Father has always wished for it.',
    wish: 'someone-elses',
    matters: 2,
  });
  journal.addAttempt({
    pursuit: law,
    kind: 'degree-place',
    toWhom: 'Leiden',
    what: 'LLB',
    answer: 'no',
    answeredOn: day(90),
  });
  journal.reviews.add(law, { on: day(300), answer: 'not-sure', note: 'Ask again after the summer.' });
  const tromso = journal.addPursuit({ title: 'Six weeks in Tromsø', wish: 'mine', matters: 7 });
  journal.addAttempt({
    ...{ pursuit: tromso, kind: 'scholarship', toWhom: 'Nordic Residency', what: 'Six weeks in Tromsø' },
    ...{ sentOn: day(500), answer: 'no', answeredOn: day(420) },
  });
  journal.addDoor(tromso, { toWhom: 'Polar Museum', note: 'has a guest room' });
  journal.reviews.add(tromso, { on: day(100), answer: 'no', note: 'The light I wanted is here too.' });
  journal.turns.take(tromso, {
    ...{ to: 'let-go', on: day(98) },
    words: 'It taught me to draw at night. I do that here now, at the kitchen table, and it is enough.',
  });
  const choir = journal.addPursuit({ title: 'Singing with others again', wish: 'shared', matters: 6 });
  journal.addAttempt({
    ...{
      pursuit: choir,
      kind: 'friendship',
      toWhom: 'Harbour choir',
      what: 'To join',
      answer: 'yes',
      answeredOn: day(200),
    },
  });
  journal.turns.take(choir, { to: 'reached', on: day(200) });
}

/** Thousands of attempts in three pursuits. */
export function fillLargePursuits(journal: Journal, count: number): void {
  const ids = ['A job near the sea', 'A home for the novel', 'Grants'].map((title) => journal.addPursuit({ title }));
  journal.together(() => {
    journal.attempts().forEach(({ id }, index) => {
      if (index < count)
        journal.changeAttempt(id, { pursuit: ids[index % 7 === 0 ? 1 : index % 11 === 0 ? 2 : 0] ?? null });
    });
  });
}
