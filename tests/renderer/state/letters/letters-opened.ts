import type { Bytes } from '#core/base';
import { createDispatch, createHostApi, type HostApi } from '#core/contract';
import { Journal } from '#core/journal';
import { Keyring } from '#core/vault';
import { webcrypto } from 'node:crypto';
import * as Y from 'yjs';
import { JournalStore } from '../../../../src/renderer/state/journal-store.svelte.ts';
import { Letters } from '../../../../src/renderer/state/letters/letters.svelte.ts';
import type { Session } from '../../../../src/main/services/index.ts';
import { openTestServices } from '../../../main/services/open-services.ts';
import { today } from '../opened-store.ts';

export interface LettersOpened {
  readonly store: JournalStore;
  readonly letters: Letters;
  readonly host: HostApi;
  /** The same host as another window has it. */
  readonly otherWindow: HostApi;
  readonly vault: Y.Doc;
  /** The host's data folder. */
  readonly folder: string;
  /** Forgets the keys. */
  lock(): void;
}

/** An open journal whose letters lie sealed with a real host, under the keys of vault `number`. */
export async function openLetters(number = 1): Promise<LettersOpened> {
  const { services, folder } = await openTestServices();
  const host = apiOf(services);
  const random = (length: number) => webcrypto.getRandomValues(new Uint8Array(length));
  const clock = { now: () => Date.UTC(2026, 10, 23, 12), today: () => today };
  const journal = Journal.open(new Y.Doc(), { clock, random });
  const keyring = Keyring.of([
    { vaultId: new Uint8Array(16).fill(number), master: new Uint8Array(32).fill(number + 100) },
  ]);
  const vault = new Y.Doc();
  const letters = new Letters(journal, { host, vault, keyring, random });
  const store = new JournalStore(journal, { today: () => today, letters });
  return { store, letters, host, otherWindow: apiOf(services.connect()), vault, folder, lock: () => keyring.close() };
}

function apiOf(session: Pick<Session, 'handlers' | 'onEvent'>): HostApi {
  return createHostApi({
    invoke: createDispatch(session.handlers),
    subscribe: (channel, listener) => session.onEvent((name, event) => name === channel && listener(event)),
  });
}

export const named = (name: string, content: string | Bytes): File =>
  new File([typeof content === 'string' ? content : content.slice()], name);

export const mail = (words = 'We read it twice and have to say no.'): string =>
  `From: Faber <letters@faber.example>\r\nSubject: Otter and the Moon\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\n${words}\r\n`;

export const textOf = (bytes: Bytes): string => new TextDecoder().decode(bytes);
