import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readStaticFile } from '../../../src/main/services/static-files.ts';

let root: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nailwall-static-'));
  root = join(folder, 'pages');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'pages-secret'));
  await writeFile(join(root, 'index.html'), '<p>start</p>');
  await writeFile(join(root, 'assets', 'index-Ab_1.js'), 'export {}');
  await writeFile(join(root, '.hidden'), 'hidden');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'pages-secret', 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  await symlink(join(folder, 'pages-secret'), join(root, 'folder-link'));
});

test('a file comes with its type, and / is the start page', async () => {
  expect(await readStaticFile(root, '/assets/index-Ab_1.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
  const start = await readStaticFile(root, '/');
  expect(start?.type).toBe('text/html; charset=utf-8');
  expect(new TextDecoder().decode(start?.bytes)).toBe('<p>start</p>');
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/assets/../../secret.txt',
  '/../pages-secret/secret.txt',
  '/..\\secret.txt',
  '/..%5csecret.txt',
  '/assets/..%00/index.html',
  '/index.html%00.js',
  '//etc/passwd',
  '/C:/secret.txt',
  '/index.html::$DATA',
  '/.hidden',
  '/link.txt',
  '/folder-link/secret.txt',
  '/assets',
  '/assets/',
  '/absent.js',
  '/%zz',
  'index.html',
  '',
  `/${'a'.repeat(5000)}`,
])('%s names nothing', async (pathname) => {
  expect(await readStaticFile(root, pathname)).toBeNull();
});
