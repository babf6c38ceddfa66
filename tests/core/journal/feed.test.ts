import type { Change } from '#core/journal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { day, exchange, openJournal, openTwo } from './opened.ts';

const asked = { toWhom: 'x', what: 'y' };

/** The parts of a change that say something. */
function said(change: Change): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(change) as [string, boolean | ReadonlySet<string>][]) {
    if (typeof value === 'boolean') {
      if (value) parts[name] = value;
    } else if (value.size > 0) parts[name] = [...value].sort();
  }
  return parts;
}

test('listeners hear once per command which entries changed', () => {
  const { journal } = openJournal();
  const news: unknown[] = [];
  const stop = journal.onChange((change) => news.push(said(change)));
  const attempt = journal.addAttempt(asked);
  const event = journal.addEvent(attempt, { kind: 'reply', on: day('2024-01-01') });
  journal.changeEvent(attempt, event, { note: 'n' });
  const pursuit = journal.addPursuit({ title: 'p' });
  journal.changeSettings({ theme: 'dark' });
  const kind = journal.addKind({ name: 'k', paper: 'work' });
  const pulse = journal.addPulse({ on: day('2024-01-01') });
  const checkIn = journal.addCheckIn({ attempt, day: 1, on: day('2024-01-01') });
  const letter = journal.addLetter({ attempt, name: 'n', mime: '', size: 1, hash: '0'.repeat(64) });
  journal.reflection(attempt).insert(0, [new Y.XmlText('typed')]);
  journal.binPulse(pulse);
  journal.changeAttempt(attempt, { toWhom: 'x' });
  stop();
  journal.addAttempt(asked);
  const local = true;
  expect(news).toEqual([
    { attempts: [attempt], local },
    { attempts: [attempt], local },
    { attempts: [attempt], local },
    { pursuits: [pursuit], local },
    { settings: true, local },
    { kinds: [kind], local },
    { pulses: [pulse], local },
    { checkIns: [checkIn], local },
    { attempts: [attempt], letters: [letter], local },
    { reflections: [attempt], local },
    { pulses: [pulse], local },
  ]);
});

test('what comes from elsewhere is not local, and nothing is written in answer to it', () => {
  const [a, b] = openTwo();
  const news: unknown[] = [];
  b.journal.onChange((change) => {
    news.push(said(change));
    b.journal.attempts();
  });
  const id = a.journal.addAttempt(asked);
  exchange(a.doc, b.doc);
  exchange(a.doc, b.doc);
  expect(news).toEqual([{ attempts: [id] }]);
  expect(b.doc.store.clients.has(b.doc.clientID)).toBe(false);
});

test('listeners already see what changed', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  journal.attempts();
  let seen: unknown;
  journal.onChange(() => (seen = [journal.attempt(id)?.what, journal.attempts()[0]?.what, journal.settings().theme]));
  journal.changeAttempt(id, { what: 'z' });
  expect(seen).toEqual(['z', 'z', 'system']);
  journal.changeSettings({ theme: 'light' });
  expect(seen).toEqual(['z', 'z', 'light']);
});

test('undo and redo are heard like any other change', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  journal.changeAttempt(id, { stretch: 1 });
  const news: unknown[] = [];
  journal.onChange((change) => news.push(said(change)));
  journal.undo();
  journal.undo();
  journal.redo();
  expect(news).toEqual([
    { attempts: [id], local: true },
    { attempts: [id], local: true },
    { attempts: [id], local: true },
  ]);
});

test('a disposed journal hears nothing', () => {
  const { journal, doc } = openJournal();
  let heard = 0;
  journal.onChange(() => heard++);
  journal.dispose();
  doc.getMap('settings').set('theme', 'dark');
  expect(heard).toBe(0);
});

test('entries that did not change are the same objects as before', () => {
  const { journal } = openJournal();
  const kept = journal.addAttempt(asked);
  const changed = journal.addAttempt(asked);
  const before = new Map(journal.attempts().map((one) => [one.id, one]));
  const list = journal.attempts();
  expect(journal.attempts()).toBe(list);
  journal.changeAttempt(changed, { what: 'z' });
  expect(journal.attempts()).not.toBe(list);
  expect(journal.attempt(kept)).toBe(before.get(kept));
  expect(journal.attempt(changed)).not.toBe(before.get(changed));
});
