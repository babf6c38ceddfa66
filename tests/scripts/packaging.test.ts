/** What can be known of the packages without building one: every fuse is decided, and can be read back from a program. */
import { FuseV1Options } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import config from '../../scripts/packaging/builder.config.mjs';
import { fuses } from '../../scripts/packaging/fuses.mjs';
import { inProject } from '../../scripts/project.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'nailwall-packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const every = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
const options = FuseV1Options;

test('the ending that backups have is the one that is registered', () => {
  const source = readFileSync(inProject('src/main/storage/backup-folder.ts'), 'utf8');
  expect(config.fileAssociations).toMatchObject([{ ext: 'nailwall-backup', role: 'Viewer' }]);
  expect(source).toContain('.nailwall-backup`;');
});

test('every fuse of Electron is decided, and those that open a way into the program are off', () => {
  expect(Object.keys(fuses).map(Number).sort()).toEqual([...every].sort());
  const on = every.filter((fuse) => fuses[fuse]);
  expect(new Set(on)).toEqual(
    new Set([
      ...[options.EnableCookieEncryption, options.OnlyLoadAppFromAsar, options.WasmTrapHandlers],
      options.EnableEmbeddedAsarIntegrityValidation,
    ]),
  );
});

/** A program file as far as its fuses go: Electron's mark, version 1, how many there are, and one character for each. */
function program(name: string, states: string): string {
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const file = path.join(folder, name);
  const wire = Buffer.concat([Buffer.from(mark), Buffer.from([1, states.length]), Buffer.from(states)]);
  writeFileSync(file, Buffer.concat([Buffer.alloc(4096, 7), wire, Buffer.alloc(4096, 9)]));
  return file;
}

const wanted = every.map((fuse) => (fuses[fuse] ? '1' : '0')).join('');

async function readBack(file: string): Promise<{ readonly code: number; readonly says: string }> {
  const script = inProject('scripts', 'packaging', 'read-fuses.mjs');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
    return { code: 0, says: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, says: stderr };
  }
}

test('the fuses of a program are read back, and any that is not as it has to be is named', async () => {
  const sound = await readBack(program('sound', wanted));
  expect(sound.code).toBe(0);
  expect(sound.says).toContain('All 9 fuses');
  for (const fuse of every) {
    const wrong = wanted.slice(0, fuse) + (fuses[fuse] ? '0' : '1') + wanted.slice(fuse + 1);
    const { code, says } = await readBack(program(`wrong-${String(fuse)}`, wrong));
    expect([code, says.trim().split('\n').length]).toEqual([1, 1]);
    expect(says).toContain(options[fuse]);
  }
  expect((await readBack(program('short', wanted.slice(0, -1)))).says).toContain('WasmTrapHandlers');
  expect((await readBack(path.join(folder, 'absent'))).code).toBe(1);
  writeFileSync(path.join(folder, 'no-electron'), 'nothing of the kind');
  expect((await readBack(path.join(folder, 'no-electron'))).says).toContain('No fuses could be read');
});

test('what is packed is what was built, and nothing asks a server', () => {
  expect(config.files).toEqual(['out/**', '!out/**/*.map', 'package.json', 'LICENSE']);
  expect(config.asar).toBe(true);
  expect(config.publish).toBeNull();
  const { linux, mac, win } = config;
  expect([linux?.target, mac?.target, win?.target]).toEqual([['AppImage', 'deb'], ['dmg'], ['nsis']]);
});

test('the icon is large enough for every system', () => {
  const icon = readFileSync(inProject(String(config.icon)));
  expect(icon.subarray(1, 4).toString()).toBe('PNG');
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([1024, 1024]);
});
