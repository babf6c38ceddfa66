import { type Clock, type Dispose, Disposables, hasCode } from '#core/base';
import type { HostApi, HostDamage } from '#core/contract';
import type { SealedJournal, UnreadableCount } from '#core/vault';
import { SvelteMap } from 'svelte/reactivity';
import type {
  DamagedFile,
  DamageView,
  DatabaseFinding,
  Finding,
  LettersFinding,
  RecordsFinding,
} from '../damage-view.ts';
import type { JournalStore } from '../journal-store.svelte.ts';
import { daySeen, noteSeen } from './seen-days.ts';

export interface DamagePorts {
  readonly host: () => Pick<HostApi, 'replica' | 'on'>;
  readonly clock: Clock;
}

/** What of it an open journal knows. */
export interface OpenedForDamage {
  readonly sealed: Pick<SealedJournal, 'unreadable' | 'onUnreadable'>;
  readonly store: JournalStore;
}

/** Gathers what host and journal could not read, when it was opened and as it comes to light later. */
export class Damage implements DamageView {
  readonly #ports: DamagePorts;
  readonly #startedAt: number;
  #told: HostDamage | null = $state.raw(null);
  #unreadable: UnreadableCount | null = $state.raw(null);
  #store: JournalStore | null = $state.raw(null);
  /** Letters whose files are whole and make no sense inside: the host cannot know. Hash -> when, ms. */
  readonly #opaque = new SvelteMap<string, number>();
  lookedAt: number | null = $state(null);

  constructor(ports: DamagePorts) {
    this.#ports = ports;
    this.#startedAt = ports.clock.now();
  }

  readonly findings: readonly Finding[] = $derived.by(() => {
    const all = [this.#database(), ...this.#records(), this.#letters()];
    return all.filter((one) => one !== null);
  });

  readonly news: readonly Finding[] = $derived.by(() => this.findings.filter((one) => !('fresh' in one) || one.fresh));

  async look(): Promise<void> {
    try {
      this.#told = await this.#ports.host().replica.damage();
      this.lookedAt = this.#ports.clock.now();
    } catch (error) {
      // A host that does not answer is told of elsewhere.
      if (!hasCode(error)) throw error;
    }
  }

  /** Follows what the host finds while it runs. */
  listen(): Dispose {
    const host = this.#ports.host();
    const look = () => void this.look();
    const stops = [host.on('damage.found', look), host.on('letters.arrived', () => this.#maybeMended())];
    return () => stops.forEach((stop) => stop());
  }

  /** Follows an open journal until the returned function is called. */
  follow({ sealed, store }: OpenedForDamage): Dispose {
    const following = new Disposables();
    following.add(sealed.onUnreadable((count) => this.#count(count)));
    if (store.letters) following.add(store.letters.onDamaged((hash) => this.#noteOpaque(hash)));
    following.add(() => {
      this.#store = this.#unreadable = null;
      this.#opaque.clear();
    });
    this.#store = store;
    this.#count(sealed.unreadable());
    return () => following.dispose();
  }

  #count(count: UnreadableCount): void {
    if (this.#store) noteSeen(this.#store.shelf, byKind(count), this.#ports.clock.today());
    this.#unreadable = count;
    this.lookedAt = this.#ports.clock.now();
  }

  #noteOpaque(hash: string): void {
    if (!this.#opaque.has(hash)) this.#opaque.set(hash, this.#ports.clock.now());
    void this.look();
  }

  #maybeMended(): void {
    if (this.#told && this.#told.letters.files.length > 0) void this.look();
  }

  #database(): DatabaseFinding | null {
    const { replica = null, kept = [] } = this.#told ?? {};
    if (!replica && kept.length === 0) return null;
    const facts = replica && Object.entries(replica).map(([name, value]) => `${name}=${String(value)}`);
    return { kind: 'database', fresh: replica !== null, kept, facts: facts?.join(' ') ?? null };
  }

  #records(): readonly RecordsFinding[] {
    const store = this.#store;
    if (!this.#unreadable || !store) return [];
    const counts = byKind(this.#unreadable);
    return (['records', 'keyless', 'newer'] as const).flatMap((kind) =>
      counts[kind] > 0 ? [{ kind, count: counts[kind], since: daySeen(store.shelf, kind) }] : [],
    );
  }

  #letters(): LettersFinding | null {
    const told = this.#told?.letters;
    if (!told) return null;
    const found = new Map([...this.#opaque, ...told.files.map(({ hash, at }) => [hash, at] as const)]);
    const files = [...found].flatMap(([hash, at]) => this.#file(hash, at) ?? []);
    if (files.length === 0) return null;
    return { kind: 'letters', fresh: files.some(({ at }) => at >= this.#startedAt), folder: told.folder, files };
  }

  /** Null when the open journal has no such letter any more: it was mended under another hash, or taken out. */
  #file(hash: string, at: number): DamagedFile | null {
    const store = this.#store;
    if (!store) return { hash, at, letter: null };
    const letter = store.allLetters.find((one) => one.hash === hash);
    return letter ? { hash, at, letter: { name: letter.name, attempt: letter.attempt } } : null;
  }
}

function byKind({ junk, refused, newer, 'no-key': keyless }: UnreadableCount) {
  return { records: junk + refused, keyless, newer };
}
