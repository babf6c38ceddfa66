import type { ReminderPlan } from '#core/contract';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { lookMs, nextReminder, Reminders } from '../../../src/main/services/reminders.ts';
import { temporaryFolder } from '../storage/folder.ts';
import { manualScheduler } from './manual-scheduler.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const every = [1, 2, 3, 4, 5, 6, 7];
const at = (hour: number, more: Partial<ReminderPlan> = {}): ReminderPlan => ({
  ...{ minute: Math.round(hour * 60), days: every, from: null, language: 'en' },
  ...more,
});

/** The next three reminders, in the time of the place. */
function nextOnes(timeZone: string, plan: ReminderPlan, from: string, count = 3): string[] {
  process.env['TZ'] = timeZone;
  const found: string[] = [];
  let after = new Date(from).getTime();
  while (found.length < count) {
    const next = nextReminder(plan, after);
    if (next === null) break;
    const local = new Date(next);
    found.push(`${local.toDateString().slice(0, 10)} ${local.toTimeString().slice(0, 5)}`);
    after = next;
  }
  return found;
}

test('comes at its time on its days, by the local clock', () => {
  const plan = at(18.5, { days: [1, 4] });
  expect(nextOnes('Europe/Berlin', plan, '2026-11-23T17:00:00Z')).toEqual([
    'Mon Nov 23 18:30',
    'Thu Nov 26 18:30',
    'Mon Nov 30 18:30',
  ]);
  expect(nextOnes('Europe/Berlin', plan, '2026-11-23T17:30:00Z')[0]).toBe('Thu Nov 26 18:30');
  expect(nextOnes('America/New_York', plan, '2026-11-23T17:30:00Z')[0]).toBe('Mon Nov 23 18:30');
});

test('once a day over changes of the clock, also at a time that is skipped or comes twice', () => {
  expect(nextOnes('Europe/Berlin', at(2.5), '2027-03-27T10:00:00Z')).toEqual([
    'Sun Mar 28 03:30',
    'Mon Mar 29 02:30',
    'Tue Mar 30 02:30',
  ]);
  expect(nextOnes('Europe/Berlin', at(2.5), '2026-10-24T10:00:00Z')).toEqual([
    'Sun Oct 25 02:30',
    'Mon Oct 26 02:30',
    'Tue Oct 27 02:30',
  ]);
  expect(nextOnes('Africa/Cairo', at(0), '2026-04-23T12:00:00Z', 2)).toEqual(['Fri Apr 24 01:00', 'Sat Apr 25 00:00']);
});

test('not before the day it was put off to, and never without days', () => {
  expect(nextOnes('UTC', at(9, { from: '2026-12-01' }), '2026-11-23T08:00:00Z', 1)).toEqual(['Tue Dec 01 09:00']);
  expect(nextOnes('UTC', at(9, { from: '2026-11-01' }), '2026-11-23T08:00:00Z', 1)).toEqual(['Mon Nov 23 09:00']);
  expect(nextOnes('UTC', at(9, { days: [7], from: '2026-11-30' }), '2026-11-23T08:00:00Z', 1)).toEqual([
    'Sun Dec 06 09:00',
  ]);
  expect(nextReminder(at(9, { days: [] }), Date.now())).toBeNull();
});

/** A host whose clock and timers the test moves. */
async function running(from: string, folder = temporaryFolder()) {
  process.env['TZ'] = 'UTC';
  const clock = { now: new Date(from).getTime() };
  const scheduler = manualScheduler();
  const told: string[] = [];
  const faults: unknown[] = [];
  const reminders = await Reminders.open({
    ...{ folder, scheduler, random: nodeRandom, now: () => clock.now },
    remind: (language) => told.push(`${language} ${new Date(clock.now).toISOString().slice(11, 16)}`),
    fault: (error) => faults.push(error),
  });
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= lookMs) {
      clock.now += lookMs;
      scheduler.advance(lookMs);
    }
  };
  /** The clock goes on while timers stand still. */
  const sleep = (ms: number) => {
    clock.now += ms;
    scheduler.advance(lookMs);
  };
  return { folder, reminders, told, faults, pass, sleep };
}
const hour = 3_600_000;

test('tells once, in the chosen language, and goes on the next day', async () => {
  const { reminders, told, pass } = await running('2026-11-23T08:00:00Z');
  await reminders.follow(at(9, { language: 'de' }));
  pass(hour - lookMs);
  expect(told).toEqual([]);
  pass(48 * hour);
  expect(told).toEqual(['de 09:00', 'de 09:00']);
});

test('a time that passed while the machine slept is let go; one just missed is not', async () => {
  const { reminders, told, sleep } = await running('2026-11-23T08:00:00Z');
  await reminders.follow(at(9));
  sleep(3 * hour);
  expect(told).toEqual([]);
  sleep(22 * hour + 5 * 60_000);
  expect(told).toEqual(['en 09:05']);
  sleep(72 * hour);
  expect(told).toEqual(['en 09:05', 'en 09:05']);
  sleep(27 * hour);
  expect(told).toHaveLength(2);
});

test('a clock that is set back does not bring it again', async () => {
  const { reminders, told, pass, sleep } = await running('2026-11-23T08:59:00Z');
  await reminders.follow(at(9));
  pass(2 * 60_000);
  sleep(-hour);
  pass(2 * hour);
  expect(told).toEqual(['en 09:00']);
});

test('turned off it is silent; a plan chosen after its time waits for the next day', async () => {
  const { folder, reminders, told, pass } = await running('2026-11-23T09:00:30Z');
  await reminders.follow(at(9));
  pass(hour);
  expect(told).toEqual([]);
  await reminders.follow(null);
  pass(48 * hour);
  expect(told).toEqual([]);
  expect(() => statSync(join(folder, 'reminder.json'))).toThrow();
});

test('the plan outlives the host, and holds nothing but times', async () => {
  const first = await running('2026-11-23T08:00:00Z');
  await first.reminders.follow(at(9, { days: [1, 2] }));
  first.reminders.close();
  first.pass(2 * hour);
  expect(first.told).toEqual([]);
  const file = join(first.folder, 'reminder.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ minute: 540, days: [1, 2], from: null, language: 'en' });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  const second = await running('2026-11-24T08:00:00Z', first.folder);
  second.pass(2 * hour);
  expect(second.told).toEqual(['en 09:00']);
});

test('a plan that cannot be read is reported, and another can be chosen', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'reminder.json'), '{"minute": 9');
  const { reminders, told, faults, pass } = await running('2026-11-23T08:00:00Z', folder);
  expect(faults).toMatchObject([{ code: 'storage/damaged' }]);
  await reminders.follow(at(9));
  pass(2 * hour);
  expect(told).toEqual(['en 09:00']);
});
