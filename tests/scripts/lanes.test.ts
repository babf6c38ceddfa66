import { expect, test } from 'vitest';
import { inLanes } from '../../scripts/lanes.mjs';

interface Noted {
  readonly name: string;
  readonly alone?: boolean;
}

/** Jobs that end when told to, and a list of what began and ended. */
function stage(lanes: number, ...jobs: readonly Noted[]) {
  const events: string[] = [];
  const ends = new Map<string, (well: boolean) => void>();
  const result = inLanes(jobs, lanes, ({ name }) => {
    events.push(`${name} begins`);
    return new Promise((resolve) => ends.set(name, resolve));
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string, well = true) => {
    await settled();
    ends.get(name)?.(well);
    await settled();
  };
  return { events, end, result, settled };
}

test('as many run at once as there are lanes, in their order', async () => {
  const { events, end, result, settled } = stage(2, { name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' });
  await settled();
  expect(events).toEqual(['a begins', 'b begins']);
  await end('b');
  expect(events.slice(2)).toEqual(['c begins']);
  await end('a');
  expect(events.slice(3)).toEqual(['d begins']);
  await end('c');
  await end('d');
  expect(await result).toBeNull();
});

test('one that runs alone waits for those before it, and those after it wait', async () => {
  const { events, end } = stage(2, { name: 'a' }, { name: 'b' }, { name: 'alone', alone: true }, { name: 'c' });
  await end('a');
  expect(events).toEqual(['a begins', 'b begins']);
  await end('b');
  expect(events.slice(2)).toEqual(['alone begins']);
  await end('alone');
  expect(events.slice(3)).toEqual(['c begins']);
});

test('after the first failure none is begun, those that run end first, and it is named', async () => {
  const { events, end, result, settled } = stage(2, { name: 'a' }, { name: 'b' }, { name: 'c' });
  await end('b', false);
  expect(events).toEqual(['a begins', 'b begins']);
  let over = false;
  void result.then(() => (over = true));
  await settled();
  expect(over).toBe(false);
  await end('a', false);
  expect((await result)?.name).toBe('b');
});

test('a job that throws makes the whole throw', async () => {
  await expect(inLanes([{ name: 'a' }], 2, () => Promise.reject(new Error('a defect')))).rejects.toThrow('a defect');
});
