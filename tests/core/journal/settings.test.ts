import { defaultSettings } from '#core/journal';
import { expect, test } from 'vitest';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

test('settings are the defaults until chosen, and merge by field', () => {
  const [a, b] = openTwo();
  expect(a.journal.settings()).toEqual(defaultSettings);
  a.journal.changeSettings({ nailHolds: 14, extraRatings: ['shame', 'sting', 'shame'] });
  b.journal.changeSettings({ theme: 'dark' });
  exchange(a.doc, b.doc);
  const chosen = { ...defaultSettings, nailHolds: 14, theme: 'dark', extraRatings: ['sting', 'shame'] };
  for (const { journal } of [a, b]) expect(journal.settings()).toEqual(chosen);
  expect(Object.isFrozen(a.journal.settings())).toBe(true);
});

test('the days of reminders are kept in order, each once; none at all is a choice too', () => {
  const { journal, doc } = openJournal();
  journal.changeSettings({ reminderDays: [7, 1, 7], reminderMinute: 0, remindersFrom: day('2024-01-20') });
  expect(journal.settings()).toMatchObject({ reminderDays: [1, 7], reminderMinute: 0, remindersFrom: '2024-01-20' });
  expect(() => journal.changeSettings({ reminderDays: [0] })).toThrow(refusal('journal/invalid'));
  journal.changeSettings({ reminderDays: [], remindersFrom: null });
  expect(journal.settings()).toMatchObject({ reminderDays: [], remindersFrom: null });
  doc.getMap('settings').set('reminderDays', [9, 3, 'Sunday']);
  doc.getMap('settings').set('remindersFrom', 'soon');
  expect(openJournal(0, doc).journal.settings()).toMatchObject({ reminderDays: [3], remindersFrom: null });
});

test('choosing the default again writes it, so that it holds against older choices; the same twice writes nothing', () => {
  const { journal, doc } = openJournal();
  journal.changeSettings({ theme: 'system' });
  expect(doc.store.clients.size).toBe(0);
  journal.changeSettings({ theme: 'dark' });
  journal.changeSettings({ theme: 'system' });
  expect(doc.getMap('settings').toJSON()).toEqual({ theme: 'system' });
});

test('settings are checked and undone', () => {
  const { journal } = openJournal();
  expect(() => journal.changeSettings({ nailHolds: 0 })).toThrow(
    refusal('journal/invalid', { field: 'nailHolds', rule: 'too-low' }),
  );
  expect(() => journal.changeSettings({ sound: true } as never)).toThrow(
    refusal('journal/invalid', { field: 'sound', rule: 'unknown-field' }),
  );
  journal.changeSettings({ showOdds: true });
  expect(journal.settings().showOdds).toBe(true);
  journal.undo();
  expect(journal.settings()).toEqual(defaultSettings);
});

test('what cannot be read is the default and stays stored', () => {
  const { journal, doc } = openJournal();
  const stored = { theme: 'sepia', nailHolds: 0.5, extraRatings: ['joy', 'sting'], showOdds: 'yes', later: 1 };
  for (const [name, value] of Object.entries(stored)) doc.getMap('settings').set(name, value);
  expect(journal.settings()).toEqual({ ...defaultSettings, extraRatings: ['sting'] });
  journal.changeSettings({ language: 'de' });
  expect(doc.getMap('settings').toJSON()).toEqual({ ...stored, language: 'de' });
});

test('settings changed within a batch are read as changed', () => {
  const { journal } = openJournal();
  journal.settings();
  journal.together(() => {
    journal.changeSettings({ nailHolds: 3 });
    expect(journal.settings().nailHolds).toBe(3);
  });
});
