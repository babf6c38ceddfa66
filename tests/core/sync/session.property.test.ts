import { expect, test } from 'vitest';
import { type Outcome, runSchedule } from './schedule.ts';

/** More by NAILWALL_CASES. */
const cases = Number(process.env.NAILWALL_CASES ?? 25);

test(
  `any schedule on any network: all devices end equal, nothing is lost, memory stays bounded (${String(cases)} cases)`,
  { timeout: 30_000 + cases * 3000 },
  async () => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= cases; seed++) {
      try {
        outcomes.push(await runSchedule(seed));
      } catch (error) {
        throw new Error(`schedule ${String(seed)}`, { cause: error });
      }
    }
    // The schedules do what they are for: most see broken connections, and letters cross.
    expect(outcomes.filter(({ broken }) => broken > 0).length).toBeGreaterThan(cases / 2);
    expect(outcomes.some(({ letters }) => letters > 2)).toBe(true);
    expect(outcomes.some(({ records }) => records > 10)).toBe(true);
  },
);
