import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { appSchemes, serveApp } from '../../../../src/main/hosts/electron/app-protocol.ts';
import { policyHeaders } from '../../../../src/main/services/web-policy.ts';
import { DoubleSession } from '../../../electron-double/session.ts';

const session = new DoubleSession();

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nailwall-pages-'));
  await mkdir(join(folder, 'pages'));
  await writeFile(join(folder, 'pages', 'index.html'), '<p>start</p>');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  serveApp(session.protocol, join(folder, 'pages'));
});

async function ask(url: string, method = 'GET'): Promise<Response> {
  const response = await session.fetch(new Request(url, { method }));
  if (!response) throw new Error('no handler');
  return response;
}

test('the scheme is standard and secure, and never goes round the policy', () => {
  expect(appSchemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
});

test('the start page comes with the policy', async () => {
  const response = await ask('app://nailwall/');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<p>start</p>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
});

test.each([
  ['app://nailwall/', 'GET', 200],
  ['app://nailwall/index.html', 'HEAD', 200],
  ['app://nailwall/absent.js', 'GET', 404],
  ['app://nailwall/..%2fsecret.txt', 'GET', 404],
  ['app://nailwall/%2e%2e%2fsecret.txt', 'GET', 404],
  ['app://nailwall/..%5csecret.txt', 'GET', 404],
  ['app://other/index.html', 'GET', 404],
  ['app://nailwall:8080/index.html', 'GET', 404],
  ['app://nailwall/', 'POST', 405],
  ['app://nailwall/', 'PUT', 405],
  ['app://nailwall/', 'DELETE', 405],
  ['app://nailwall/', 'OPTIONS', 405],
])('%s by %s is answered with %i, and always with every header', async (url, method, status) => {
  const response = await ask(url, method);
  expect(response.status).toBe(status);
  for (const [name, value] of Object.entries(policyHeaders('/'))) expect(response.headers.get(name)).toBe(value);
  if (status !== 200 || method === 'HEAD') expect(await response.text()).toBe('');
});
