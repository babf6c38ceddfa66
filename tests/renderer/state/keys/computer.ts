/**
 * One computer as far as keys are concerned: the real host on a real folder, the real copy of the vault that the window
 * keeps with it, and a way to pull the plug before or after any call between the two.
 */
import { coded, hasCode } from '#core/base';
import { type ContractTransport, createDispatch, createHostApi, type HostApi } from '#core/contract';
import { argon2Floor, foundVault, type Keyring, type Opener, openVault } from '#core/vault';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { nodeClock, nodeRandom, openServices, type Services } from '../../../../src/main/services/index.ts';
import { SecretFile } from '../../../../src/main/storage/index.ts';
import { KeyChanges } from '../../../../src/renderer/state/keys/key-changes.svelte.ts';
import { HostCopy } from '../../../../src/renderer/storage/host-copy.ts';
import { quickArgon2id } from '../../../core/vault/quick-argon2.ts';

const never = { after: () => () => undefined };

/** Calls to the host that change something there. */
const changing = new Set(['secret.write', 'secret.clear', 'replica.pushWhole', 'replica.pushChunk']);

export class Computer {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'nailwall-keys-'));
  #services: Services | null = null;
  /** Before which changing call, counted from 0, the plug is pulled; or right after it, its answer lost. */
  plug: { readonly at: number; readonly answered: 'before' | 'after' } | null = null;
  changes = 0;
  /** Fails every push, as a full disk would. */
  full = false;
  #dead = false;

  async start(): Promise<HostApi> {
    const secretStore = new SecretFile(path.join(this.#folder, 'data', 'secret'), nodeRandom);
    this.#services = await openServices({
      dataFolder: path.join(this.#folder, 'data'),
      version: '0',
      kind: 'loopback',
      demo: false,
      capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
      secretStore,
      openExternal: async () => undefined,
      reload: async () => ({ launch: null }),
      log: () => undefined,
      clock: nodeClock,
    });
    return createHostApi(this.#transport(this.#services));
  }

  /** After a crash or at the end: the process is gone, what is on the disk stays. */
  async stop(): Promise<void> {
    await this.#services?.close();
    this.#services = null;
    this.plug = null;
    this.#dead = false;
    this.changes = 0;
  }

  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #transport(services: Services): ContractTransport {
    const dispatch = createDispatch(services.handlers);
    return {
      invoke: async (channel, argument) => {
        if (this.#dead) throw coded('host/unavailable');
        if (this.full && channel.startsWith('replica.push')) throw coded('storage/full');
        const isPlug = changing.has(channel) && this.changes++ === this.plug?.at;
        if (isPlug && this.plug?.answered === 'before') this.#dead = true;
        if (this.#dead) throw coded('host/unavailable');
        const reply = await dispatch(channel, argument);
        if (isPlug) this.#dead = true;
        if (this.#dead) throw coded('host/unavailable');
        return reply;
      },
      subscribe: (channel, listener) => services.onEvent((name, event) => name === channel && listener(event)),
    };
  }
}

/** An open journal's keys on a computer. */
export interface Opened {
  readonly vault: Y.Doc;
  readonly keys: KeyChanges;
  readonly host: HostApi;
  readonly copy: HostCopy;
}

export async function loadVault(host: HostApi): Promise<{ vault: Y.Doc; copy: HostCopy }> {
  const vault = new Y.Doc();
  const connected = { ...host, status: 'connected' as const, onStatus: () => () => undefined, restart: async () => {} };
  return { vault, copy: await HostCopy.open(connected, vault, never) };
}

function keysOf(vault: Y.Doc, copy: HostCopy, host: HostApi, keyring: Keyring, openedBy: Opener['kind']): KeyChanges {
  const shelf = new Map<string, string>();
  return new KeyChanges({
    ...{ vault, keyring, openedBy, random: nodeRandom, argon2id: quickArgon2id, secret: host.secret },
    parameters: async () => argon2Floor,
    settled: () => copy.settled(),
    shelf: {
      read: (name) => shelf.get(name) ?? null,
      write: (name, text) => void (text === null ? shelf.delete(name) : shelf.set(name, text)),
    },
    today: () => nodeClock.today(),
  });
}

/** Founds a journal that `openers` open; a secret among them is stored first, as the app does. */
export async function found(computer: Computer, openers: readonly Opener[]): Promise<Opened> {
  const host = await computer.start();
  const { vault, copy } = await loadVault(host);
  for (const opener of openers) if (opener.kind === 'secret') await host.secret.write({ secret: opener.secret });
  const ports = { random: nodeRandom, argon2id: quickArgon2id };
  const keyring = await foundVault(vault, openers, ports);
  await copy.settled();
  computer.changes = 0;
  return { vault, copy, host, keys: keysOf(vault, copy, host, keyring, openers[0]?.kind ?? 'passphrase') };
}

export async function openAgain(computer: Computer, opener: Opener): Promise<Opened> {
  const host = await computer.start();
  const { vault, copy } = await loadVault(host);
  const keyring = await openVault(vault, opener, quickArgon2id);
  return { vault, copy, host, keys: keysOf(vault, copy, host, keyring, opener.kind) };
}

export async function opens(vault: Y.Doc, opener: Opener): Promise<boolean> {
  try {
    await openVault(vault, opener, quickArgon2id);
    return true;
  } catch (error) {
    if (!hasCode(error)) throw error;
    return false;
  }
}

/** Whether the journal would open by itself. */
export async function opensByItself(host: HostApi, vault: Y.Doc): Promise<boolean> {
  const secret = await host.secret.read();
  return secret !== null && opens(vault, { kind: 'secret', secret });
}
