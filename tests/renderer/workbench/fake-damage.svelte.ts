import { parseCalendarDate } from '#core/base';
import type { DamageView, Finding } from '../../../src/renderer/state/damage-view.ts';
import type { Scene } from './scenes.ts';

const home = '/home/robin/.local/share/nailwall';
const at = (day: number) => Date.UTC(2026, 10, day, 8, 12);
const since = parseCalendarDate('2026-11-21');

const records: Finding = { kind: 'records', count: 3, since };
const database: Finding = {
  ...{ kind: 'database', fresh: true, facts: 'rows=1 quarantined=1 missing=0 unreadable=false brokenLogs=0' },
  kept: [{ path: `${home}/damaged/9f3c2a71d05be846`, at: at(23) }],
};
const twice: Finding = {
  ...database,
  kept: [{ path: `${home}/damaged/04be77c1a9f2d538`, at: at(12) }, ...database.kept],
};
const names = ['letter-of-the-fifth-of-october-scanned-in-the-library.png', 'Decision.pdf'];
const letters: Finding = {
  ...{ kind: 'letters', fresh: true, folder: `${home}/letters/damaged` },
  files: names.map((name, index) => ({
    ...{ hash: String(index + 1).repeat(64), at: at(22) },
    letter: { name, attempt: `attempt-${String(index)}` },
  })),
};
const others: readonly Finding[] = [
  { kind: 'keyless', count: 2, since },
  { kind: 'newer', count: 1, since: parseCalendarDate('2026-11-22') },
];

const scenes: Partial<Record<Scene, readonly Finding[]>> = {
  'damaged-records': [records],
  'mended-storage': [database],
  'locked-damaged': [database],
  'all-damage': [twice, records, ...others, letters],
};

/** What could not be read, as a session would tell it. */
export class FakeDamage implements DamageView {
  findings: readonly Finding[] = $state.raw([]);
  lookedAt: number | null = $state(at(23));
  /** How often it was asked to look. */
  looked = 0;

  constructor(scene: Scene) {
    this.findings = scenes[scene] ?? [];
  }

  get news(): readonly Finding[] {
    return this.findings;
  }

  look(): Promise<void> {
    this.looked += 1;
    return Promise.resolve();
  }
}
