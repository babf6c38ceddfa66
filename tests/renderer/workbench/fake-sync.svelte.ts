import { coded, type ErrorCode, type NailwallError } from '#core/base';
import type { SyncDevice, SyncState } from '#core/contract';
import { wordsOf } from '#core/vault';
import { everywhereOf } from '../../../src/renderer/state/sync/everywhere.ts';
import type { DeviceRow, Joining, PairingView, SyncView } from '../../../src/renderer/state/sync-view.ts';

const nothing = { changes: 0, letters: 0, letterBytes: 0, crossing: null };
const at = Date.UTC(2026, 10, 22, 19, 12);

function live(device: string, more: Partial<SyncDevice> = {}): SyncDevice {
  return {
    ...{ device, state: 'connected', way: 'lan', lastSeen: at, lastSynced: at, upToDate: true, code: null },
    ...{ outgoing: nothing, incoming: nothing, bytesIn: 1_480_000, bytesOut: 312_000, address: null },
    ...more,
  };
}

const away = live('b', {
  ...{ state: 'away', way: 'internet', upToDate: false, code: 'sync/unreachable', address: '192.168.1.20:47000' },
  outgoing: { changes: 3, letters: 1, letterBytes: 420_000, crossing: null },
});
const fetching = live('c', {
  upToDate: false,
  incoming: { changes: 0, letters: 2, letterBytes: 8_300_000, crossing: { across: 3_100_000, size: 9_000_000 } },
});

const off: SyncState['ways'] = (['lan', 'internet', 'folder'] as const).map((kind) => ({
  ...{ kind, on: false, available: true, state: 'off', code: null, addresses: [], folder: null },
}));

/** Sync as screens see it, without a host: a few devices, or none, and a pairing that the test moves on. */
export class FakeSync implements SyncView {
  state: SyncState = $state.raw({
    ready: true,
    device: 'a',
    ways: off,
    devices: [],
    missing: { letters: 0, letterBytes: 0 },
  });
  trouble: NailwallError | null = $state.raw(null);
  devices: readonly DeviceRow[] = $state.raw([{ id: 'a', name: '', isThis: true, addedAt: 0, live: null }]);
  pairing: FakePairing | null = $state.raw(null);
  wasRemoved = $state(false);
  /** What is thrown by the next call that can fail. */
  fails: ErrorCode | null = null;
  readonly called: string[] = [];

  constructor(several: boolean) {
    if (!several) return;
    const row = (id: string, name: string, of: SyncDevice | null) => ({
      id,
      name,
      isThis: false,
      addedAt: at,
      live: of,
    });
    this.devices = [
      { ...row('a', 'Desk by the window', null), isThis: true },
      row('b', 'Laptop', away),
      row('c', 'The old machine in the studio', fetching),
      row('d', 'Workshop', live('d')),
    ];
    const [lan, internet, folder] = off as [SyncState['ways'][0], SyncState['ways'][0], SyncState['ways'][0]];
    this.state = {
      ...this.state,
      missing: { letters: 2, letterBytes: 8_300_000 },
      ways: [
        { ...lan, on: true, state: 'running', addresses: ['192.168.1.7:47123'] },
        { ...internet, on: true, state: 'trouble', code: 'sync/offline' },
        { ...folder, folder: '/home/robin/Sync' },
      ],
    };
  }

  readonly everywhere = $derived(everywhereOf(this.devices, this.state.missing));

  get ownName(): string {
    return this.devices[0]?.name ?? '';
  }

  setWay(kind: SyncState['ways'][number]['kind'], on: boolean): Promise<void> {
    return this.#call(`setWay ${kind} ${String(on)}`, () => this.#change(kind, { on, state: on ? 'running' : 'off' }));
  }

  setFolder(folder: string | null): Promise<void> {
    const isPath = folder === null || folder.startsWith('/');
    if (!isPath) return Promise.reject(coded('input/invalid'));
    return this.#call(`setFolder ${folder ?? ''}`, () => this.#change('folder', { folder }));
  }

  setAddress(device: string, address: string | null): Promise<void> {
    if (address !== null && !/:\d+$/.test(address)) return Promise.reject(coded('input/invalid'));
    return this.#call(`setAddress ${device} ${address ?? ''}`, () => undefined);
  }

  retry(): Promise<void> {
    return this.#call('retry', () => undefined);
  }

  rename(device: string, name: string): Promise<void> {
    return this.#call(`rename ${device} ${name}`, () => {
      this.devices = this.devices.map((row) => (row.id === device ? { ...row, name } : row));
    });
  }

  remove(device: string): Promise<void> {
    return this.#call(`remove ${device}`, () => (this.devices = this.devices.filter(({ id }) => id !== device)));
  }

  showWords({ name }: { readonly name: string }): Promise<void> {
    return this.#call(`showWords ${name}`, () => (this.pairing = new FakePairing('show')));
  }

  typeWords(words: string | Uint8Array, address: string | null, { name }: { readonly name: string }): Promise<void> {
    if (typeof words === 'string' && words.split(' ').length !== 12)
      return Promise.reject(coded('sync/words-misspelt'));
    return this.#call(`typeWords ${address ?? ''} ${name}`, () => (this.pairing = new FakePairing('type')));
  }

  forgetPairing(): void {
    this.pairing = null;
  }

  #change(kind: string, change: Partial<SyncState['ways'][number]>): void {
    const ways = this.state.ways.map((way) => (way.kind === kind ? { ...way, ...change } : way));
    this.state = { ...this.state, ways };
  }

  async #call(name: string, act: () => unknown): Promise<void> {
    await Promise.resolve();
    const { fails } = this;
    this.fails = null;
    if (fails) throw coded(fails);
    this.called.push(name);
    act();
  }
}

export class FakePairing implements PairingView {
  readonly side: PairingView['side'];
  readonly expiresAt = Date.now() + 600_000;
  readonly addresses: readonly string[] = ['192.168.1.7:47124'];
  readonly words: readonly string[] | null;
  stage: PairingView['stage'] = $state('looking');
  peerName: string | null = $state(null);
  joining: Joining | null = $state(null);
  error: NailwallError | null = $state.raw(null);
  readonly said: string[] = [];

  constructor(side: PairingView['side']) {
    this.side = side;
    this.words = side === 'show' ? wordsOf(new Uint8Array(16).fill(77)) : null;
  }

  meet(stage: PairingView['stage'], joining: Joining): void {
    [this.stage, this.joining, this.peerName] = [stage, joining, 'Laptop'];
  }

  fail(code: ErrorCode): void {
    [this.stage, this.error] = ['ended', coded(code)];
  }

  file(): Uint8Array {
    return new Uint8Array(3);
  }

  async confirm(): Promise<void> {
    await this.#say('confirm', 'crossing');
  }

  async choose(how: string): Promise<void> {
    await this.#say(how, 'crossing');
  }

  async cancel(): Promise<void> {
    await this.#say('cancel', 'ended');
  }

  async #say(what: string, stage: PairingView['stage']): Promise<void> {
    await Promise.resolve();
    this.said.push(what);
    this.stage = stage;
  }
}
