import { type Dispose, Disposables, hasCode } from '#core/base';
import type { HostApi, ReminderPlan } from '#core/contract';
import type { Journal, Settings } from '#core/journal';

/** What the host is to know of the reminders: when, and in which language. Null: none. */
export function planOf(settings: Settings): ReminderPlan | null {
  const { reminders, reminderMinute, reminderDays, remindersFrom, language } = settings;
  if (!reminders || reminderDays.length === 0) return null;
  return { minute: reminderMinute, days: [...reminderDays], from: remindersFrom, language };
}

interface PlanHost {
  readonly reminder: Pick<HostApi['reminder'], 'plan'>;
  /** Tells `connected` again after the host could not be reached. */
  onStatus(listener: (status: string) => void): Dispose;
}

/** Keeps the host's plan as the open journal's settings say; what it could not be told it is told when it is back. */
export function keepReminders(host: PlanHost, journal: Pick<Journal, 'settings' | 'onChange'>): Dispose {
  const ended = new Disposables();
  let told: string | null = null;
  const tell = () => {
    const plan = planOf(journal.settings());
    const text = JSON.stringify(plan);
    if (text === told) return;
    told = text;
    host.reminder.plan(plan).catch((error: unknown) => {
      told = null;
      if (!hasCode(error)) throw error;
    });
  };
  tell();
  ended.add(
    journal.onChange((change) => {
      if (change.settings) tell();
    }),
  );
  ended.add(host.onStatus((status) => status === 'connected' && tell()));
  return () => ended.dispose();
}
