/** Two windows on two real hosts, over LAN's own sockets on 127.0.0.1. */
import { bytesToHex, utf8ToBytes } from '#core/base';
import { channelOf, createPairingWords, encodePairingMessage, readPairingWords, SealedPairing } from '#core/vault';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { loopbackNetwork } from '../../../main/transports/loopback-network.ts';
import { manualScheduler } from '../../../main/services/manual-scheduler.ts';
import { TestWindow } from './window.ts';

const within = { timeout: 20_000, interval: 20 };
const stage = (window: TestWindow, wanted: string) =>
  expect
    .poll(() => `${window.sync.pairing?.stage ?? ''} ${window.sync.pairing?.error?.code ?? ''}`.trim(), within)
    .toBe(wanted);
const lists = (window: TestWindow, names: readonly string[]) =>
  expect.poll(() => (window.isOpen ? window.asked : null), within).toEqual(names);
const even = (window: TestWindow) => expect.poll(() => window.sync.everywhere, within).toBe('yes');

/** `shows` shows the words and `types` types them; both wait for the question. */
async function meet(shows: TestWindow, types: TestWindow, address: string | null = null): Promise<void> {
  await shows.sync.showWords({ name: 'Desk PC' });
  const words = shows.sync.pairing?.words?.join(' ') ?? '';
  await types.sync.typeWords(words, address, { name: 'Laptop' });
  await expect.poll(() => types.sync.pairing?.stage, within).toBe('their-turn');
  await expect.poll(() => shows.sync.pairing?.stage, within).toMatch(/^(confirm|choose)$/);
}

async function bothDone(a: TestWindow, b: TestWindow): Promise<void> {
  await stage(a, 'done');
  await stage(b, 'done');
}

test('a machine without a journal gets the one of the machine that shows the words', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  await desk.log('Harbour Review');
  await meet(desk, laptop);
  expect(desk.sync.pairing).toMatchObject({ stage: 'confirm', peerName: 'Laptop', joining: 'give-ours' });
  expect(laptop.sync.pairing).toMatchObject({ peerName: 'Desk PC', joining: 'take-theirs' });
  expect(laptop.isOpen).toBe(false);
  await desk.sync.pairing?.confirm();
  await bothDone(desk, laptop);
  await lists(laptop, ['Harbour Review']);
  // Whoever gives stays where it is, even when it has gone elsewhere meanwhile.
  expect([desk.shown, laptop.shown]).toEqual([0, 1]);
  await laptop.log('Alder House');
  await lists(desk, ['Alder House', 'Harbour Review']);
  await even(desk);
  await even(laptop);
  expect(desk.sync.devices.map(({ name }) => name)).toEqual(['Desk PC', 'Laptop']);
  await expect.poll(() => laptop.sync.devices.map(({ name }) => name), within).toEqual(['Laptop', 'Desk PC']);
  // The passphrase of the journal opens it there as well, and the device is the same one afterwards.
  const before = laptop.sync.devices.map(({ id }) => id);
  await laptop.unlock('desk');
  await expect.poll(() => laptop.sync.devices.map(({ id }) => id), within).toEqual(before);
  await even(laptop);
});

test('the machine without a journal may as well show the words', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  await desk.log('Harbour Review');
  await meet(laptop, desk);
  expect(laptop.sync.pairing).toMatchObject({ stage: 'confirm', joining: 'take-theirs' });
  await laptop.sync.pairing?.confirm();
  await bothDone(desk, laptop);
  await lists(laptop, ['Harbour Review']);
});

test('a typed address is enough where nothing announces itself, and is kept for what comes after', async () => {
  const desk = await TestWindow.open(await loopbackNetwork(), 'desk');
  const laptop = await TestWindow.open(await loopbackNetwork());
  await desk.log('Harbour Review');
  await desk.sync.showWords({ name: 'Desk PC' });
  const { words, addresses = [] } = desk.sync.pairing ?? {};
  await laptop.sync.typeWords(words?.join(' ') ?? '', addresses[0] ?? '', { name: 'Laptop' });
  await stage(desk, 'confirm');
  await desk.sync.pairing?.confirm();
  await bothDone(desk, laptop);
  await lists(laptop, ['Harbour Review']);
});

test('a pairing file carries the words and where to find the other machine', async () => {
  const desk = await TestWindow.open(await loopbackNetwork(), 'desk');
  const laptop = await TestWindow.open(await loopbackNetwork());
  await desk.sync.showWords({ name: 'Desk PC' });
  const file = desk.sync.pairing?.file() ?? new Uint8Array();
  await laptop.sync.typeWords(file, null, { name: 'Laptop' });
  await stage(desk, 'confirm');
  const other = expect.objectContaining({ code: 'sync/not-a-pairing-file' }) as Error;
  await expect(laptop.sync.typeWords(utf8ToBytes('words'), null, { name: 'Laptop' })).rejects.toEqual(other);
});

test('two journals become one, and either passphrase opens it on either machine', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network, 'laptop');
  await desk.log('Harbour Review');
  await laptop.log('Alder House');
  await meet(desk, laptop);
  expect(desk.sync.pairing).toMatchObject({ stage: 'choose', joining: 'two-journals' });
  await desk.sync.pairing?.choose('merge');
  await bothDone(desk, laptop);
  for (const window of [desk, laptop]) await lists(window, ['Alder House', 'Harbour Review']);
  await desk.log('Gannet Press');
  for (const window of [desk, laptop]) {
    await even(window);
    expect((await window.host.backups.status()).backups).toHaveLength(1);
    for (const passphrase of ['desk', 'laptop']) {
      await window.unlock(passphrase);
      await lists(window, ['Alder House', 'Gannet Press', 'Harbour Review']);
      expect(window.unreadable).toBe(0);
    }
  }
});

test('the other machine’s journal takes the place of this one’s, of which a backup is there before', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network, 'laptop');
  await desk.log('Harbour Review');
  await laptop.log('Alder House');
  await meet(desk, laptop);
  await desk.sync.pairing?.choose('give-ours');
  await bothDone(desk, laptop);
  await expect.poll(() => laptop.restarts, within).toBe(1);
  const wrong = expect.objectContaining({ code: 'vault/wrong-passphrase' }) as Error;
  await expect(laptop.unlock('laptop')).rejects.toEqual(wrong);
  await laptop.unlock('desk');
  await lists(laptop, ['Harbour Review']);
  expect((await laptop.host.backups.status()).backups).toMatchObject([{ fault: null, doubtful: false }]);
  expect(desk.asked).toEqual(['Harbour Review']);
  expect((await desk.host.backups.status()).backups).toHaveLength(0);
});

test('what the person at the other machine wants is taken from there as well', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network, 'laptop');
  await laptop.log('Alder House');
  await meet(desk, laptop);
  await desk.sync.pairing?.choose('take-theirs');
  await bothDone(desk, laptop);
  await expect.poll(() => [desk.restarts, laptop.restarts], within).toEqual([1, 0]);
  await desk.unlock('laptop');
  await lists(desk, ['Alder House']);
});

test('a no ends it on both machines, and nothing has changed on either', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  await meet(desk, laptop);
  await desk.sync.pairing?.cancel();
  await stage(desk, 'ended');
  await stage(laptop, 'ended sync/pairing-refused');
  expect(laptop.isOpen).toBe(false);
  expect(laptop.vault.getMap('header').size).toBe(0);
  expect(desk.sync.devices).toHaveLength(1);
  expect(await laptop.host.sync.readDevice()).toBe(null);
  // The local network was switched on for this alone.
  laptop.sync.forgetPairing();
  await expect.poll(async () => (await laptop.host.sync.state()).ways.some(({ on }) => on), within).toBe(false);
});

test('words that do not belong together are refused before anything is sent; other words find nobody', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  await desk.sync.showWords({ name: 'Desk PC' });
  const words = [...(desk.sync.pairing?.words ?? [])];
  const misspelt = expect.objectContaining({ code: 'sync/words-misspelt' }) as Error;
  const name = { name: 'Laptop' };
  await expect(laptop.sync.typeWords(words.slice(1).join(' '), null, name)).rejects.toEqual(misspelt);
  await expect(laptop.sync.typeWords(['nailwall', ...words.slice(1)].join(' '), null, name)).rejects.toEqual(misspelt);
  expect(laptop.sync.pairing).toBe(null);
  expect(laptop.sync.state?.ways.some(({ on }) => on)).toBe(false);
  const others = createPairingWords(nodeRandom).words.join(' ');
  await laptop.sync.typeWords(others, desk.sync.pairing?.addresses[0] ?? null, name);
  // A third one with the right words meets the machine, so the one with the wrong words has not.
  const third = await TestWindow.open(network);
  await third.sync.typeWords(words.join(' '), null, name);
  await stage(third, 'their-turn');
  expect(laptop.sync.pairing?.stage).toBe('looking');
});

test('an address that is none and a folder without its whole path are refused', async () => {
  const desk = await TestWindow.open(await loopbackNetwork(), 'desk');
  const invalid = expect.objectContaining({ code: 'input/invalid' }) as Error;
  const words = createPairingWords(nodeRandom).words.join(' ');
  await expect(desk.sync.typeWords(words, 'nowhere', { name: 'Desk PC' })).rejects.toEqual(invalid);
  expect(desk.sync.pairing).toBe(null);
  for (const folder of ['Sync', './Sync', '']) await expect(desk.sync.setFolder(folder)).rejects.toEqual(invalid);
  for (const folder of ['/home/robin/Sync', 'C:\\Users\\robin', '\\\\server\\share']) {
    await desk.sync.setFolder(folder);
    expect(desk.sync.state?.ways.find(({ kind }) => kind === 'folder')?.folder).toBe(folder);
  }
});

test('neither machine has a journal: both say so', async () => {
  const network = await loopbackNetwork();
  const [one, two] = [await TestWindow.open(network), await TestWindow.open(network)];
  await one.sync.showWords({ name: 'One' });
  await two.sync.typeWords(one.sync.pairing?.words?.join(' ') ?? '', null, { name: 'Two' });
  await stage(one, 'ended sync/no-journal');
  await expect.poll(() => two.sync.pairing?.stage, within).toBe('ended');
});

test('after ten minutes the words are worth nothing, and the machine that shows them says so', async () => {
  const scheduler = manualScheduler();
  const desk = await TestWindow.open(await loopbackNetwork(), 'desk', { scheduler });
  await desk.sync.showWords({ name: 'Desk PC' });
  scheduler.advance(10 * 60_000);
  await stage(desk, 'ended sync/pairing-expired');
});

test('the other machine goes away in the middle: it is said, and new words work', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  await meet(desk, laptop);
  await laptop.host.sync.setWay({ kind: 'lan', on: false });
  await stage(desk, 'ended sync/pairing-cut');
  await meet(desk, laptop);
  await desk.sync.pairing?.confirm();
  await bothDone(desk, laptop);
});

test('whoever knows the words but says what no window says gets nothing, and leaves nothing behind', async () => {
  const network = await loopbackNetwork();
  for (const wrong of ['agreed', 'keys', 'done', 'junk'] as const) {
    const desk = await TestWindow.open(network, 'desk');
    const rogue = await TestWindow.open(network);
    await desk.sync.showWords({ name: 'Desk PC' });
    const entropy = readPairingWords(desk.sync.pairing?.words?.join(' ') ?? '');
    await rogue.host.sync.setWay({ kind: 'lan', on: true });
    const handshakeHash = new Promise<Uint8Array>((resolve) => {
      rogue.host.on('sync.pairing', (event) => event.stage === 'met' && resolve(event.handshakeHash));
    });
    const { pairing } = await rogue.host.sync.acceptPairing({ channel: channelOf(entropy), address: null });
    const sealed = new SealedPairing(entropy, { handshakeHash: await handshakeHash, role: 1 }, nodeRandom);
    const message = {
      agreed: () => encodePairingMessage({ type: 'agreed', how: 'give' }),
      keys: () => encodePairingMessage({ type: 'keys', seed: { roots: [], slots: [] } }),
      done: () => encodePairingMessage({ type: 'done', addresses: [] }),
      junk: () => nodeRandom(100),
    }[wrong]();
    await rogue.host.sync.sendPairing({ pairing, message: wrong === 'junk' ? message : sealed.seal(message) });
    await stage(desk, 'ended sync/protocol');
    expect(desk.sync.devices.map(({ isThis }) => isThis)).toEqual([true]);
  }
});

test('a removed machine is refused, hears why, and comes back by new words with new keys', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  await meet(desk, laptop);
  await desk.sync.pairing?.confirm();
  await bothDone(desk, laptop);
  await even(desk);
  const first = desk.sync.devices[1]?.id ?? '';
  await desk.sync.remove(first);
  await expect.poll(() => desk.sync.devices.map(({ id }) => id).includes(first), within).toBe(false);
  await desk.log('Harbour Review');
  const refused = () => laptop.sync.devices.map(({ live }) => live?.code);
  await expect.poll(refused, within).toContain('sync/removed');
  expect(laptop.asked).toEqual([]);
  await meet(desk, laptop);
  expect(desk.sync.pairing).toMatchObject({ joining: 'same-journal' });
  await desk.sync.pairing?.confirm();
  await bothDone(desk, laptop);
  await lists(laptop, ['Harbour Review']);
  expect(desk.sync.devices.map(({ id }) => id)).not.toContain(first);
});

test('nothing of the words, the keys or the names crosses the host in the clear', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const laptop = await TestWindow.open(network);
  const seen: string[] = [];
  desk.host.on('sync.pairing', (event) => event.stage === 'message' && seen.push(bytesToHex(event.message)));
  laptop.host.on('sync.pairing', (event) => event.stage === 'message' && seen.push(bytesToHex(event.message)));
  await meet(desk, laptop);
  await desk.sync.pairing?.confirm();
  await bothDone(desk, laptop);
  expect(seen.length).toBeGreaterThanOrEqual(5);
  const master = bytesToHex(desk.master);
  for (const secret of [master, bytesToHex(utf8ToBytes('Desk PC')), bytesToHex(utf8ToBytes('Laptop'))]) {
    expect(seen.filter((message) => message.includes(secret))).toEqual([]);
  }
});

test('what is written after a removal is sealed under a key that the removed machine does not have', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const [laptop, workshop] = [await TestWindow.open(network), await TestWindow.open(network)];
  for (const each of [laptop, workshop]) {
    await meet(desk, each);
    await desk.sync.pairing?.confirm();
    await bothDone(desk, each);
  }
  await even(desk);
  const removed = await laptop.ownId();
  await desk.sync.remove(removed);
  await desk.log('Harbour Review');
  await lists(workshop, ['Harbour Review']);
  // Even with every byte of the vault it reads nothing of that.
  await laptop.take(desk.vault);
  expect(laptop.asked).toEqual([]);
  expect(laptop.unreadable).toBeGreaterThan(0);
  // The passphrase opens it on the machines that stay.
  await workshop.unlock('desk');
  await lists(workshop, ['Harbour Review']);
  expect(workshop.unreadable).toBe(0);
});

test('a third machine follows when two journals become one, while it is open', async () => {
  const network = await loopbackNetwork();
  const desk = await TestWindow.open(network, 'desk');
  const workshop = await TestWindow.open(network);
  const laptop = await TestWindow.open(network, 'laptop');
  await desk.log('Harbour Review');
  await laptop.log('Alder House');
  await meet(desk, workshop);
  await desk.sync.pairing?.confirm();
  await bothDone(desk, workshop);
  await lists(workshop, ['Harbour Review']);
  await meet(desk, laptop);
  await desk.sync.pairing?.choose('merge');
  await bothDone(desk, laptop);
  await lists(workshop, ['Alder House', 'Harbour Review']);
  await workshop.log('Gannet Press');
  for (const each of [desk, laptop]) await lists(each, ['Alder House', 'Gannet Press', 'Harbour Review']);
  expect(workshop.unreadable).toBe(0);
});
