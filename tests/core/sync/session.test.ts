import { concatBytes } from '#core/base';
import { maxFrameBytes } from '#core/sync';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeFrame, encodeFrame, type Frame } from '../../../src/core/sync/frames.ts';
import { proveMembership } from '../../../src/core/sync/proof.ts';
import type { LinkEnd } from './faulty-link.ts';
import { Link } from './faulty-link.ts';
import { connect, Machine, membershipKey, records, sameVault, two } from './machine.ts';
import { settled, Simulation } from './simulation.ts';

const otherKey = { epoch: '11'.repeat(16), key: new Uint8Array(32).fill(9) };

/** Plays the initiator by hand: sends what it is told and keeps what it hears. */
class Puppet {
  readonly heard: Frame[] = [];
  readonly #end: LinkEnd;
  #number = 0;
  closed = false;

  constructor(end: LinkEnd) {
    this.#end = end;
    end.open({
      frame: (bytes) => void this.heard.push(decodeFrame(bytes).frame),
      drained: () => undefined,
      closed: () => void (this.closed = true),
    });
  }

  say(frame: Frame, number = this.#number++): void {
    this.#end.send(encodeFrame(frame, number));
  }

  hello(keys = [membershipKey], role: 'initiator' | 'responder' = 'initiator', hash = this.#end.handshakeHash): void {
    const proofs = proveMembership(keys, { role, lowest: 1, highest: 1, handshakeHash: hash });
    this.say({ type: 'hello', lowest: 1, highest: 1, proofs });
  }

  raw(bytes: Uint8Array): void {
    this.#end.send(bytes);
  }
}

function puppetFor(machine: Machine) {
  const link = new Link(machine.sim, [machine.sim.random(32), machine.key]);
  machine.accept(link.ends[1]);
  return new Puppet(link.ends[0]);
}

describe('two devices', () => {
  test('end with the same vault, and what happens later follows at once', async () => {
    const { sim, a, b } = await two();
    await b.write(Uint8Array.of(4, 5, 6));
    connect(a, b, { delay: 5 });
    await sim.until(() => a.session.settled && b.session.settled);
    expect(records(a).sort()).toEqual(['010203', '040506']);
    expect(sameVault(a, b)).toBe(true);
    await b.write(Uint8Array.of(7));
    expect(a.session.settled && b.session.settled).toBe(false);
    await sim.until(() => records(a).includes('07'), 100);
  });

  test('settle only when the other side has everything on its disk', async () => {
    const { sim, a, b } = await two({ slowness: 1000 });
    connect(a, b);
    await sim.until(() => a.session.settled);
    expect(records(b)).toEqual(['010203']);
  });

  test('pass nothing on before it is on the own disk', async () => {
    const { sim, a, b } = await two({ slowness: 500 });
    connect(a, b);
    await sim.until(() => a.session.settled);
    void a.write(Uint8Array.of(9));
    await sim.until(() => records(b).includes('09') || records(a).includes('09'));
    expect([records(a).includes('09'), records(b).includes('09')]).toEqual([true, false]);
  });

  test('send nothing back to where it came from', async () => {
    const { sim, a, b } = await two();
    const link = connect(a, b);
    await sim.until(() => a.session.settled && b.session.settled);
    const before = link.ends[1].frames.length;
    await a.write(new Uint8Array(1000).fill(1));
    await sim.until(() => records(b).length === 2 && a.session.settled);
    const said = link.ends[1].frames.slice(before).map((frame) => decodeFrame(frame).frame.type);
    expect(said).toEqual(['ack']);
  });

  test('a third one gets through the second what the first wrote', async () => {
    const { sim, a, b } = await two();
    const c = new Machine(sim);
    connect(a, b);
    connect(c, b);
    await sim.until(() => records(c).length === 1);
    await a.write(Uint8Array.of(8));
    await sim.until(() => records(c).includes('08'));
  });

  test('say goodbye in good order', async () => {
    const { sim, a, b } = await two();
    connect(a, b);
    await sim.until(() => a.session.settled);
    a.session.end('off');
    await sim.pass(1000);
    expect([a.sessions.size, b.sessions.size, a.errors, b.errors]).toEqual([0, 0, [], []]);
  });

  test('notice that the other one has fallen silent', async () => {
    const { sim, a, b } = await two();
    const link = connect(a, b);
    await sim.until(() => a.session.settled);
    await sim.pass(300_000);
    // Alive all the time: pings were answered.
    expect(a.sessions.size).toBe(1);
    link.ends[1].pause();
    link.ends[1].send = () => true;
    await sim.pass(120_000);
    expect(a.errors.map(({ code }) => code)).toEqual(['sync/timeout']);
  });

  test('of different versions tell each other apart, and change nothing', async () => {
    const sim = new Simulation(4);
    const old = new Machine(sim);
    const newer = new Machine(sim, { versions: { lowest: 2, highest: 3 } });
    await newer.write(Uint8Array.of(1));
    connect(old, newer);
    await sim.pass(1000);
    expect(old.errors[0]?.code).toBe('sync/newer-version');
    expect(newer.errors[0]?.code).toBe('sync/older-version');
    expect(records(old)).toEqual([]);
  });

  test('that both know an older epoch meet by it', async () => {
    const sim = new Simulation(5);
    const current = new Machine(sim, { keys: [otherKey, membershipKey] });
    const behind = new Machine(sim, { keys: [membershipKey] });
    await current.write(Uint8Array.of(1));
    connect(behind, current);
    await sim.until(() => records(behind).length === 1);
  });
});

describe('a stranger', () => {
  test('who is not in the list is told nothing at all', async () => {
    const { sim, a } = await two({ members: () => false });
    const puppet = puppetFor(a);
    puppet.hello();
    await sim.pass(1000);
    expect([puppet.closed, puppet.heard]).toEqual([true, []]);
    expect(a.errors.map(({ code }) => code)).toEqual(['sync/stranger']);
  });

  test.each([
    ['no key', (puppet: Puppet) => puppet.hello([])],
    ['another key', (puppet: Puppet) => puppet.hello([otherKey])],
    ['a proof made for the other side', (puppet: Puppet) => puppet.hello([membershipKey], 'responder')],
    [
      'a proof from another handshake',
      (puppet: Puppet) => puppet.hello([membershipKey], 'initiator', new Uint8Array(64)),
    ],
    ['a step 1 instead', (puppet: Puppet) => puppet.say({ type: 'part', total: 2, bytes: Uint8Array.of(0, 0) })],
    ['a want instead', (puppet: Puppet) => puppet.say({ type: 'want', hash: '00'.repeat(32), offset: 0, length: 1 })],
    ['noise', (puppet: Puppet) => puppet.raw(Uint8Array.of(255, 1, 2, 3))],
    ['silence', () => undefined],
  ])('with %s is told nothing at all', async (_what, speak) => {
    const { sim, a } = await two();
    const puppet = puppetFor(a);
    speak(puppet);
    await sim.pass(20_000);
    expect([puppet.closed, puppet.heard]).toEqual([true, []]);
  });

  test('who repeats a member’s hello in a handshake of its own is told nothing', async () => {
    const { sim, a, b } = await two();
    const link = connect(b, a);
    await sim.until(() => a.session.settled);
    const puppet = puppetFor(a);
    puppet.raw(link.ends[0].frames[0] as Uint8Array);
    await sim.pass(1000);
    expect([puppet.closed, puppet.heard]).toEqual([true, []]);
  });

  test('who answers for a member is told no more than a proof that is good nowhere else', async () => {
    const sim = new Simulation(6);
    const a = new Machine(sim);
    await a.write(Uint8Array.of(1, 2, 3));
    const link = new Link(sim, [a.key, sim.random(32)]);
    const puppet = new Puppet(link.ends[1]);
    a.accept(link.ends[0]);
    puppet.hello([otherKey], 'responder');
    await sim.pass(1000);
    expect(puppet.heard.map(({ type }) => type)).toEqual(['hello']);
    expect(a.errors.map(({ code }) => code)).toEqual(['sync/stranger']);
  });

  test('is refused as seen from its own side', async () => {
    const sim = new Simulation(7);
    const a = new Machine(sim);
    const removed = new Machine(sim, { keys: [otherKey] });
    connect(removed, a);
    await sim.pass(1000);
    expect(removed.errors.map(({ code }) => code)).toEqual(['sync/refused']);
  });
});

describe('a member that misbehaves', () => {
  const step = (number: number, bytes: Uint8Array) => concatBytes(Uint8Array.of(number, bytes.length), bytes);
  const empty = step(0, Y.encodeStateVector(new Y.Doc()));

  test.each<[string, (puppet: Puppet) => void]>([
    ['a second hello', (puppet) => puppet.hello()],
    ['a repeated frame', (puppet) => puppet.say({ type: 'ping' }, 0)],
    ['a frame out of order', (puppet) => puppet.say({ type: 'ping' }, 7)],
    [
      'an update that is none',
      (puppet) => {
        const bytes = step(2, Uint8Array.of(9, 9, 9));
        puppet.say({ type: 'part', total: bytes.length, bytes });
      },
    ],
    ['a message that is none', (puppet) => puppet.say({ type: 'part', total: 2, bytes: Uint8Array.of(7, 7) })],
    ['more than it announced', (puppet) => puppet.say({ type: 'part', total: 1, bytes: Uint8Array.of(0, 0) })],
    ['a part without a beginning', (puppet) => puppet.say({ type: 'part', total: null, bytes: Uint8Array.of(0) })],
    [
      'two steps 1',
      (puppet) => {
        puppet.say({ type: 'part', total: empty.length, bytes: empty });
        puppet.say({ type: 'part', total: empty.length, bytes: empty });
      },
    ],
    ['an acknowledgement of what was never sent', (puppet) => puppet.say({ type: 'ack', count: 3 })],
    [
      'a piece that nobody asked for',
      (puppet) => puppet.say({ type: 'piece', hash: 'ab'.repeat(32), offset: 0, bytes: Uint8Array.of(1) }),
    ],
    ['having what nobody asked for', (puppet) => puppet.say({ type: 'have', hash: 'ab'.repeat(32) })],
    ['a frame above the limit', (puppet) => puppet.raw(new Uint8Array(maxFrameBytes + 1))],
  ])('is cut off: %s', async (_what, misbehave) => {
    const { sim, a } = await two();
    const before = Y.encodeStateAsUpdate(a.vault.doc);
    const puppet = puppetFor(a);
    puppet.hello();
    await sim.until(() => puppet.heard.length >= 2);
    misbehave(puppet);
    await sim.pass(1000);
    expect(puppet.closed).toBe(true);
    expect(['sync/protocol', 'sync/too-large']).toContain(a.errors[0]?.code);
    expect(Y.encodeStateAsUpdate(a.vault.doc)).toEqual(before);
  });

  test('and asks for letters without reading costs no memory', async () => {
    const { sim, a } = await two();
    const hash = await a.addLetter(new Uint8Array(4000));
    const puppet = puppetFor(a);
    puppet.hello();
    await sim.until(() => puppet.heard.length >= 2);
    const [end] = [...a.ends];
    if (end) end.send = () => false;
    for (let n = 0; n < 100; n++) puppet.say({ type: 'want', hash, offset: n, length: 1 });
    await sim.pass(1000);
    expect(a.errors.map(({ code }) => code)).toEqual(['sync/protocol']);
  });

  test('and pings without reading costs no memory', async () => {
    const { sim, a } = await two();
    const puppet = puppetFor(a);
    puppet.hello();
    await sim.until(() => puppet.heard.length >= 2);
    const [end] = [...a.ends];
    if (end) end.send = () => false;
    for (let n = 0; n < 2000; n++) puppet.say({ type: 'ping' });
    await sim.pass(1000);
    expect(a.errors.map(({ code }) => code)).toEqual(['sync/protocol']);
  });
});

describe('a slow line', () => {
  test('costs no memory: what waits is let go of and encoded anew', async () => {
    const { sim, a, b } = await two();
    connect(a, b, { bandwidth: 50_000 });
    await sim.until(() => a.session.settled);
    for (let n = 0; n < 120; n++) await a.write(new Uint8Array(20_000).fill(n));
    await settled();
    expect(a.session.heldBytes).toBeLessThanOrEqual(1024 * 1024 + 20_100);
    await sim.until(() => a.session.settled && b.session.settled, 10_000_000);
    expect(records(b).length).toBe(121);
    expect(a.mostHeld).toBeLessThan(1024 * 1024 + 21_000);
  });
});
