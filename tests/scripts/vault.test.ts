import * as base from '#core/base';
import * as journalDoor from '#core/journal';
import { Journal } from '#core/journal';
import * as transfer from '#core/transfer';
import { exportJournal, readImport } from '#core/transfer';
import * as vaultDoor from '#core/vault';
import {
  createRecoveryPhrase,
  encodeBackup,
  foundVault,
  logOf,
  nameLetters,
  SealedJournal,
  sealLetter,
} from '#core/vault';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Stop } from '../../scripts/stop.mjs';
import { vaultCommand } from '../../scripts/vault-command.mjs';
import * as nodePorts from '../../src/main/services/node-ports.ts';
import { nodeClock, nodeRandom, nodeScheduler } from '../../src/main/services/node-ports.ts';
import { argon2id } from '../core/vault/argon2.ts';

const passphrase = 'lantern harbour seven';
let folder: string;
let words: string;
let lossless: Uint8Array;
let backup: Uint8Array;
let damaged: Uint8Array;
const letterBytes = new TextEncoder().encode('We read it twice, and have to say no.');
let withLetter: Uint8Array;
let letterFile: Uint8Array;

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const head = { createdAt: 1_790_000_000_000, sequence: 1, records: 1, unreadable: 0, doubtful: false };
const file = (name: string, bytes: Uint8Array) => {
  const at = path.join(folder, name);
  writeFileSync(at, bytes);
  return at;
};

/** As a person runs it. */
function spawned(args: readonly string[], typed = passphrase) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/vault.mjs', ...args], {
    ...{ encoding: 'utf8', input: `${typed}\n`, timeout: 50_000 },
  });
  return { status, told: stdout + stderr };
}

const core = { base, journal: journalDoor, transfer, vault: vaultDoor, ports: nodePorts };

/** The same in this process, which saves loading the core of the app each time. */
async function run(args: readonly string[], typed = passphrase): Promise<{ status: number; told: string }> {
  const lines: string[] = [];
  const openCore = async () => ({ core, close: () => Promise.resolve() });
  const print = (line: string) => void lines.push(line);
  try {
    const status = await vaultCommand(args, { openCore, typedSecret: async () => typed, print });
    return { status, told: lines.join('\n') };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { status: 2, told: [...lines, error.message].join('\n') };
  }
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'nailwall-vault-'));
  const vault = new Y.Doc();
  const doc = new Y.Doc();
  const phrase = createRecoveryPhrase(nodeRandom);
  const keyring = await foundVault(
    vault,
    [
      { kind: 'passphrase', passphrase },
      { kind: 'recovery', entropy: phrase.entropy },
    ],
    { random: nodeRandom, argon2id },
  );
  const ports = { random: nodeRandom, clock: nodeClock, scheduler: nodeScheduler };
  const sealed = SealedJournal.open(vault, doc, keyring, ports);
  const journal = Journal.open(doc, ports);
  const attempt = journal.addAttempt({ toWhom: 'Alder House', what: 'The picture book', answer: 'no' });
  sealed.seal();
  words = phrase.words.join(' ');
  lossless = exportJournal(journal, nodeClock.today());
  backup = encodeBackup({ ...head, update: Y.encodeStateAsUpdate(vault) });
  logOf(vault).push([new Uint8Array([1, 2, 3])]);
  damaged = encodeBackup({ ...head, update: Y.encodeStateAsUpdate(vault) });
  logOf(vault).delete(logOf(vault).length - 1, 1);
  const parts: Uint8Array[] = [];
  for await (const part of sealLetter([letterBytes], letterBytes.length, keyring, nodeRandom)) parts.push(part);
  letterFile = Buffer.concat(parts);
  const hash = hashOf(letterFile);
  const facts = { name: 'No.txt', mime: 'text/plain', size: letterBytes.length, digest: hashOf(letterBytes) };
  journal.addLetter({ attempt, hash, ...facts });
  nameLetters(vault, new Map([[hash, letterFile.length]]), []);
  sealed.seal();
  withLetter = encodeBackup({ ...head, update: Y.encodeStateAsUpdate(vault) });
  sealed.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every record of a sound backup opens, by the passphrase and by the words', () => {
  const whole = file('whole.nailwall-backup', backup);
  const byPassphrase = spawned(['verify', whole]);
  expect(byPassphrase).toMatchObject({ status: 0 });
  expect(byPassphrase.told).toContain('Sealed records: 1, letters: 0, attempts: 1, pursuits: 0.\nEvery record opened.');
  expect(spawned(['verify', whole, '--words'], words)).toMatchObject({ status: 0 });
});

test('what cannot be opened ends with a code of its own, and without a stack', () => {
  const { status, told } = spawned(['verify', file('closed.nailwall-backup', backup)], 'not this one');
  expect(status).toBe(2);
  expect(told).toMatch(/^That passphrase does not open this journal\./m);
  expect(told).not.toContain('    at ');
  expect(spawned(['verify', file('half.nailwall-backup', damaged)])).toMatchObject({ status: 1 });
});

test('an export is the one that the app writes, for nobody else to read, and never written over another file', async () => {
  const whole = file('taken-out.nailwall-backup', backup);
  const out = path.join(folder, 'journal.json');
  expect(await run(['export', whole, '--out', out])).toMatchObject({ status: 0 });
  expect(readFileSync(out).equals(lossless)).toBe(true);
  expect(readImport(readFileSync(out)).type).toBe('journal');
  expect(statSync(out).mode & 0o777).toBe(0o600);
  writeFileSync(out, 'something else');
  const nowhere = await run(['export', whole, '--out', path.join(folder, 'no', 'journal.json')]);
  expect(nowhere).toMatchObject({ status: 2 });
  expect(nowhere.told).toContain('cannot be written (ENOENT). Name another place.');
  const again = await run(['export', whole, '--out', out]);
  expect(again.status).toBe(2);
  expect(again.told).toContain('is there already');
  expect(readFileSync(out, 'utf8')).toBe('something else');
});

/** A backup in a folder of its own, and the letter beside it where there is one. */
function beside(name: string, letter: Uint8Array | null): { backup: string; letter: string } {
  mkdirSync(path.join(folder, name));
  const hash = hashOf(letterFile);
  const at = path.join(folder, name, 'letters', hash.slice(0, 2));
  mkdirSync(at, { recursive: true });
  if (letter) writeFileSync(path.join(at, hash), letter);
  return {
    backup: file(path.join(name, 'one.nailwall-backup'), withLetter),
    letter: `letters/${hash.slice(0, 2)}/${hash}`,
  };
}

test('the letters beside a backup are opened as well, and come with a zip', async () => {
  const { backup } = beside('sound', letterFile);
  const verified = await run(['verify', backup]);
  expect(verified).toMatchObject({ status: 0 });
  expect(verified.told).toContain('letters: 1, attempts: 1, pursuits: 0.\nEvery record and every letter opened.');
  const out = path.join(folder, 'journal.zip');
  expect(await run(['export', backup, '--out', out])).toMatchObject({ status: 0 });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const zipped = unzipSync(readFileSync(out));
  expect(Buffer.compare(zipped[`letters/${hashOf(letterBytes)}`] ?? new Uint8Array(), letterBytes)).toBe(0);
  expect(Object.keys(zipped)).toContain('journal.json');
});

test.each([
  ['is not there', () => null, 'letter/absent'],
  ['is damaged', () => letterFile.map((byte, index) => (index === 60 ? byte ^ 1 : byte)), 'letter/damaged'],
])(
  'a letter that %s is named, nothing is exported without it, and the journal alone still is',
  async (name, bytes, code) => {
    const { backup, letter } = beside(name, bytes());
    const { status, told } = await run(['verify', backup]);
    expect(status).toBe(1);
    expect(told).toContain(`A letter that did not open (${code}): ${letter}`);
    const zip = path.join(folder, `${name}.zip`);
    expect((await run(['export', backup, '--out', zip])).status).toBe(2);
    expect(existsSync(zip)).toBe(false);
    const json = path.join(folder, `${name}.json`);
    expect((await run(['export', backup, '--out', json])).status).toBe(1);
    expect(readImport(readFileSync(json)).type).toBe('journal');
  },
);

test('a record that does not open is counted, and the rest is read', async () => {
  const { status, told } = await run(['verify', file('damaged.nailwall-backup', damaged)]);
  expect(status).toBe(1);
  expect(told).toContain('attempts: 1');
  expect(told).toContain('Records that could not be opened: 1.');
});

test.each([
  ['a wrong passphrase', () => backup, [], 'not this one', /^That passphrase does not open this journal\./m],
  ['other words', () => backup, ['--words'], otherWords(), /^Those words do not open this journal\./m],
  ['words that are none', () => backup, ['--words'], 'one two three', /^One of the words is not in the list/m],
  ['a cut file', () => backup.slice(0, -9), [], passphrase, /^That backup is damaged/m],
  ['a changed byte', () => changed(), [], passphrase, /^That backup is damaged/m],
  ['another file', () => new Uint8Array(500), [], passphrase, /^That file is not a backup of Nailwall\./m],
])('%s is told in a sentence', async (_name, bytes, more, typed, sentence) => {
  const { status, told } = await run(['verify', file('case.nailwall-backup', bytes()), ...more], typed);
  expect(status).toBe(2);
  expect(told).toMatch(sentence);
});

test('what was typed wrongly is answered with how it is used', async () => {
  expect((await run(['verify'])).told).toContain('Usage: npm run vault');
  expect((await run(['export', 'a.nailwall-backup'])).told).toContain('An export needs --out');
  expect((await run(['verify', file('asked.nailwall-backup', backup)], '')).told).toContain('Nothing was typed.');
  expect((await run(['verify', path.join(folder, 'nowhere.nailwall-backup')])).told).toContain(
    'cannot be read (ENOENT)',
  );
});

function otherWords(): string {
  return createRecoveryPhrase(nodeRandom).words.join(' ');
}

function changed(): Uint8Array {
  const bytes = backup.slice();
  bytes[400] = (bytes[400] ?? 0) ^ 1;
  return bytes;
}
