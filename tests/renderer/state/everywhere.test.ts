import { describe, expect, test } from 'vitest';
import type { SyncDevice } from '#core/contract';
import { everywhereOf } from '../../../src/renderer/state/sync/everywhere.ts';

const nothing = { changes: 0, letters: 0, letterBytes: 0, crossing: null };
const noneMissing = { letters: 0, letterBytes: 0 };
const thisDevice = { isThis: true, live: null };

const other = (live: Partial<SyncDevice>) => ({
  isThis: false,
  live: {
    device: 'A'.repeat(22),
    state: 'away' as const,
    way: null,
    lastSeen: null,
    lastSynced: null,
    upToDate: true,
    outgoing: nothing,
    incoming: nothing,
    bytesIn: 0,
    bytesOut: 0,
    code: null,
    address: null,
    ...live,
  },
});

describe('whether everything is everywhere', () => {
  test('is no question for a device that is alone', () => {
    expect(everywhereOf([thisDevice], noneMissing)).toBe('alone');
    expect(everywhereOf([], noneMissing)).toBe('alone');
  });

  test('is yes when every other device has everything, reached now or not', () => {
    const rows = [thisDevice, other({ state: 'connected' }), other({ state: 'away' })];
    expect(everywhereOf(rows, noneMissing)).toBe('yes');
  });

  test('is unknown while one has not been met since something changed', () => {
    expect(everywhereOf([thisDevice, other({}), other({ upToDate: false })], noneMissing)).toBe('unknown');
  });

  test('is unknown until the host has told of every device', () => {
    expect(everywhereOf([thisDevice, other({}), { isThis: false, live: null }], noneMissing)).toBe('unknown');
  });

  test.each([
    ['a change to it', { outgoing: { ...nothing, changes: 1 } }],
    ['a letter to it', { outgoing: { ...nothing, letters: 1 } }],
    ['a change from it', { incoming: { ...nothing, changes: 1 } }],
    ['a letter from it', { incoming: { ...nothing, letters: 1 } }],
  ])('is waiting while there is %s, whatever else is known', (_, amount) => {
    const rows = [thisDevice, other(amount), other({ upToDate: false }), { isThis: false, live: null }];
    expect(everywhereOf(rows, noneMissing)).toBe('waiting');
  });

  test('is waiting while a letter that the vault lists is not here', () => {
    expect(everywhereOf([thisDevice, other({})], { letters: 1, letterBytes: 10 })).toBe('waiting');
  });
});
