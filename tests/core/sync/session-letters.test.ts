import { bytesToHex } from '#core/base';
import { expect, test } from 'vitest';
import { decodeFrame } from '../../../src/core/sync/frames.ts';
import { connect, Machine, records, two } from './machine.ts';

/** Different from place to place, so that a piece in the wrong one is noticed. */
const letter = (bytes: number, seed = 1) =>
  new Uint8Array(Uint32Array.from({ length: Math.ceil(bytes / 4) }, (_, at) => at * seed).buffer, 0, bytes);

test('letters follow the vault, the smallest first', async () => {
  const { sim, a, b } = await two();
  const [large, small] = [await a.addLetter(letter(300_000, 3)), await a.addLetter(letter(70_000, 5))];
  connect(a, b, { bandwidth: 1_000_000 });
  await sim.until(() => b.blobs.whole.size === 1);
  expect([...b.blobs.whole.keys()]).toEqual([small]);
  await sim.until(() => a.session.settled);
  expect(bytesToHex(b.blobs.whole.get(large) as Uint8Array)).toBe(bytesToHex(letter(300_000, 3)));
});

test('letters come from whoever has them, each only once', async () => {
  const { sim, a, b } = await two();
  const c = new Machine(sim);
  for (let n = 1; n <= 6; n++) await a.addLetter(letter(200_000, n * 2 + 1));
  connect(a, b);
  await sim.until(() => b.blobs.whole.size === 6);
  connect(a, c, { bandwidth: 500_000 });
  connect(c, b, { bandwidth: 500_000 });
  await sim.until(() => c.blobs.whole.size === 6);
  expect(c.blobs.fetchedBytes).toBe(6 * 200_000);
  const pieces = (machine: Machine) =>
    [...machine.ends].at(-1)?.frames.filter((frame) => decodeFrame(frame).frame.type === 'piece').length ?? 0;
  // Seven pieces a letter; both gave some.
  expect([pieces(a) >= 7, pieces(b) >= 7, pieces(a) + pieces(b)]).toEqual([true, true, 6 * 7]);
});

test('letters that come later to a device that was asked in vain are told of', async () => {
  const { sim, a, b } = await two();
  const bytes = letter(50_000);
  const hash = new Machine(sim).blobs.add(bytes);
  await a.change((doc) => doc.getMap('letters').set(hash, bytes.length));
  connect(a, b);
  await sim.pass(5000);
  expect([b.blobs.whole.size, b.session.settled]).toEqual([0, false]);
  a.blobs.add(bytes);
  await sim.until(() => b.blobs.whole.has(hash) && a.session.settled, 2000);
});

test('letters that turn out altered are not kept, told, and fetched elsewhere', async () => {
  const { sim, a, b } = await two();
  const hash = await a.addLetter(letter(100_000));
  a.blobs.whole.set(hash, letter(100_000, 7));
  connect(a, b);
  await sim.pass(5000);
  expect(b.blobs.whole.has(hash)).toBe(false);
  expect(b.troubles.map(({ code }) => code)).toEqual(['sync/letter-damaged', 'sync/letter-damaged']);
  const c = new Machine(sim);
  c.blobs.add(letter(100_000));
  connect(c, b);
  await sim.until(() => b.blobs.whole.has(hash));
});

test('letters say on both sides how far they are, and nothing any more once they are across', async () => {
  const { sim, a, b } = await two();
  await a.addLetter(letter(3_000_000, 9));
  connect(a, b, { bandwidth: 500_000 });
  await sim.until(() => b.blobs.fetchedBytes > 1_000_000);
  const [coming, leaving] = [b.session.progress.letter, a.session.progress.served];
  expect([coming.total, leaving.total]).toEqual([3_000_000, 3_000_000]);
  expect(coming.received).toBe(b.blobs.fetchedBytes);
  // What has left may still be under way.
  expect(leaving.received).toBeGreaterThanOrEqual(coming.received);
  expect(leaving.received).toBeLessThan(1_400_000);
  await sim.until(() => a.session.settled && b.session.settled);
  for (const { session } of [a, b])
    expect([session.progress.letter.total, session.progress.served.total]).toEqual([0, 0]);
});

test('letters that find no room leave the vault alone', async () => {
  const { sim, a, b } = await two();
  await a.addLetter(letter(100_000));
  b.blobs.full = true;
  connect(a, b);
  await sim.pass(1000);
  await a.write(Uint8Array.of(77));
  await sim.until(() => records(b).includes('4d'));
  expect(b.troubles.map(({ code }) => code)).toEqual(['storage/full']);
});

test(
  'letters of 25 MB arrive whole after the connection was cut ten times, and are not sent twice',
  { timeout: 60_000 },
  async () => {
    const { sim, a, b } = await two();
    const size = 25 * 1024 * 1024;
    const hash = await a.addLetter(letter(size, 11));
    for (let cut = 1; cut <= 10; cut++) {
      const link = connect(a, b, { bandwidth: 10_000_000 });
      await sim.until(() => b.blobs.fetchedBytes > (size * cut) / 11);
      link.cut();
      await sim.pass(100);
    }
    const link = connect(a, b, { bandwidth: 10_000_000 });
    await sim.until(() => b.blobs.whole.has(hash));
    expect(b.blobs.fetchedBytes).toBe(size);
    expect(link.carried).toBeLessThan(size / 5);
  },
);

test('letters never hold up a change: it overtakes 25 MB on a slow line within a second', async () => {
  const { sim, a, b } = await two();
  const hash = await a.addLetter(letter(25 * 1024 * 1024, 13));
  // About what a home connection sends.
  connect(a, b, { bandwidth: 500_000, delay: 30 });
  await sim.until(() => b.blobs.fetchedBytes > 1_000_000);
  const started = sim.now();
  await a.write(Uint8Array.of(42));
  await sim.until(() => records(b).includes('2a'));
  expect(sim.now() - started).toBeLessThan(1000);
  expect(b.blobs.whole.has(hash)).toBe(false);
});
