/** Lines 15-18 and 20 of the security standard, against real requests from another port of this machine. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { TestPage } from './page.ts';
import { postSession, type RawResponse, send, sendRaw } from './raw-http.ts';
import { launchIn, type Started, startHost } from './start-host.ts';

let started: Started;
beforeEach(async () => {
  started = await startHost();
});

/** Another program on another port of the same machine. */
async function attackerPort(): Promise<number> {
  const server: Server = createServer((_request, response) => response.end('attacker'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function upgradeRequest(headers: readonly (readonly [string, string])[], path = '/host'): Promise<RawResponse> {
  const lines = [
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ...headers,
  ].map(([name, value]) => `${name}: ${value}\r\n`);
  return sendRaw(started.port, `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

describe('line 15: one address, one name', () => {
  test('nothing listens on any other address of this machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .map(({ address, family, scopeid }) => (family === 'IPv6' && scopeid ? '' : address))
      .filter((address) => address !== '' && address !== '127.0.0.1');
    expect(await reaches('127.0.0.1', started.port)).toBe(true);
    for (const address of [...others, '127.0.0.2', '::1']) {
      expect([address, await reaches(address, started.port)]).toEqual([address, false]);
    }
  });

  const names = (port: number): Record<string, readonly (readonly [string, string])[]> => ({
    localhost: [['Host', `localhost:${port}`]],
    'a name that resolves here': [['Host', `nailwall.attacker.example:${port}`]],
    'no port': [['Host', '127.0.0.1']],
    'another port': [['Host', `127.0.0.1:${port + 1}`]],
    'another spelling': [['Host', `127.1:${port}`]],
    IPv6: [['Host', `[::1]:${port}`]],
    'two of them': [
      ['Host', `127.0.0.1:${port}`],
      ['Host', 'attacker.example'],
    ],
    'the same twice': [
      ['Host', `127.0.0.1:${port}`],
      ['Host', `127.0.0.1:${port}`],
    ],
  });

  test.each(Object.keys(names(0)))('a host header of another name is misdirected: %s', async (which) => {
    const { port, origin } = started;
    const host = names(port)[which] ?? [];
    const launch = launchIn(started.host.issueAddress());
    expect((await send(port, 'GET', '/', host)).status).toBe(421);
    const post = [...host, ['Origin', origin], ['Content-Type', 'application/json']] as const;
    expect((await send(port, 'POST', '/session', post, JSON.stringify({ launch }))).status).toBe(421);
    expect((await upgradeRequest([...host, ['Origin', origin]])).status).toBe(421);
    // The token was not used up by any of it.
    expect((await postSession(port, launch)).status).toBe(200);
  });

  test('no host header at all is misdirected too', async () => {
    expect((await sendRaw(started.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).status).toBe(421);
    expect((await sendRaw(started.port, 'GET / HTTP/1.0\r\n\r\n')).status).toBe(421);
  });

  test('an absolute address in the request line is refused', async () => {
    const { port } = started;
    expect((await send(port, 'GET', `http://attacker.example/`)).status).toBe(400);
    expect((await send(port, 'GET', `http://127.0.0.1:${port}/`)).status).toBe(400);
  });
});

describe('line 16: the launch token', () => {
  test('lets one page in, once; after that a fresh address is shown, once in a while', async () => {
    const { port, host, shown } = started;
    const launch = launchIn(host.issueAddress());
    const first = await postSession(port, launch);
    expect(first.status).toBe(200);
    expect(first.body).toMatch(/^\{"bearer":"[\w-]{43}"\}$/);
    expect((await postSession(port, launch)).status).toBe(401);
    expect((await postSession(port, launch)).status).toBe(401);
    expect(shown).toHaveLength(1);
    expect((await postSession(port, launchIn(shown[0] ?? ''))).status).toBe(200);
  });

  test.each([
    ['a guess', 'A'.repeat(43)],
    ['none', ''],
  ])('%s is refused and offers a fresh address', async (_what, launch) => {
    expect((await postSession(started.port, launch)).status).toBe(401);
    expect(started.shown[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]{43}$/);
  });

  test('the token stands in the fragment, which no request carries', () => {
    const url = new URL(started.host.issueAddress());
    expect([url.pathname, url.search]).toEqual(['/', '']);
    expect(Buffer.from(launchIn(url.href), 'base64url')).toHaveLength(32);
  });

  test('cookies are neither set nor heeded', async () => {
    const { port, host, origin } = started;
    const answer = await postSession(port, launchIn(host.issueAddress()));
    const { bearer } = JSON.parse(answer.body) as { bearer: string };
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await send(port, 'GET', '/')).headers['set-cookie']).toBeUndefined();
    const cookie = `bearer=${bearer}; launch=${bearer}; session=${bearer}`;
    expect((await postSession(port, 'x', [['Cookie', cookie]])).status).toBe(401);
    const page = new TestPage(port, { origin, headers: { Cookie: cookie, Authorization: `Bearer ${bearer}` } });
    await page.opened();
    page.send({ type: 'call', id: 1, channel: 'app.describe', argument: undefined });
    expect(await page.closed).toBe(4401);
    expect(page.frames).toEqual([]);
  });
});

describe('line 17: whose page it is, what it sends', () => {
  test('a page of another port gets nothing, whatever it says it is', async () => {
    const { port, host } = started;
    const attacker = await attackerPort();
    const launch = launchIn(host.issueAddress());
    const origins = [
      '',
      'null',
      `http://127.0.0.1:${attacker}`,
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}.attacker.example`,
      `http://127.0.0.1:${port} `.trimEnd().toUpperCase(),
    ];
    for (const origin of origins) {
      expect([origin, (await postSession(port, launch, [['Origin', origin]])).status]).toEqual([origin, 403]);
      const page = new TestPage(port, { origin });
      expect([origin, await page.opened()]).toEqual([origin, 403]);
    }
    expect((await postSession(port, launch)).status).toBe(200);
  });

  test('two origins are none', async () => {
    const { port, origin } = started;
    const twice = [
      ['Origin', origin],
      ['Origin', origin],
      ['Content-Type', 'application/json'],
    ] as const;
    expect((await send(port, 'POST', '/session', twice, '{}')).status).toBe(403);
  });

  test.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])(
    '%s is not allowed anywhere',
    async (method) => {
      const { port, origin } = started;
      const ask = [
        ['Origin', origin],
        ['Access-Control-Request-Method', 'POST'],
      ] as const;
      for (const path of ['/', '/session', '/host', '/assets/index-abc123.js']) {
        const { status, headers } = await send(port, method, path, ask);
        expect([path, status]).toEqual([path, 405]);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );

  test('a POST elsewhere and a GET of the session are not allowed', async () => {
    expect((await send(started.port, 'POST', '/', [['Origin', started.origin]], '{}')).status).toBe(405);
    expect((await send(started.port, 'GET', '/session')).status).toBe(405);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    '',
  ])('a form of another site cannot pose as JSON: %s', async (type) => {
    const launch = launchIn(started.host.issueAddress());
    expect((await postSession(started.port, launch, [['Content-Type', type]])).status).toBe(415);
  });

  test.each([
    ['no JSON', 'launch'],
    ['more than asked', '{"launch":"x","more":1}'],
    ['another type', '{"launch":1}'],
    ['a list', '[]'],
    ['too long a token', JSON.stringify({ launch: 'x'.repeat(65) })],
  ])('a body with %s is refused', async (_what, body) => {
    const headers = [
      ['Origin', started.origin],
      ['Content-Type', 'application/json'],
    ] as const;
    expect((await send(started.port, 'POST', '/session', headers, body)).status).toBe(400);
  });

  test('too much is not read: a body, chunks, headers', async () => {
    const { port, origin } = started;
    const headers = [
      ['Origin', origin],
      ['Content-Type', 'application/json'],
    ] as const;
    expect((await send(port, 'POST', '/session', headers, 'x'.repeat(2000))).status).toBe(413);
    const head = `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\n`;
    const chunk = `500\r\n${'x'.repeat(0x500)}\r\n0\r\n\r\n`;
    expect((await sendRaw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`)).status).toBe(413);
    expect((await send(port, 'GET', '/', [['X-Much', 'y'.repeat(9000)]])).status).toBe(431);
  });

  test('who never ends a request is let go', async () => {
    const { status } = await sendRaw(started.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${started.port}\r\nX-Slow: `);
    expect(status).toBe(408);
  }, 15_000);

  test('two ways to end a body are refused (request smuggling)', async () => {
    const { port, origin } = started;
    const text = `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect((await sendRaw(port, text)).status).toBe(400);
  });
});

describe('line 18: headers, static files', () => {
  const required = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };

  test('every answer carries them, whatever went wrong', async () => {
    const { port, host, origin } = started;
    const json = [
      ['Origin', origin],
      ['Content-Type', 'application/json'],
    ] as const;
    const answers = await Promise.all([
      send(port, 'GET', '/'),
      send(port, 'HEAD', '/'),
      send(port, 'GET', '/no-such-file'),
      send(port, 'GET', '/', [['Host', 'attacker.example']]),
      send(port, 'OPTIONS', '/'),
      send(port, 'GET', '/', [['X-Much', 'y'.repeat(9000)]]),
      sendRaw(port, 'nonsense\r\n\r\n'),
      sendRaw(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nExpect: nonsense\r\nConnection: close\r\n\r\n`),
      postSession(port, launchIn(host.issueAddress())),
      postSession(port, 'wrong'),
      send(port, 'POST', '/session', json, 'x'.repeat(2000)),
      upgradeRequest([['Host', 'attacker.example']]),
      upgradeRequest(
        [
          ['Host', `127.0.0.1:${port}`],
          ['Origin', origin],
        ],
        '/elsewhere',
      ),
      upgradeRequest([
        ['Host', `127.0.0.1:${port}`],
        ['Origin', origin],
        ['Sec-WebSocket-Key', 'bad'],
      ]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      200, 200, 404, 421, 405, 431, 400, 200, 200, 401, 413, 421, 404, 400,
    ]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject(required);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; .*trusted-types/);
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
    }
  });

  test('the answer to an upgrade carries them as well', async () => {
    const page = new TestPage(started.port);
    const headers = await new Promise((resolve) => page.socket.on('upgrade', (response) => resolve(response.headers)));
    expect(headers).toMatchObject(required);
  });

  test('only the worker that derives keys may compile WebAssembly', async () => {
    const policyOf = async (path: string) => (await send(started.port, 'GET', path)).headers['content-security-policy'];
    expect(await policyOf('/assets/derive-key.worker-abc123.js')).toContain("script-src 'self' 'wasm-unsafe-eval'");
    for (const path of [
      '/',
      '/assets/index-abc123.js',
      '/derive-key.worker-abc123.js',
      '/assets/x/derive-key.worker-a.js',
    ]) {
      expect(await policyOf(path)).not.toContain('unsafe');
    }
  });

  test('files have their type; HEAD has no body', async () => {
    const { port } = started;
    const page = await send(port, 'GET', '/?q=1');
    expect([page.headers['content-type'], page.body]).toEqual([
      'text/html; charset=utf-8',
      '<!doctype html><title>Nailwall</title>',
    ]);
    expect((await send(port, 'GET', '/assets/index-abc123.js')).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    );
    const head = await send(port, 'HEAD', '/');
    expect([head.headers['content-length'], head.body]).toEqual([String(page.body.length), '']);
  });

  test.each([
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/%2e%2e%2foutside.txt',
    '/assets/../../outside.txt',
    '/..\\outside.txt',
    '/..%5coutside.txt',
    '/../renderer-private/index.html',
    '//outside.txt',
    '/assets',
    '/assets/',
    '/index.html%00.js',
    '/%',
    '/etc/passwd',
    '/file:///etc/passwd',
  ])('nothing outside the pages, and no listing: %s', async (path) => {
    const { status, body } = await send(started.port, 'GET', path);
    expect(status).toBe(404);
    expect(body).not.toContain('not for the web');
  });
});
