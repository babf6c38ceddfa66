import { addDays, type CalendarDate, parseCalendarDate } from '#core/base';
import type { Answer, AttemptInput, Journal } from '#core/journal';
import { demoCsv } from '../../../src/renderer/state/demo/demo-csv.ts';
import { fillDemo } from '../../../src/renderer/state/demo/fill-demo.ts';
import * as Y from 'yjs';
import { fillLargePursuits, fillPursuits } from './pursuit-scenes.ts';

export const scenes = [
  'first-run',
  'locked',
  'damaged-vault',
  'trouble',
  'empty',
  'thin',
  'rich',
  'many',
  'most',
  'wordy',
  'demo',
  'search',
  'memories',
  'pursuits',
  'pursuits-many',
  'not-saved',
  'damaged-records',
  'all-damage',
  'locked-damaged',
  'asking',
  'mended-storage',
  'keychain-lost',
  'words-only',
  'opened-by-words',
  'opens-here',
  'devices',
] as const;
export type Scene = (typeof scenes)[number];
export const isScene = (name: string): name is Scene => scenes.some((scene) => scene === name);

export const workbenchToday: CalendarDate = parseCalendarDate('2026-11-23');

const asked: readonly (readonly [kind: string, toWhom: string, what: string])[] = [
  ['article', 'The Harbour Review', 'The long night of the harbour, short story'],
  ['article', 'Tidewrack', 'Four poems about ferries'],
  ['article', 'Lantern Quarterly', 'The long night of the harbour, short story'],
  ['article', 'Łódź Review', 'Salt, an essay'],
  ['book', 'Alder House', 'Otter and the Moon, a picture book'],
  ['book', 'Small Hours Press', 'Otter and the Moon, a picture book'],
  ['book', 'Møllers Forlag', 'Otter and the Moon, in Danish'],
  ['book', '朝霧文芸', 'Otter and the Moon, rights for Japan'],
  ['job', 'Museum of the City', 'Assistant curator'],
  ['job', 'Borough Council', 'Youth work, two days a week'],
  ['job', 'St Anne’s Hospital', 'Night porter'],
  ['job', 'Kestrel Studio', 'Illustrator'],
  ['internship', 'Ateliers Vaugirard', 'Spring internship'],
  ['scholarship', 'Nordic Residency', 'Six weeks in Tromsø'],
  ['scholarship', 'Marsh Fellowship', 'A year to write'],
  ['scholarship', 'Arts Council, round 3', 'Printing costs'],
  ['degree-place', 'Royal College', 'MA Illustration'],
  ['degree-place', 'ETH', 'PhD, coastal engineering'],
  ['degree-place', 'Summer School, Bologna', 'Two weeks of etching'],
  ['friendship', 'Book club', 'To join'],
  ['date', 'J.', 'A walk on Sunday'],
  ['friendship', 'دار النخيل', 'Tea'],
  ['seminar-or-client', 'Planning appeal', 'The workshop behind the house'],
  ['other', 'Allotment list', 'A plot near the canal'],
];
const reasons = [
  'Thank you for letting us read this. It was kept to the last round, and two of us argued for it. Please do send the next one.',
  'We had a very high number of applications and are unable to give individual feedback.',
  'We felt the voice but not the shape.',
  'The position has been filled.',
];

/** A small generator, so that each scene is the same in every run (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function attempt(index: number, count: number, span: number, random: (below: number) => number): AttemptInput {
  const [kind, toWhom, what] = asked[random(asked.length)] ?? ['other', 'Somebody', 'Something'];
  const back = Math.round(span * (1 - index / count)) + random(9);
  const sentOn = addDays(workbenchToday, -back - 2);
  const dice = random(100);
  const recent = back < 70;
  const answer: Answer =
    recent && dice < 45 ? 'waiting' : dice < 3 ? 'yes' : dice < 78 ? 'no' : dice < 95 ? 'quiet' : 'withdrawn';
  if (answer === 'waiting') return { kind, toWhom, what, sentOn };
  const after = Math.min(back, 4 + random(80));
  const rated = answer === 'no' && random(3) > 0;
  return {
    kind,
    toWhom,
    what,
    sentOn,
    answer,
    answeredOn: addDays(sentOn, after),
    ...(answer === 'no' && random(4) === 0 ? { tone: 'personal', reason: reasons[random(reasons.length)] ?? '' } : {}),
    ...(rated ? { ratings: { hope: 2 + random(5), purpose: 3 + random(5), selfWorth: 2 + random(6) } } : {}),
    ...(answer === 'yes' ? { ratings: { hope: 9, purpose: 8, selfWorth: 7 } } : {}),
    ratedOn: rated || answer === 'yes' ? addDays(sentOn, after) : null,
    tags: random(5) === 0 ? ['second round'] : [],
  };
}

export function fillMany(journal: Journal, count: number, span: number): void {
  const random = chance(count);
  for (let index = 0; index < count; index++) journal.addAttempt(attempt(index, count, span, random));
}

function fillPulses(journal: Journal, weeks: number): void {
  const random = chance(99);
  const wave = (week: number, phase: number) =>
    Math.max(0, Math.min(10, Math.round(5.5 + 2 * Math.sin(week / 9 + phase) + (random(30) - 15) / 10)));
  for (let week = weeks; week >= 1; week--) {
    if (random(8) === 0) continue;
    const on = addDays(workbenchToday, -7 * week);
    journal.addPulse({ on, hope: wave(week, 0), purpose: wave(week, 2), selfWorth: wave(week, 4) });
  }
}

function fillStory(journal: Journal): void {
  const pursuit = journal.addPursuit({ title: 'A home for the children’s book', wish: 'mine', matters: 9 });
  const book = { kind: 'book', what: 'Otter and the Moon, a picture book', pursuit };
  const day = (back: number) => addDays(workbenchToday, -back);
  const first = journal.addAttempt({
    ...book,
    toWhom: 'Ploughshare Books',
    sentOn: day(190),
    answer: 'no',
    answeredOn: day(32),
    tone: 'personal',
    reason: reasons[0] ?? '',
    heard: 'That it was close. That close is not enough.',
    ratings: { hope: 6, purpose: 7, selfWorth: 5 },
    ratedOn: day(32),
    stretch: 4,
    tags: ['picture book', 'agent'],
    toldWhom: 'Mara, on the phone',
    nextStep: { kind: 'improve', what: 'a quieter second spread' },
    events: [
      { kind: 'nudged', on: day(90), note: 'by mail' },
      { kind: 'interview', on: day(60), note: 'a call with the editor' },
    ],
  });
  journal.nextEnvelope(first, { toWhom: 'Gannet Books', what: book.what, sentOn: day(20) });
  journal.addAttempt({
    ...book,
    toWhom: 'Ostra Picture Books',
    sentOn: day(64),
    answer: 'yes',
    answeredOn: day(4),
    ratings: { hope: 9, purpose: 9, selfWorth: 7 },
    ratedOn: day(4),
  });
}

/** Five thousand attempts, each with a reflection of about six hundred characters. */
function fillWordy(journal: Journal): void {
  const random = chance(600);
  journal.together(() => {
    fillMany(journal, 5000, 4200);
    for (const { id } of journal.attempts()) {
      let text = '';
      while (text.length < 600) {
        const [, toWhom, what] = asked[random(asked.length)] ?? ['', '', ''];
        text += `${toWhom}: ${what}. ${reasons[random(reasons.length)] ?? ''} `;
      }
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text.slice(0, 600))]);
      journal.reflection(id).insert(0, [paragraph]);
    }
  });
}

/** No's a day, a week and a month old; two low check-ins lie behind. */
function fillAsking(journal: Journal): void {
  const day = (back: number) => addDays(workbenchToday, -back);
  const no = (toWhom: string, back: number) =>
    journal.addAttempt({ kind: 'article', toWhom, what: 'Salt, an essay', answer: 'no', answeredOn: day(back) });
  for (const back of [3, 2]) {
    journal.addCheckIn({ attempt: no('Łódź Review', back + 1), day: 1, on: day(back), sting: 8, selfWorth: 1 });
  }
  no('The Harbour Review', 1);
  no('The Nordic Residency for Writers, Illustrators and Translators', 7);
  no('Tidewrack', 30);
  journal.addPulse({ on: day(3), hope: 4, purpose: 5, selfWorth: 3 });
}

/** What happened on this very day in earlier years, a no among it. */
function fillMemories(journal: Journal): void {
  const on = (year: number) => parseCalendarDate(`${String(year)}-11-23`);
  const later = (year: number) => parseCalendarDate(`${String(year)}-12-20`);
  const asked = { kind: 'book', what: 'Otter and the Moon, a picture book' };
  journal.addAttempt({
    ...asked,
    toWhom: 'Ostra Picture Books',
    sentOn: on(2025),
    answer: 'yes',
    answeredOn: later(2025),
  });
  journal.addAttempt({ ...asked, toWhom: 'Alder House', sentOn: on(2024), answer: 'no', answeredOn: later(2024) });
  journal.addPulse({ on: on(2023), hope: 6, note: 'The harbour was frozen. I drew all day.' });
  journal.changeSettings({ onThisDay: true });
}

/** Writes a scene into an empty journal. */
export function fill(journal: Journal, scene: Scene): void {
  if (scene === 'thin') {
    fillMany(journal, 4, 60);
    fillPulses(journal, 2);
  } else if (
    scene === 'rich' ||
    scene === 'demo' ||
    scene === 'not-saved' ||
    scene === 'damaged-records' ||
    scene === 'all-damage'
  ) {
    fillMany(journal, 117, 700);
    fillStory(journal);
    fillPulses(journal, 96);
  } else if (scene === 'many' || scene === 'most') {
    journal.together(() => fillMany(journal, scene === 'many' ? 5000 : 10_000, 4200));
    fillPulses(journal, 300);
  } else if (scene === 'wordy') {
    fillWordy(journal);
  } else if (scene === 'asking') {
    fillAsking(journal);
  } else if (scene === 'memories') {
    fillMemories(journal);
  } else if (scene === 'pursuits') {
    fillPursuits(journal, workbenchToday);
  } else if (scene === 'pursuits-many') {
    journal.together(() => fillMany(journal, 5000, 4200));
    fillLargePursuits(journal, 5000);
  } else if (scene === 'search') {
    fillDemo(journal, demoCsv, { seed: 7, today: workbenchToday });
  }
}
