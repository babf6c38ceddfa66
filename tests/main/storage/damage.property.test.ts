/** Flip, cut or drop anything that is stored: a clear word, the readable rest opens, nothing is overwritten. */
import { hasCode } from '#core/base';
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { isDamaged, VaultReplica } from '../../../src/main/storage/index.ts';
import { clockAt } from './folder.ts';
import { emptyStateVector, record, recordsIn, vaultDoc } from './vault-double.ts';

const names = Array.from({ length: 40 }, (_, index) => `record ${index} ${'x'.repeat(900)}`);
const root = mkdtempSync(join(tmpdir(), 'nailwall-damage-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = (folder: string): Promise<VaultReplica> =>
  VaultReplica.open({
    folder: join(folder, 'replica'),
    clock: clockAt('2024-05-01'),
    random: nodeRandom,
    onFault: () => undefined,
  });

/** Files that hold data; LOG and LOCK are LevelDB's own chatter. */
function dataFiles(folder: string): string[] {
  const inDatabase = readdirSync(join(folder, 'replica')).filter((name) =>
    /^(\d+\.(log|ldb)|MANIFEST-.*|CURRENT)$/.test(name),
  );
  return [...inDatabase.map((name) => join('replica', name)), 'replica.mark'];
}

const digests = (folder: string, files: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    files
      .filter((name) => existsSync(join(folder, name)))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

/** The same digests by the names the files have in the database's own folder. */
const databaseDigests = (all: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => name.startsWith('replica/'))
      .map(([name, digest]) => [name.slice('replica/'.length), digest]),
  );

async function makeGood(name: string, reopen: boolean): Promise<string> {
  const folder = join(root, name);
  mkdirSync(folder);
  const doc = vaultDoc();
  const replica = await open(folder);
  for (const each of names) await replica.apply(record(doc, each));
  await replica.close();
  if (reopen) await (await open(folder)).close();
  return folder;
}

interface Outcome {
  readonly code: string | null;
  readonly records: readonly string[];
  readonly reported: boolean;
  readonly keptAs: string | null;
}

async function tryToOpen(folder: string): Promise<Outcome> {
  try {
    const replica = await open(folder);
    try {
      const records = recordsIn(await replica.diff(emptyStateVector));
      return { code: null, records, reported: isDamaged(replica.damage), keptAs: replica.damage.keptAs };
    } finally {
      await replica.close();
    }
  } catch (error) {
    if (!hasCode(error)) throw error;
    return { code: error.code, records: [], reported: true, keptAs: null };
  }
}

type Harm = (bytes: Buffer, at: number) => Buffer | null;
const harms: Readonly<Record<string, Harm>> = {
  flip: (bytes, at) => {
    const index = at % bytes.length;
    bytes[index] = (bytes[index] ?? 0) ^ (1 << (at % 8));
    return bytes;
  },
  cut: (bytes, at) => bytes.subarray(0, at % bytes.length),
  drop: (bytes, at) => Buffer.concat([bytes.subarray(0, at % bytes.length), bytes.subarray((at % bytes.length) + 1)]),
  remove: () => null,
};

describe.each([
  ['a write-ahead log', false],
  ['a sorted table', true],
] as const)('the updates lie in %s', (name, reopen) => {
  let good = '';
  beforeAll(async () => {
    good = await makeGood(name.replaceAll(' ', '-'), reopen);
  });

  test.each(Object.keys(harms))(
    'after a %s: told, readable, kept',
    async (harmName) => {
      const harm = harms[harmName] as Harm;
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: 5 }), fc.nat({ max: 1_000_000 }), async (which, at) => {
          const folder = mkdtempSync(join(root, 'case-'));
          cpSync(good, folder, { recursive: true });
          const files = dataFiles(folder);
          const file = join(folder, files[which % files.length] as string);
          const harmed = harm(readFileSync(file), at);
          if (harmed === null) rmSync(file);
          else writeFileSync(file, harmed);
          const before = digests(folder, files);
          const outcome = await tryToOpen(folder);
          for (const each of outcome.records) expect(names).toContain(each);
          if (outcome.records.length < names.length) expect(outcome.reported).toBe(true);
          if (outcome.code !== null) {
            expect(outcome.code).toBe('storage/damaged');
            expect(digests(folder, files)).toEqual(before);
          } else if (outcome.reported) {
            const kept = join(folder, 'damaged', outcome.keptAs ?? 'nowhere');
            expect(digests(kept, readdirSync(kept))).toEqual(databaseDigests(before));
            // Told once; from then on the rest is a sound database, unless LevelDB cannot read on.
            const again = await tryToOpen(folder);
            expect(again.records).toEqual(outcome.records);
          }
          rmSync(folder, { recursive: true, force: true });
        }),
        // The first block of the table cannot be read: the database is opened a second time.
        { numRuns: fc.readConfigureGlobal().numRuns ?? 60, examples: [[0, 0]] },
      );
    },
    600_000,
  );
});
