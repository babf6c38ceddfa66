import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const bin = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';

interface Plant {
  readonly what: string;
  /** The rule that must notice. */
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

/** Each breaks one rule; the file that it stands in is new, so nothing of ours is edited. */
const plants: readonly Plant[] = [
  {
    what: 'core importing main',
    rule: 'table: src/core/base',
    file: 'src/core/base/planted-main.ts',
    text: `import { planted } from '../../main/services/planted.ts';\nexport const a = planted;\n`,
  },
  {
    what: 'main importing the window',
    rule: 'table: src/main/services',
    file: 'src/main/services/planted-renderer.ts',
    text: `export { planted } from '../../renderer/ui/planted.ts';\n`,
  },
  {
    what: 'a screen importing another screen',
    rule: 'table: src/renderer/views',
    file: 'src/renderer/views/today/planted-view.ts',
    text: `import { planted } from '../wall/planted.ts';\nexport const a = planted;\n`,
  },
  {
    what: 'one host importing the other',
    rule: 'table: src/main/hosts',
    file: 'src/main/hosts/loopback/planted-host.ts',
    text: `import { planted } from '../electron/planted.ts';\nexport const a = planted;\n`,
  },
  {
    what: 'a component importing a screen for its markup alone',
    rule: 'table: src/renderer/ui',
    file: 'src/renderer/ui/PlantedMarkup.svelte',
    text: `<script lang="ts">\n  import Thing from '../views/wall/PlantedThing.svelte';\n</script>\n\n<Thing />\n`,
  },
  {
    what: 'a component importing Node',
    rule: 'no-node-outside-main',
    file: 'src/renderer/views/today/PlantedNode.svelte',
    text: `<script lang="ts">\n  import { readFileSync } from 'node:fs';\n  const text: string = String(readFileSync);\n</script>\n\n{text}\n`,
  },
  {
    what: 'electron in the services',
    rule: 'packages: electron',
    file: 'src/main/services/planted-electron.ts',
    text: `import { app } from 'electron';\nexport const a = app;\n`,
  },
  {
    what: 'one way to other devices importing another',
    rule: 'table: src/main/transports',
    file: 'src/main/transports/lan/planted-way.ts',
    text: `import { planted } from '../internet/planted.ts';\nexport const a = planted;\n`,
  },
  {
    what: 'services importing a way to other devices',
    rule: 'table: src/main/services',
    file: 'src/main/services/sync/planted-way.ts',
    text: `export const later = () => import('../../transports/internet/planted.ts');\n`,
  },
  {
    what: 'hyperdht outside its way',
    rule: 'packages: hyperdht',
    file: 'src/main/services/planted-hyperdht.ts',
    text: `export const later = () => import('hyperdht');\n`,
  },
  {
    what: 'y-indexeddb outside storage',
    rule: 'packages: y-indexeddb',
    file: 'src/renderer/state/planted-indexeddb.ts',
    text: `import { IndexeddbPersistence } from 'y-indexeddb';\nexport const a = IndexeddbPersistence;\n`,
  },
  {
    what: 'a package in core that is not on the list',
    rule: 'packages: core',
    file: 'src/core/journal/planted-package.ts',
    text: `import { IndexeddbPersistence } from 'y-indexeddb';\nexport const a = IndexeddbPersistence;\n`,
  },
  {
    what: 'a package in core, for its types only',
    rule: 'packages: core',
    file: 'src/core/wall/planted-types.ts',
    text: `import type { Chart } from 'chart.js';\nexport type A = Chart;\n`,
  },
  {
    what: 'Node in core',
    rule: 'no-node-outside-main',
    file: 'src/core/vault/planted-node.ts',
    text: `import { randomBytes } from 'node:crypto';\nexport const a = randomBytes;\n`,
  },
  {
    what: 'Node in core without its prefix',
    rule: 'no-node-outside-main',
    file: 'src/core/vault/planted-bare-node.ts',
    text: `import os from 'os';\nexport const a = os;\n`,
  },
  {
    what: 'core reaching past a front door of core',
    rule: 'front-door: within core',
    file: 'src/core/journal/planted-deep.ts',
    text: `import { coded } from '../base/errors.ts';\nexport const a = coded;\n`,
  },
  {
    what: 'main reaching past a front door of core',
    rule: 'front-door',
    file: 'src/main/services/planted-deep.ts',
    text: `import { coded } from '../../core/base/errors.ts';\nexport const a = coded;\n`,
  },
  {
    what: 'main entering the front door by the side path',
    rule: 'front-door: by name',
    file: 'src/main/services/planted-relative.ts',
    text: `import { coded } from '../../core/base/index.ts';\nexport const a = coded;\n`,
  },
  {
    what: 'core entering a front door by the side path',
    rule: 'front-door: by name',
    file: 'src/core/journal/planted-relative.ts',
    text: `import { coded } from '../base/index.ts';\nexport const a = coded;\n`,
  },
  {
    what: 'core asking for something later',
    rule: 'table: src/core/wall',
    file: 'src/core/wall/planted-later.ts',
    text: `export const later = () => import('#core/contract');\n`,
  },
  {
    what: 'a cycle of types',
    rule: 'no-cycles',
    file: 'src/core/base/planted-one.ts',
    text: `import type { Two } from './planted-two.ts';\nexport interface One {\n  two: Two;\n}\n`,
  },
  {
    what: 'a file that belongs to no module',
    rule: 'listed',
    file: 'src/main/everything/planted.ts',
    text: `import { planted } from '../services/planted.ts';\nexport const a = planted;\n`,
  },
  {
    what: 'an import that leads nowhere',
    rule: 'found',
    file: 'src/core/base/planted-nowhere.ts',
    text: `import nothing from './planted-nothing.ts';\nexport const a = nothing;\n`,
  },
];

const bystanders: Readonly<Record<string, string>> = {
  'src/main/services/planted.ts': 'export const planted = 1;\n',
  'src/main/transports/internet/planted.ts': 'export const planted = 1;\n',
  'src/main/hosts/electron/planted.ts': 'export const planted = 1;\n',
  'src/renderer/ui/planted.ts': 'export const planted = 1;\n',
  'src/renderer/views/wall/planted.ts': 'export const planted = 1;\n',
  'src/renderer/views/wall/PlantedThing.svelte': '<p>planted</p>\n',
  'src/core/base/planted-two.ts': `import type { One } from './planted-one.ts';\nexport type Two = One;\n`,
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string; readonly severity: string };
}

let copy = '';
let found: readonly Violation[] = [];

async function plant(file: string, text: string): Promise<void> {
  const place = path.join(copy, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, text, { flag: 'wx' });
}

/** Runs the gate itself, with its own configuration, in the copy. */
async function cruise(outputType: 'json' | 'err'): Promise<{ code: number; output: string }> {
  const args = [bin, '--config', '.dependency-cruiser.mjs', '--output-type', outputType, 'src'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: copy, maxBuffer: 256 * 1024 * 1024 }, (error, output) => {
      resolve({ code: error ? Number(error.code) : 0, output });
    });
  });
}

beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), 'nailwall-imports-'));
  for (const name of ['src', 'scripts', 'package.json', 'tsconfig.base.json', '.dependency-cruiser.mjs']) {
    await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  for (const { file, text } of plants) await plant(file, text);
  for (const [file, text] of Object.entries(bystanders)) await plant(file, text);
  const report = JSON.parse((await cruise('json')).output) as { summary: { violations: readonly Violation[] } };
  found = report.summary.violations;
}, 120_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

test.each(plants)('the gate refuses $what', ({ rule, file }) => {
  expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
});

test('what it refuses makes it fail', async () => {
  expect(found.filter(({ rule }) => rule.severity !== 'error')).toEqual([]);
  expect((await cruise('err')).code).toBeGreaterThan(0);
}, 60_000);
