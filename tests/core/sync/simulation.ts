/** Virtual time: tasks run in order of their moments, and everything that promises lead to runs between two of them. */
import type { Clock, Random, Scheduler } from '#core/base';
import { seededRandom } from '../vault/device.ts';

interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

const isBefore = (a: Task, b: Task): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap: the earliest task first. */
class Tasks {
  readonly #heap: Task[] = [];

  add(task: Task): void {
    const heap = this.#heap;
    let at = heap.push(task) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(task, heap[up] as Task); up = (at - 1) >> 1) {
      heap[at] = heap[up] as Task;
      at = up;
    }
    heap[at] = task;
  }

  get first(): Task | null {
    while (this.#heap[0]?.cancelled) this.take();
    return this.#heap[0] ?? null;
  }

  take(): void {
    const heap = this.#heap;
    const last = heap.pop() as Task;
    const { length } = heap;
    if (length === 0) return;
    let at = 0;
    for (let down = 1; down < length; down = 2 * at + 1) {
      if (down + 1 < length && isBefore(heap[down + 1] as Task, heap[down] as Task)) down += 1;
      if (!isBefore(heap[down] as Task, last)) break;
      heap[at] = heap[down] as Task;
      at = down;
    }
    heap[at] = last;
  }
}

export class Simulation implements Scheduler, Clock {
  readonly random: Random;
  #now = 1_700_000_000_000;
  #order = 0;
  readonly #tasks = new Tasks();

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  now(): number {
    return this.#now;
  }

  today(): never {
    throw new Error('nobody asks for the day here');
  }

  after(ms: number, run: () => void): () => void {
    const task: Task = { at: this.#now + ms, order: this.#order++, run, cancelled: false };
    this.#tasks.add(task);
    return () => void (task.cancelled = true);
  }

  /** From 0 up to, not including, `below`. */
  integer(below: number): number {
    return new DataView(this.random(4).buffer).getUint32(0) % below;
  }

  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.integer(10_000) < percent * 100;
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const task = this.#earliest(end);
      if (!task) break;
      this.#now = Math.max(this.#now, task.at);
      task.run();
    }
    this.#now = end;
  }

  /** Lets time pass until `done` holds; throws when it has not after `ms`. */
  async until(done: () => boolean, ms = 600_000): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      if (done()) return;
      const task = this.#earliest(end);
      if (!task) throw new Error('that never came about');
      this.#now = Math.max(this.#now, task.at);
      task.run();
    }
  }

  #earliest(end: number): Task | null {
    const task = this.#tasks.first;
    if (!task || task.at > end) return null;
    this.#tasks.take();
    return task;
  }
}

/** Runs whatever resolved promises lead to. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
