import { defineConfig } from '@playwright/test';
import { findElectron, hasDisplay } from './scripts/electron.mjs';
import type { HostKind } from './tests/e2e/fixtures/host-kind.ts';

/**
 * Journeys that only some hosts play: `@loopback` starts that host in a way of its own, `@double` plays the machine,
 * `@window` is about screens and asks nothing of a host that other journeys do not ask of every one.
 */
const notPlayed: Readonly<Record<HostKind, RegExp>> = {
  loopback: /@double/,
  'electron-double': /@loopback|@window/,
  electron: /@loopback|@double/,
};

const project = (hostKind: HostKind) => ({ name: hostKind, use: { hostKind }, grepInvert: notPlayed[hostKind] });

export default defineConfig<{ hostKind: HostKind }>({
  testDir: 'tests/e2e',
  testMatch: '**/*.journey.ts',
  outputDir: '.cache/journeys',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // One more than a small machine has cores: whoever waits for a host or for another device leaves its core to the others.
  workers: 3,
  // Deadlines for what hangs, on a machine that has other things to do as well.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: '.cache/reports/playwright.json' }],
    ['./tests/e2e/fixtures/covered-hosts.ts'],
  ],
  // What a trace records of every step costs a fifth of the time; to see one: npx playwright test NAME --trace on
  use: { trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    project('loopback'),
    project('electron-double'),
    ...(findElectron() && hasDisplay() ? [project('electron')] : []),
  ],
});
