import { beforeEach, expect, test, vi } from 'vitest';
import { parseCalendarDate } from '#core/base';
import { reloadWhenGone } from '../../../../src/main/hosts/electron/page-gone.ts';
import { DoubleContents } from '../../../electron-double/contents.ts';

let contents: DoubleContents;
let now: number;
let asked: number;
let again: boolean;
let ended: number;
let gone: number;

beforeEach(() => {
  contents = new DoubleContents();
  now = asked = ended = gone = 0;
  again = true;
  reloadWhenGone(contents, {
    clock: { now: () => now, today: () => parseCalendarDate('2025-01-01') },
    log: () => undefined,
    onGone: () => gone++,
    askPerson: () => {
      asked++;
      return Promise.resolve(again);
    },
    giveUp: () => ended++,
  });
});

function crash(reason = 'crashed'): void {
  contents.emit('render-process-gone', {}, { reason, exitCode: 1 });
}

test.each(['crashed', 'oom', 'killed', 'abnormal-exit'])('a page that is gone (%s) is loaded again', async (reason) => {
  crash(reason);
  await vi.waitFor(() => expect(contents.reloads).toBe(1));
  expect(gone).toBe(1);
});

test('a page that ended as it should is not', () => {
  crash('clean-exit');
  expect(gone).toBe(0);
});

test('a page that keeps failing asks instead of looping', async () => {
  for (let i = 0; i < 3; i++) crash();
  expect(contents.reloads).toBe(3);
  again = false;
  crash();
  await vi.waitFor(() => expect(ended).toBe(1));
  expect(asked).toBe(1);
  expect(contents.reloads).toBe(3);
});

test('failures far apart are no loop', () => {
  for (let i = 0; i < 10; i++) {
    now += 61_000;
    crash();
  }
  expect(asked).toBe(0);
  expect(contents.reloads).toBe(10);
});
