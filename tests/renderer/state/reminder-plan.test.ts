import { coded } from '#core/base';
import type { ReminderPlan } from '#core/contract';
import { expect, test } from 'vitest';
import { keepReminders, planOf } from '../../../src/renderer/state/reminder-plan.ts';
import { day, openedStore } from './opened-store.ts';

/** A host that notes what it is told, and can be away. */
function host() {
  const told: (ReminderPlan | null)[] = [];
  const listeners = new Set<(status: string) => void>();
  let away = false;
  return {
    told,
    reminder: {
      plan: async (plan: ReminderPlan | null) => {
        await Promise.resolve();
        if (away) throw coded('host/unavailable');
        told.push(plan);
      },
    },
    onStatus: (listener: (status: string) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set away(now: boolean) {
      away = now;
      for (const listener of listeners) listener(now ? 'reconnecting' : 'connected');
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('the host is told times and language, and nothing while reminders are off', async () => {
  const { journal } = openedStore();
  expect(planOf(journal.settings())).toBeNull();
  journal.changeSettings({ reminders: true, reminderMinute: 510, reminderDays: [1, 5], language: 'de' });
  journal.addAttempt({ toWhom: 'Harbour Review', what: 'a story', answer: 'no' });
  const desk = host();
  const stop = keepReminders(desk, journal);
  journal.changeSettings({ theme: 'dark' });
  journal.changeSettings({ remindersFrom: day('2026-12-01') });
  journal.changeSettings({ reminderDays: [] });
  await settled();
  expect(desk.told).toEqual([
    { minute: 510, days: [1, 5], from: null, language: 'de' },
    { minute: 510, days: [1, 5], from: '2026-12-01', language: 'de' },
    null,
  ]);
  stop();
  journal.changeSettings({ reminderDays: [7] });
  await settled();
  expect(desk.told).toHaveLength(3);
});

test('what could not be told is told when the host is back', async () => {
  const { journal } = openedStore();
  const desk = host();
  keepReminders(desk, journal);
  await settled();
  desk.away = true;
  journal.changeSettings({ reminders: true });
  await settled();
  expect(desk.told).toEqual([null]);
  desk.away = false;
  await settled();
  expect(desk.told).toEqual([null, { minute: 1080, days: [7], from: null, language: 'system' }]);
});
