/**
 * The real host is killed (SIGKILL) at random moments of writes, compactions, backups and restores. After every restart
 * all that was acknowledged is there, the vault opens, nothing counts as damaged, and the host's replica and the window's
 * come to the same.
 */
import { hasCode } from '#core/base';
import { expect, test } from 'vitest';
import { writePages } from '../main/hosts/loopback/pages-folder.ts';
import { compiled } from '../main/storage/compiled.ts';
import { temporaryFolder } from '../main/storage/folder.ts';
import { hostScript } from '../renderer/host/real-loopback.ts';
import { Promises } from './promises.ts';
import { again, Chance, kills, seed } from './settings.ts';
import { openWindow, type Window } from './window.ts';

const script = compiled(hostScript);

/** What the host is killed at, and how long it is left alone with it at most, ms. */
const works = {
  writes: { patienceMs: 150, run: (window: Window) => window.write(60) },
  // Enough for the host to put all of its rows into one, which it does every 256.
  squash: { patienceMs: 1_000, run: (window: Window) => window.write(280) },
  compaction: { patienceMs: 200, run: (window: Window) => window.compact() },
  backup: { patienceMs: 150, run: (window: Window) => Promise.all([window.backUp(), window.write(20)]) },
  restore: { patienceMs: 150, run: (window: Window) => window.restore() },
} as const;
type Work = keyof typeof works;
const order: readonly Work[] = ['writes', 'backup', 'compaction', 'restore', 'writes', 'squash', 'backup', 'restore'];

test(`after each of ${kills} kills nothing acknowledged is missing`, { timeout: kills * 20_000 + 60_000 }, async () => {
  const chance = new Chance(seed);
  const home = temporaryFolder();
  const host = { script: script(), pages: writePages(home), data: `${home}/data` };
  const promises = new Promises();
  const cut: Record<Work, number> = { writes: 0, squash: 0, compaction: 0, backup: 0, restore: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const work = order[kill % order.length] as Work;
    const window = await openWindow(host, promises, chance, `after kill ${kill - 1}; ${again}`);
    const death = window.killWithin(chance.below(works[work].patienceMs));
    try {
      await works[work].run(window);
    } catch (error) {
      // The host is gone, which is what this is about.
      if (!hasCode(error, 'host/unavailable')) throw error;
      cut[work]++;
    }
    await death;
  }
  const last = await openWindow(host, promises, chance, `after the last kill; ${again}`);
  await last.killWithin(0);
  expect(promises.kept).toBeGreaterThan(kills);
  process.stdout.write(
    `seed ${seed}: ${kills} kills, in the midst of ${JSON.stringify(cut)}; ${promises.kept} changes kept\n`,
  );
});
