/** The same journal stored twice in this browser: sealed, as Nailwall keeps it, and plainly with y-indexeddb. */
import { Journal } from '#core/journal';
import { Keyring, SealedJournal } from '#core/vault';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { windowClock, windowRandom, windowScheduler } from '../../../src/renderer/state/window-ports.ts';
import { WindowCopy } from '../../../src/renderer/storage/window-copy.ts';
import { fillMany } from '../../renderer/workbench/scenes.ts';

const ports = { clock: windowClock, random: windowRandom, scheduler: windowScheduler };
/** Changes after the last snapshot, each sealed and stored by itself. */
const tail = 100;

const keyring = (): Keyring =>
  Keyring.of([{ vaultId: new Uint8Array(16).fill(1), master: new Uint8Array(32).fill(2) }]);
const plainName = (attempts: number) => `plain-${attempts}`;
const sealedName = (attempts: number) => `sealed-${attempts}`;

/** Writes a journal of `attempts` and keeps it both ways. */
export async function prepareJournal(attempts: number): Promise<void> {
  const doc = new Y.Doc();
  const vault = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, keyring(), ports);
  const journal = Journal.open(doc, ports);
  journal.together(() => fillMany(journal, attempts, 4200));
  sealed.seal();
  sealed.snapshot();
  const plain = new IndexeddbPersistence(plainName(attempts), doc);
  const copy = new IndexeddbPersistence(sealedName(attempts), vault);
  await Promise.all([plain.whenSynced, copy.whenSynced]);
  for (let change = 0; change < tail; change++) {
    journal.addAttempt({ kind: 'job', toWhom: `House ${change}`, what: 'A post', sentOn: windowClock.today() });
    sealed.seal();
  }
  // A later transaction of the same store ends after all writes before it.
  await Promise.all([plain.set('written', 1), copy.set('written', 1)]);
  await Promise.all([plain.destroy(), copy.destroy()]);
  sealed.close();
  journal.dispose();
}

/** Loads the plain journal and lists its attempts, ms. */
export async function openPlainly(attempts: number): Promise<number> {
  const start = performance.now();
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(plainName(attempts), doc);
  await persistence.whenSynced;
  const journal = Journal.open(doc, ports);
  mustList(journal.attempts().length, attempts);
  const took = performance.now() - start;
  await persistence.destroy();
  journal.dispose();
  doc.destroy();
  return took;
}

/** From keys to the whole journal, and to the first screen with rows of it painted, ms. */
export async function openSealed(attempts: number): Promise<{ whole: number; first: number }> {
  const keys = keyring();
  const start = performance.now();
  const vault = new Y.Doc();
  const copy = await WindowCopy.open(sealedName(attempts), vault);
  const doc = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, keys, ports);
  const journal = Journal.open(doc, ports);
  mustList(journal.attempts().length, attempts);
  const whole = performance.now() - start;
  const store = new JournalStore(journal);
  const place = document.getElementById('app');
  place?.replaceChildren(...store.attempts.slice(0, 30).map(({ toWhom, what }) => row(`${toWhom} ${what}`)));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const first = performance.now() - start;
  store.dispose();
  sealed.close();
  journal.dispose();
  await copy.close();
  doc.destroy();
  vault.destroy();
  return { whole, first };
}

/** What the rows of both copies hold, bytes. */
export async function storedBytes(attempts: number): Promise<{ sealed: number; plain: number }> {
  return { sealed: await bytesIn(sealedName(attempts)), plain: await bytesIn(plainName(attempts)) };
}

function mustList(found: number, attempts: number): void {
  if (found !== attempts + tail) throw new Error(`${found} attempts were read, ${attempts + tail} were written.`);
}

function row(text: string): HTMLElement {
  const line = document.createElement('p');
  line.textContent = text;
  return line;
}

function bytesIn(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error ?? new Error(name));
    opening.onsuccess = () => {
      const all = opening.result.transaction('updates').objectStore('updates').getAll();
      all.onerror = () => reject(all.error ?? new Error(name));
      all.onsuccess = () => {
        opening.result.close();
        resolve((all.result as Uint8Array[]).reduce((sum, { byteLength }) => sum + byteLength, 0));
      };
    };
  });
}
