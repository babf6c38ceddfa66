type Listener = (...args: never[]) => void;

/** An event that a listener may hold back. */
export class DoubleEvent {
  prevented = false;
  preventDefault(): void {
    this.prevented = true;
  }
}

/** What an Electron object's events are here: by name, without a queue, in the order of listening. */
export class Events {
  readonly #listeners = new Map<string, { listener: Listener; once: boolean }[]>();

  on(event: string, listener: Listener): this {
    this.#of(event).push({ listener, once: false });
    return this;
  }

  once(event: string, listener: Listener): this {
    this.#of(event).push({ listener, once: true });
    return this;
  }

  emit(event: string, ...args: readonly unknown[]): void {
    for (const entry of [...this.#of(event)]) {
      if (entry.once) this.#of(event).splice(this.#of(event).indexOf(entry), 1);
      (entry.listener as (...args: readonly unknown[]) => void)(...args);
    }
  }

  /** Emits an event that can be held back, with `details` on it, and returns whether it was. */
  emitPreventable(event: string, details: object = {}, ...rest: readonly unknown[]): boolean {
    const happening = Object.assign(new DoubleEvent(), details);
    this.emit(event, happening, ...rest);
    return happening.prevented;
  }

  #of(event: string) {
    const list = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, list);
    return list;
  }
}
