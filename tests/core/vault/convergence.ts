/** The random machine behind the vault's laws: three devices, any order of steps, one truth to compare with. */
import { deriveTestKeyring } from './keyrings.ts';
import type { SealedJournal } from '#core/vault';
import fc from 'fast-check';
import * as Y from 'yjs';
import { contents, Device, exchangeAll, seededRandom } from './device.ts';

export type Step =
  | { readonly do: 'edit'; readonly device: number; readonly kind: number; readonly value: number }
  | { readonly do: 'seal' | 'tidy' | 'snapshot' | 'lock' | 'unlock' | 'crash'; readonly device: number }
  | { readonly do: 'commit'; readonly device: number; readonly count: number }
  | { readonly do: 'exchange'; readonly from: number; readonly to: number }
  | { readonly do: 'partial'; readonly from: number; readonly to: number; readonly picks: readonly number[] }
  | { readonly do: 'wipe'; readonly device: number; readonly index: number }
  | { readonly do: 'junk'; readonly device: number; readonly value: number }
  | { readonly do: 'backup' | 'merge-backup'; readonly device: number };

const device = fc.nat(2);
const small = fc.nat(30);
const simple = fc.constantFrom('seal', 'seal', 'tidy', 'snapshot', 'lock', 'unlock', 'crash');

export const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('edit'), device, kind: fc.nat(6), value: small }) },
    { weight: 6, arbitrary: fc.record({ do: simple, device }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('commit'), device, count: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('exchange'), from: device, to: device }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('partial'),
        from: device,
        to: device,
        picks: fc.array(small, { maxLength: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('wipe'), device, index: small }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('junk'), device, value: small }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('backup', 'merge-backup'), device }) },
  ),
  { minLength: 4, maxLength: 40 },
);

function edit(doc: Y.Doc, kind: number, value: number): void {
  const text = doc.getText('text');
  const list = doc.getArray<number>('list');
  const map = doc.getMap<unknown>('map');
  if (kind === 0) map.set(`key${String(value % 5)}`, value);
  else if (kind === 1) text.insert(value % (text.length + 1), `w${String(value)} `);
  else if (kind === 2 && text.length > 0) text.delete(value % text.length, 1);
  else if (kind === 3) list.insert(value % (list.length + 1), [value]);
  else if (kind === 4 && list.length > 0) list.delete(value % list.length, 1);
  else if (kind === 5) map.delete(`key${String(value % 5)}`);
  else map.set(`nested${String(value)}`, new Y.Map([['at', value]]));
}

const junkValues: readonly unknown[] = [
  'text',
  7,
  null,
  new Uint8Array(0),
  new Uint8Array(59),
  new Uint8Array(200).fill(9),
];

interface World {
  readonly devices: readonly Device[];
  readonly backups: Map<number, Uint8Array>;
}

/** A rogue peer: it holds the ciphertext and deletes a record that others have. */
function wipe(world: World, step: { device: number; index: number }): void {
  const target = world.devices[step.device] as Device;
  // It may only reach somebody who is there to notice: what a wipe does to locked devices is a test of its own.
  if (!world.devices.every((each) => each.isOpen)) return;
  const rogue = new Y.Doc();
  Y.applyUpdate(rogue, Y.encodeStateAsUpdate(target.replica));
  const log = rogue.getArray('log');
  if (log.length === 0) return;
  const before = Y.encodeStateVector(rogue);
  log.delete(step.index % log.length, 1);
  target.receive(Y.encodeStateAsUpdate(rogue, before));
}

function junk(target: Device, value: number): void {
  const rogue = new Y.Doc();
  Y.applyUpdate(rogue, Y.encodeStateAsUpdate(target.replica));
  rogue.getArray('log').insert(0, [junkValues[value % junkValues.length]]);
  target.receive(Y.encodeStateAsUpdate(rogue));
}

function exchangePartially(from: Device, to: Device, picks: readonly number[]): void {
  for (const pick of picks) {
    const update = from.sent[pick % Math.max(1, from.sent.length)];
    if (update) to.receive(update);
  }
}

function perform(world: World, step: Step): void {
  const { devices, backups } = world;
  if (step.do === 'exchange' || step.do === 'partial') {
    const from = devices[step.from] as Device;
    const to = devices[step.to] as Device;
    if (step.do === 'exchange') to.receive(from.diffFor(to));
    else exchangePartially(from, to, step.picks);
    return;
  }
  const target = devices[step.device] as Device;
  if (step.do === 'junk') return junk(target, step.value);
  if (step.do === 'wipe') return wipe(world, step);
  if (step.do === 'backup') return void backups.set(step.device, Y.encodeStateAsUpdate(target.replica));
  if (step.do === 'merge-backup') return target.receive(backups.get(step.device) ?? new Uint8Array([0, 0]));
  if (step.do === 'unlock') return void (target.isOpen || target.unlock());
  if (!target.isOpen) return;
  if (step.do === 'edit') edit(target.journal, step.kind, step.value);
  else if (step.do === 'commit') target.commit(step.count);
  else if (step.do === 'lock') target.lock();
  else if (step.do === 'crash') target.crash();
  else target.sealed[step.do]();
}

/** Runs `script` on three devices and throws unless all end equal to plain Yjs, in memory and when opened anew. */
export function runScript(script: readonly Step[], seed: number, open?: typeof SealedJournal.open): void {
  const reference = new Y.Doc();
  const policy = { mergeWidth: 3, largeTailBytes: 600 };
  const devices = [0, 1, 2].map((index) => {
    const random = seededRandom(seed * 3 + index);
    return new Device({ keyring: deriveTestKeyring, random, policy, reference, ...(open ? { open } : {}) }).unlock();
  });
  const world: World = { devices, backups: new Map() };
  for (const step of script) perform(world, step);
  for (const each of devices) {
    if (!each.isOpen) each.unlock();
    each.sealed.seal();
  }
  exchangeAll(devices);
  const truth = JSON.stringify(contents(reference));
  devices.forEach((each, index) => {
    mustEqual(JSON.stringify(contents(each.journal)), truth, `device ${String(index)} in memory`);
  });
  devices.forEach((each, index) => {
    each.crash();
    mustEqual(JSON.stringify(contents(each.unlock().journal)), truth, `device ${String(index)} opened anew`);
  });
}

function mustEqual(found: string, expected: string, what: string): void {
  if (found !== expected) throw new Error(`${what} differs\n  found    ${found}\n  expected ${expected}`);
}
