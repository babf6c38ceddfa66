/**
 * Random schedules: three machines, any order of writing, connecting, cutting and crashing, over links with any faults.
 * In the end the faults stop, and everything that was ever durable anywhere must be everywhere, and nothing else.
 */
import { bytesToHex } from '#core/base';
import * as Y from 'yjs';
import type { Faults, Link } from './faulty-link.ts';
import { connect, Machine, records } from './machine.ts';
import { settled, Simulation } from './simulation.ts';

export interface Outcome {
  readonly records: number;
  readonly letters: number;
  /** Sessions that the faults ended. */
  readonly broken: number;
}

const letterBytes = 90_000;
/** What a session may hold, with what one update and one frame may exceed it by; the link's buffer, likewise. */
const mostHeld = 2 * 1024 * 1024 + 64 * 1024;
const mostQueued = 64 * 1024 + 70 * 1024;

/** Errors that faults of the network may cause; anything else is a defect. */
/** Lost, repeated and disordered frames reach the session itself where the record layer is left out. */
const expected = new Set(['sync/cut', 'sync/timeout', 'sync/refused', 'sync/protocol', 'sync/stranger']);

function randomFaults(sim: Simulation): Faults {
  const some = (most: number) => (sim.chance(50) ? sim.integer(most * 100) / 100 : 0);
  // Altered bytes are the record layer's to notice, so they only come where it stands.
  const sealed = sim.chance(70);
  return {
    drop: some(3),
    repeat: some(3),
    reorder: some(3),
    alter: sealed ? some(3) : 0,
    cut: some(2),
    delay: sim.chance(50) ? sim.integer(300) : 0,
    bandwidth: sim.chance(30) ? 20_000 + sim.integer(500_000) : 0,
    sealed,
  };
}

class World {
  readonly sim: Simulation;
  readonly machines: readonly Machine[];
  readonly #links: Link[] = [];
  #letters = 0;
  #written = 0;

  constructor(seed: number) {
    this.sim = new Simulation(seed);
    const slowness = this.sim.chance(50) ? this.sim.integer(200) : 0;
    this.machines = [0, 1, 2].map(() => new Machine(this.sim, { slowness }));
  }

  get letters(): number {
    return this.#letters;
  }

  async step(): Promise<void> {
    const { sim } = this;
    const machine = this.#anyMachine();
    const kind = sim.integer(20);
    if (kind < 8) void machine.write(this.#record());
    else if (kind < 9) void machine.addLetter(this.#letter());
    else if (kind < 13) this.#connect();
    else if (kind < 14) this.#anyLink()?.cut();
    else if (kind < 15) machine.crash();
    else if (kind < 16) [...machine.sessions].at(0)?.end('duplicate');
    else await sim.pass(sim.integer(1500));
    await settled();
  }

  /** The network is well again, and every machine is reached. */
  async heal(): Promise<void> {
    for (const link of this.#links) link.cut();
    await this.sim.pass(200_000);
    const [a, b, c] = this.machines as [Machine, Machine, Machine];
    connect(a, b);
    connect(c, b);
    const sessions = this.machines.flatMap((each) => [...each.sessions]);
    await this.sim.until(() => sessions.every((each) => each.settled), 3_000_000);
  }

  #anyMachine(): Machine {
    return this.machines[this.sim.integer(3)] as Machine;
  }

  #anyLink(): Link | undefined {
    return this.#links[this.sim.integer(Math.max(1, this.#links.length))];
  }

  #connect(): void {
    const from = this.#anyMachine();
    const to = this.#anyMachine();
    if (from !== to) this.#links.push(connect(from, to, randomFaults(this.sim)));
  }

  /** Names itself, so that each is there once; now and then a large one. */
  #record(): Uint8Array {
    const bytes = new Uint8Array(this.sim.chance(5) ? 150_000 : 20 + this.sim.integer(400)).fill(7);
    new DataView(bytes.buffer).setUint32(0, ++this.#written);
    return bytes;
  }

  #letter(): Uint8Array {
    const bytes = new Uint8Array(this.sim.integer(letterBytes)).fill(9);
    if (bytes.length >= 4) new DataView(bytes.buffer).setUint32(0, ++this.#letters);
    return bytes;
  }
}

function check(world: World): Outcome {
  const { machines } = world;
  const durable = machines.flatMap((each) => each.written.map(bytesToHex)).sort();
  const truth = JSON.stringify(durable);
  let broken = 0;
  for (const machine of machines) {
    mustEqual(JSON.stringify(records(machine).sort()), truth, 'the records');
    for (const [hash, size] of machine.vault.doc.getMap<number>('letters')) {
      mustEqual(machine.blobs.whole.get(hash)?.length, size, 'a letter');
    }
    const { pendingStructs, pendingDs } = machine.vault.doc.store;
    mustEqual(pendingStructs ?? pendingDs, null, 'what waits for something that never comes');
    mustBeBelow(machine.mostHeld, mostHeld, 'bytes held for a peer');
    mustBeBelow(machine.mostQueued, mostQueued, 'bytes waiting for a line');
    broken += machine.errors.length;
  }
  const vectors = machines.map((each) => bytesToHex(Y.encodeStateVector(each.vault.doc)).length);
  mustEqual(new Set(vectors).size, 1, 'the state vectors');
  return { records: durable.length, letters: world.letters, broken };
}

/** Runs one schedule; throws with what went wrong. */
export async function runSchedule(seed: number): Promise<Outcome> {
  const world = new World(seed);
  for (let step = 10 + world.sim.integer(40); step > 0; step--) await world.step();
  await world.heal();
  for (const { code, data } of world.machines.flatMap((each) => each.errors)) {
    if (!expected.has(code)) throw new Error(`${code} ${JSON.stringify(data)}`);
  }
  for (const { code } of world.machines.flatMap((each) => each.troubles)) throw new Error(`trouble: ${code}`);
  return check(world);
}

function mustEqual(found: unknown, wanted: unknown, what: string): void {
  if (found !== wanted)
    throw new Error(`${what}: ${String(found).slice(0, 300)} is not ${String(wanted).slice(0, 300)}`);
}

function mustBeBelow(found: number, limit: number, what: string): void {
  if (found > limit) throw new Error(`${what}: ${String(found)} is above ${String(limit)}`);
}
