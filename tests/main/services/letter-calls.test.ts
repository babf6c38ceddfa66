import { type Bytes, bytesToHex, concatBytes, largestLetterBytes } from '#core/base';
import { chunkBytes, createDispatch, createHostApi, type HostApi } from '#core/contract';
import { nameLetters } from '#core/vault';
import { sha256 } from '@noble/hashes/sha2.js';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom, type Session } from '../../../src/main/services/index.ts';
import { pullLetter, putLetter } from '../../../src/renderer/host/letter-transfer.ts';
import { pushUpdate } from '../../../src/renderer/host/update-transfer.ts';
import { clockAt } from '../storage/folder.ts';
import { manualScheduler } from './manual-scheduler.ts';
import { openTestServices } from './open-services.ts';

function apiOf(session: Pick<Session, 'handlers' | 'onEvent'>): HostApi {
  return createHostApi({
    invoke: createDispatch(session.handlers),
    subscribe: (channel, listener) => session.onEvent((name, event) => name === channel && listener(event)),
  });
}

const hashOf = (bytes: Bytes): string => bytesToHex(sha256(bytes));
const put = (host: HostApi, letter: Bytes) => putLetter(host, [letter], letter.length, () => hashOf(letter));

async function pull(host: HostApi, hash: string): Promise<Bytes> {
  const parts: Bytes[] = [];
  for await (const part of pullLetter(host, hash)) parts.push(part);
  return concatBytes(...parts);
}

const partsIn = (folder: string): string[] => readdirSync(join(folder, 'letters', 'parts'));

test('letters of any size go there and back, and other windows hear of them', async () => {
  const { services } = await openTestServices();
  const [host, other] = [apiOf(services), apiOf(services.connect())];
  const heard: string[] = [];
  host.on('letters.arrived', ({ hash }) => heard.push(`own ${hash}`));
  other.on('letters.arrived', ({ hash }) => heard.push(hash));
  const letters = [1, chunkBytes - 1, chunkBytes, 2 * chunkBytes + 7].map((size) => nodeRandom(size));
  for (const letter of letters) await put(host, letter);
  for (const letter of letters) expect(Buffer.compare(await pull(other, hashOf(letter)), letter)).toBe(0);
  expect(heard).toEqual(letters.map(hashOf));
  const hashes = [...letters.map(hashOf), '0'.repeat(64)];
  expect(await host.letters.status({ hashes })).toEqual([
    ...letters.map(({ length }) => ({ state: 'here', bytes: length })),
    { state: 'absent', bytes: 0 },
  ]);
});

test('what was announced must come: in order, in full chunks, to its end, with its hash', async () => {
  const { services, folder } = await openTestServices();
  const { letters } = apiOf(services);
  const invalid = expect.objectContaining({ code: 'input/invalid' }) as unknown;
  const begin = async (bytes: number) => (await letters.put({ bytes })).transfer;
  const wrongs: ((transfer: string) => Promise<unknown>)[] = [
    (transfer) => letters.putChunk({ transfer, index: 1, bytes: new Uint8Array(10) }),
    (transfer) => letters.putChunk({ transfer, index: 0, bytes: new Uint8Array(9) }),
    (transfer) => letters.putChunk({ transfer, index: 0, bytes: new Uint8Array(11) }),
    (transfer) => letters.putEnd({ transfer, hash: '0'.repeat(64) }),
  ];
  for (const wrong of wrongs) {
    const transfer = await begin(10);
    await expect(wrong(transfer)).rejects.toEqual(invalid);
    await expect(letters.putEnd({ transfer, hash: '0'.repeat(64) })).rejects.toEqual(invalid);
  }
  const transfer = await begin(10);
  await letters.putChunk({ transfer, index: 0, bytes: new Uint8Array(10) });
  await expect(letters.putEnd({ transfer, hash: '0'.repeat(64) })).rejects.toMatchObject({ code: 'letter/damaged' });
  expect(partsIn(folder)).toEqual([]);
  await expect(letters.put({ bytes: largestLetterBytes + 1 })).rejects.toEqual(invalid);
  await expect(letters.put({ bytes: 0 })).rejects.toEqual(invalid);
  for (const hash of ['..', '../secret', 'A'.repeat(64), 'a'.repeat(65)]) {
    await expect(letters.get({ hash })).rejects.toEqual(invalid);
    await expect(letters.status({ hashes: [hash] })).rejects.toEqual(invalid);
  }
});

test('a letter that breaks off, is forgotten, or whose window has gone leaves nothing behind', async () => {
  const scheduler = manualScheduler();
  const { services, folder } = await openTestServices({ scheduler });
  const session = services.connect();
  const host = apiOf(session);
  async function* breaking(): AsyncGenerator<Bytes> {
    await Promise.resolve();
    yield nodeRandom(chunkBytes + 5);
    throw new Error('the source is gone');
  }
  await expect(putLetter(host, breaking(), 2 * chunkBytes, () => '')).rejects.toThrow('the source is gone');
  expect(partsIn(folder)).toEqual([]);
  await host.letters.put({ bytes: 10 });
  expect(partsIn(folder)).toHaveLength(1);
  scheduler.advance(60_000);
  await vi.waitFor(() => expect(partsIn(folder)).toEqual([]));
  for (let open = 0; open < 4; open++) await host.letters.put({ bytes: 10 });
  await expect(host.letters.put({ bytes: 10 })).rejects.toMatchObject({ code: 'input/too-large' });
  session.end();
  await vi.waitFor(() => expect(partsIn(folder)).toEqual([]));
});

test('reading a letter: closed at its end, when it is left, and when it is forgotten', async () => {
  const scheduler = manualScheduler();
  const { services } = await openTestServices({ scheduler });
  const host = apiOf(services);
  const letter = nodeRandom(3 * chunkBytes);
  await put(host, letter);
  const hash = hashOf(letter);
  for (let round = 0; round < 6; round++) {
    for await (const part of pullLetter(host, hash)) if (part.length > 0) break;
    await pull(host, hash);
  }
  const { transfer } = await host.letters.get({ hash });
  await expect(host.letters.getChunk({ transfer, index: 3 })).rejects.toMatchObject({ code: 'input/invalid' });
  scheduler.advance(60_000);
  await expect(host.letters.getChunk({ transfer, index: 0 })).rejects.toMatchObject({ code: 'input/invalid' });
});

test('a damaged file is told by code; the log names no letter', async () => {
  const { services, folder, lines } = await openTestServices();
  const host = apiOf(services);
  const letter = nodeRandom(100);
  await put(host, letter);
  const hash = hashOf(letter);
  writeFileSync(join(folder, 'letters', hash.slice(0, 2), hash), nodeRandom(100));
  for (let asked = 0; asked < 2; asked++) {
    await expect(pull(host, hash)).rejects.toMatchObject({ code: 'letter/damaged' });
    expect(await host.letters.status({ hashes: [hash] })).toEqual([{ state: 'damaged', bytes: 0 }]);
  }
  expect(lines.join()).not.toContain(hash.slice(0, 8));
});

test('tidying keeps what the vault names, and the rest for thirty days', async () => {
  const clock = clockAt('2024-05-01');
  const { services } = await openTestServices({ clock });
  const host = apiOf(services);
  const [named, loose] = [nodeRandom(10), nodeRandom(20)];
  await put(host, named);
  await put(host, loose);
  const vault = new Y.Doc();
  nameLetters(vault, new Map([[hashOf(named), 10]]), []);
  await pushUpdate(host, Y.encodeStateAsUpdate(vault));
  expect(await host.letters.tidy()).toEqual({ removed: 0 });
  clock.date = '2024-05-31' as typeof clock.date;
  expect(await host.letters.tidy()).toEqual({ removed: 1 });
  const hashes = [hashOf(named), hashOf(loose)];
  expect((await host.letters.status({ hashes })).map(({ state }) => state)).toEqual(['here', 'absent']);
});

test('a letter that is found damaged is told while the host runs, and no longer once a good file has come', async () => {
  const { services, folder } = await openTestServices();
  const [host, other] = [apiOf(services), apiOf(services.connect())];
  const heard: string[] = [];
  for (const [name, each] of [
    ['host', host],
    ['other', other],
  ] as const)
    each.on('damage.found', () => heard.push(name));
  const letter = nodeRandom(5000);
  await put(host, letter);
  const hash = hashOf(letter);
  const path = join(folder, 'letters', hash.slice(0, 2), hash);
  const broken = letter.slice();
  broken[4000] = (broken[4000] ?? 0) ^ 1;
  writeFileSync(path, broken);
  expect((await host.replica.damage()).letters.files).toEqual([]);
  await expect(pull(other, hash)).rejects.toMatchObject({ code: 'letter/damaged' });
  expect(heard).toEqual(['host', 'other']);
  const { letters } = await host.replica.damage();
  expect(letters.files).toEqual([{ hash, at: expect.any(Number) as number }]);
  expect(Math.abs((letters.files[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  const [aside] = readdirSync(letters.folder);
  expect(Buffer.compare(readFileSync(join(letters.folder, aside ?? '')), broken)).toBe(0);
  await put(host, letter);
  expect((await host.replica.damage()).letters.files).toEqual([]);
  expect(readdirSync(letters.folder)).toEqual([aside]);
});
