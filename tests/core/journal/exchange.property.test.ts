import {
  type AttemptId,
  type CheckInDay,
  type Journal,
  pursuitStates,
  type PursuitId,
  reviewAnswers,
} from '#core/journal';
import { hasCode } from '#core/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { day, everything, exchange, openJournal, type Opened } from './opened.ts';

/** A command as data: what to do, and numbers from which to pick what to do it to. */
interface Command {
  readonly name: keyof typeof commands;
  readonly pick: number;
  readonly value: number;
}

const some = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];
const ids = (journal: Journal): AttemptId[] =>
  [...journal.attempts(), ...journal.binned().attempts].map(({ id }) => id).sort();
const pursuitIds = (journal: Journal): PursuitId[] =>
  [...journal.pursuits(), ...journal.binned().pursuits].map(({ id }) => id).sort();
const dayOf = (value: number) => day(`2024-01-${String((value % 28) + 1).padStart(2, '0')}`);

function onAttempt(work: (journal: Journal, id: AttemptId, value: number) => void) {
  return ({ journal }: Opened, pick: number, value: number) => {
    const id = some(ids(journal), pick);
    if (id) work(journal, id, value);
  };
}

function onPursuit(work: (journal: Journal, id: PursuitId, value: number) => void) {
  return ({ journal }: Opened, pick: number, value: number) => {
    const id = some(pursuitIds(journal), pick);
    if (id) work(journal, id, value);
  };
}

const commands = {
  add: ({ journal }: Opened, pick: number, value: number) => {
    const pursuit = some(journal.pursuits(), pick)?.id ?? null;
    journal.addAttempt({ toWhom: `w${String(value)}`, what: 'x', sentOn: dayOf(value), pursuit, tags: ['t'] });
  },
  change: onAttempt((journal, id, value) => journal.changeAttempt(id, { toWhom: `c${String(value)}` })),
  changeMore: onAttempt((journal, id, value) => journal.changeAttempt(id, { heard: String(value), archived: true })),
  rate: onAttempt((journal, id, value) => journal.changeAttempt(id, { ratings: { sting: value % 11 } })),
  answer: onAttempt((journal, id, value) =>
    journal.answerAttempt(id, { answer: value % 2 ? 'no' : 'yes', on: dayOf(value) }),
  ),
  reopen: onAttempt((journal, id) => journal.changeAttempt(id, { answer: 'waiting' })),
  next: onAttempt((journal, id) => void journal.nextEnvelope(id, { toWhom: 'n', what: 'x' })),
  link: onAttempt((journal, id, value) => journal.changeAttempt(id, { nextOf: some(ids(journal), value) ?? null })),
  tag: onAttempt((journal, id, value) => journal.addTag(id, `t${String(value % 3)}`)),
  untag: onAttempt((journal, id, value) => journal.removeTag(id, `t${String(value % 3)}`)),
  event: onAttempt((journal, id, value) => void journal.addEvent(id, { kind: 'reply', on: dayOf(value) })),
  changeEvent: onAttempt((journal, id, value) => {
    const event = some(journal.attempt(id)?.events ?? [], value);
    if (event) journal.changeEvent(id, event.id, value % 2 ? { note: String(value) } : { on: dayOf(value) });
  }),
  removeEvent: onAttempt((journal, id, value) => {
    const event = some(journal.attempt(id)?.events ?? [], value);
    if (event) journal.removeEvent(id, event.id);
  }),
  type: onAttempt((journal, id, value) => journal.reflection(id).insert(0, [new Y.XmlText(String(value))])),
  bin: onAttempt((journal, id) => journal.binAttempt(id)),
  restore: onAttempt((journal, id) => journal.restoreAttempt(id)),
  letter: onAttempt((journal, attempt, value) => {
    journal.addLetter({ attempt, name: 'n', mime: '', size: value, hash: '0'.repeat(64) });
  }),
  checkIn: onAttempt((journal, attempt, value) => {
    journal.addCheckIn({ attempt, day: ([1, 7, 30] as const)[value % 3] as CheckInDay, on: dayOf(value), sting: 1 });
  }),
  pursuit: ({ journal }: Opened, _pick: number, value: number) => void journal.addPursuit({ title: String(value) }),
  changePursuit: onPursuit((journal, id, value) => journal.changePursuit(id, { matters: value % 11 })),
  door: onPursuit((journal, id, value) => void journal.addDoor(id, { toWhom: `d${String(value)}` })),
  changeDoor: onPursuit((journal, id, value) => {
    const door = some(journal.pursuit(id)?.doors ?? [], value);
    if (door) journal.changeDoor(id, door.id, { note: String(value) });
  }),
  moveDoor: onPursuit((journal, id, value) => {
    const door = some(journal.pursuit(id)?.doors ?? [], value);
    if (door) journal.moveDoor(id, door.id, value % 4);
  }),
  removeDoor: onPursuit((journal, id, value) => {
    const door = some(journal.pursuit(id)?.doors ?? [], value);
    if (door) journal.removeDoor(id, door.id);
  }),
  review: onPursuit((journal, id, value) => {
    journal.reviews.add(id, { on: dayOf(value), answer: some(reviewAnswers, value) ?? 'no', note: String(value) });
  }),
  changeReview: onPursuit((journal, id, value) => {
    const review = some(journal.pursuit(id)?.reviews ?? [], value);
    if (review) journal.reviews.change(id, review.id, value % 2 ? { note: String(value) } : { on: dayOf(value) });
  }),
  removeReview: onPursuit((journal, id, value) => {
    const review = some(journal.pursuit(id)?.reviews ?? [], value);
    if (review) journal.reviews.remove(id, review.id);
  }),
  turn: onPursuit((journal, id, value) => {
    const words = value % 3 === 0 ? String(value) : '';
    journal.turns.take(id, { to: some(pursuitStates, value) ?? 'going', on: dayOf(value % 3), words });
  }),
  changeTurn: onPursuit((journal, id, value) => {
    const turn = some(journal.pursuit(id)?.turns ?? [], value);
    if (turn) journal.turns.change(id, turn.id, { words: String(value) });
  }),
  whyLetter: onAttempt((journal, id, value) => journal.changeAttempt(id, { whyLetter: String(value) })),
  askWhy: onAttempt((journal, id, value) => journal.why.ask(id, dayOf(value))),
  endWhy: onAttempt((journal, id, value) => {
    journal.why.end(id, { kind: value % 2 ? 'reply' : 'no-reply', on: dayOf(value), words: String(value) });
  }),
  reopenWhy: onAttempt((journal, id) => journal.why.reopen(id)),
  openDoor: onPursuit((journal, id, value) => {
    const door = some(journal.pursuit(id)?.doors ?? [], value);
    if (door) journal.openDoor(id, door.id);
  }),
  pulse: ({ journal }: Opened, _pick: number, value: number) => void journal.addPulse({ on: dayOf(value), hope: 5 }),
  kind: ({ journal }: Opened, _pick: number, value: number) =>
    void journal.addKind({ name: String(value), paper: 'work' }),
  settings: ({ journal }: Opened, _pick: number, value: number) =>
    journal.changeSettings({ nailHolds: (value % 200) + 1 }),
  search: ({ journal }: Opened, _pick: number, value: number) =>
    void journal.addSearch({ name: `s${String(value % 5)}`, query: `q=${String(value)}` }),
  changeSearch: ({ journal }: Opened, pick: number, value: number) => {
    const search = some(journal.searches(), pick);
    if (search) journal.changeSearch(search.id, value % 2 ? { name: `r${String(value)}` } : { query: String(value) });
  },
  removeSearch: ({ journal }: Opened, pick: number) => {
    const search = some(journal.searches(), pick);
    if (search) journal.removeSearch(search.id);
  },
  removeForGood: ({ journal }: Opened, pick: number) => {
    const attempt = some(journal.binned().attempts, pick);
    if (attempt) journal.removeForGood({ attempts: [attempt.id] });
  },
  emptyBin: ({ journal, clock }: Opened, pick: number) => {
    clock.passDays(pick % 20);
    journal.emptyBin();
  },
  undo: ({ journal }: Opened) => void journal.undo(),
  redo: ({ journal }: Opened) => void journal.redo(),
};

const commandOf: fc.Arbitrary<Command> = fc.record({
  name: fc.constantFrom(...(Object.keys(commands) as Command['name'][])),
  pick: fc.nat(30),
  value: fc.nat(200),
});

/** What happens on one of the devices: a command, or the arrival of some of the updates it was sent. */
type Happening =
  | { readonly device: number; readonly command: Command }
  | { readonly device: number; readonly deliver: readonly number[] };

const happening = (devices: number): fc.Arbitrary<Happening> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ device: fc.nat(devices - 1), command: commandOf }) },
    {
      weight: 1,
      arbitrary: fc.record({ device: fc.nat(devices - 1), deliver: fc.array(fc.nat(100), { maxLength: 8 }) }),
    },
  );

/** Devices whose updates wait to be delivered, in any order, any number of times. */
function devicesWithPost(count: number) {
  const post: Uint8Array[] = [];
  const devices = Array.from({ length: count }, (_, i) => openJournal(i + 1));
  for (const { doc } of devices) {
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) post.push(update);
    });
  }
  return { devices, post };
}

/** Runs one command; a refusal is an answer like any other, anything else is a defect. */
function obey(opened: Opened, { name, pick, value }: Command): void {
  try {
    commands[name](opened, pick, value);
  } catch (error) {
    if (!hasCode(error, 'journal/invalid') && !hasCode(error, 'journal/not-found')) throw error;
  }
}

test('any commands on three devices, exchanged in any way, end with equal queries', () => {
  fc.assert(
    fc.property(fc.array(happening(3), { maxLength: 60 }), (happenings) => {
      const { devices, post } = devicesWithPost(3);
      for (const one of happenings) {
        const opened = devices[one.device] as Opened;
        if ('command' in one) obey(opened, one.command);
        else for (const i of one.deliver) if (post.length > 0) Y.applyUpdate(opened.doc, some(post, i) as Uint8Array);
      }
      exchange(...devices.map(({ doc }) => doc));
      const [first, ...others] = devices.map(everything);
      for (const other of others) expect(other).toEqual(first);
      // What was read piece by piece equals what is read afresh.
      expect(everything(openJournal(9, devices[0]?.doc))).toEqual(first);
      expect(devices[0]?.journal.oddities()).toEqual([]);
    }),
  );
});

test('undoing everything on one device leaves what the other wrote, and redoing brings it all back', () => {
  fc.assert(
    fc.property(fc.array(commandOf, { maxLength: 30 }), fc.array(commandOf, { maxLength: 10 }), (mine, theirs) => {
      const steps = (list: Command[]) =>
        list.filter(({ name }) => !['undo', 'redo', 'emptyBin', 'removeForGood', 'type'].includes(name));
      const [a, b] = [openJournal(1), openJournal(2)];
      for (const command of steps(theirs)) obey(b, command);
      exchange(a.doc, b.doc);
      const before = everything(a);
      for (const command of steps(mine)) obey(a, command);
      const after = everything(a);
      while (a.journal.undo());
      const { binned: binnedBefore, ...seenBefore } = before as { binned: Record<string, { id: string }[]> };
      const { binned, ...seen } = everything(a) as { binned: Record<string, { id: string }[]> };
      expect(seen).toEqual(seenBefore);
      for (const [name, list] of Object.entries(binnedBefore)) {
        const stillThere = new Set(list.map(({ id }) => id));
        expect(binned[name]?.filter(({ id }) => stillThere.has(id))).toEqual(list);
      }
      while (a.journal.redo());
      expect(everything(a)).toEqual(after);
      exchange(a.doc, b.doc);
      expect(everything(b)).toEqual(after);
    }),
  );
});

test('edits of different fields on two devices all survive', () => {
  const edits = fc.record(
    {
      toWhom: fc.constant('edited'),
      reason: fc.string(),
      heard: fc.string(),
      stretch: fc.constantFrom(1 as const, 2 as const, null),
      toldWhom: fc.string(),
      prompt: fc.integer({ min: 1, max: 20 }),
      archived: fc.boolean(),
      kind: fc.constantFrom('job', 'date'),
      ratedOn: fc.constant(day('2024-01-03')),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(edits, fc.integer({ min: 0, max: 9 }), (all, cut) => {
      const entries = Object.entries(all);
      const [a, b] = [openJournal(1), openJournal(2)];
      const id = a.journal.addAttempt({ toWhom: 'x', what: 'y' });
      exchange(a.doc, b.doc);
      a.journal.changeAttempt(id, Object.fromEntries(entries.slice(0, cut)));
      b.journal.changeAttempt(id, Object.fromEntries(entries.slice(cut)));
      exchange(a.doc, b.doc);
      for (const { journal } of [a, b]) expect(journal.attempt(id)).toMatchObject(all);
    }),
  );
});
