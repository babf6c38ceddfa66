/** The web side of the loopback host: static files for anyone on this machine, a way in for who holds a launch token. */
import { hasCode } from '#core/base';
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { policyHeaders, readStaticFile } from '../../services/index.ts';
import { readBody } from './request-body.ts';
import { hasOurHost, hasOurOrigin, isJson, pathOf } from './request-rules.ts';

const mostSessionBytes = 1024;
const mostHeaderBytes = 8 * 1024;
const mostConnections = 64;

const LaunchSchema = v.strictObject({ launch: v.pipe(v.string(), v.maxLength(64)) });

export interface WebPorts {
  /** Folder with the built pages. */
  readonly pages: string;
  /** The port that is listened on. */
  port(): number;
  /** Exchanges a launch token for a bearer, null when it is not good (any more). */
  redeem(launch: string): string | null;
  /** Takes over a checked upgrade request to `/host`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  fault(error: unknown): void;
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const refuse = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${STATUS_CODES[status] ?? ''}\n`,
  headers,
});

/** An answer on a bare socket, for what Node's HTTP layer hands over or refuses by itself. */
export function refuseSocket(socket: Duplex, status: number): void {
  const headers = { ...policyHeaders('/'), Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  else socket.destroy();
}

async function answerSession(request: IncomingMessage, ports: WebPorts): Promise<Answer> {
  if (!hasOurOrigin(request, ports.port())) return refuse(403);
  if (!isJson(request)) return refuse(415);
  let launch: string;
  try {
    const body = await readBody(request, mostSessionBytes);
    launch = v.parse(LaunchSchema, JSON.parse(body.toString('utf8'))).launch;
  } catch (error) {
    if (hasCode(error, 'input/too-large')) return refuse(413, { Connection: 'close' });
    return refuse(400, { Connection: 'close' });
  }
  const bearer = ports.redeem(launch);
  return bearer === null
    ? refuse(401)
    : { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify({ bearer }) };
}

async function answerFile(path: string, ports: WebPorts): Promise<Answer> {
  const file = await readStaticFile(ports.pages, path);
  return file === null ? refuse(404) : { status: 200, type: file.type, body: file.bytes };
}

async function answer(request: IncomingMessage, ports: WebPorts): Promise<Answer> {
  if (!hasOurHost(request, ports.port())) return refuse(421);
  const path = pathOf(request);
  if (path === null) return refuse(400);
  const allowed = path === '/session' ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(request.method ?? '')) return refuse(405, { Allow: allowed.join(', ') });
  return path === '/session' ? answerSession(request, ports) : answerFile(path, ports);
}

async function respond(request: IncomingMessage, response: ServerResponse, ports: WebPorts): Promise<void> {
  let given: Answer;
  try {
    given = await answer(request, ports);
  } catch (error) {
    ports.fault(error);
    given = refuse(500);
  }
  const body = typeof given.body === 'string' ? Buffer.from(given.body) : (given.body ?? new Uint8Array());
  response.writeHead(given.status, {
    ...policyHeaders(pathOf(request) ?? '/'),
    ...(given.type === undefined ? {} : { 'Content-Type': given.type }),
    'Content-Length': body.length,
    ...given.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  // What was not asked for is not read either.
  if (!request.complete) request.resume();
}

function answerUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, ports: WebPorts): void {
  if (!hasOurHost(request, ports.port())) {
    refuseSocket(socket, 421);
    return;
  }
  if (pathOf(request) !== '/host' || request.method !== 'GET') {
    refuseSocket(socket, 404);
    return;
  }
  if (!hasOurOrigin(request, ports.port())) {
    refuseSocket(socket, 403);
    return;
  }
  ports.upgrade(request, socket, head);
}

/** Makes the server; it listens nowhere yet. */
export function createWebServer(ports: WebPorts): Server {
  const server = createServer({
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    // Answered here instead, with 421 and all headers.
    requireHostHeader: false,
  });
  server.maxConnections = mostConnections;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    respond(request, response, ports).catch((error: unknown) => {
      ports.fault(error);
      request.socket.destroy();
    });
  };
  server.on('request', onRequest);
  server.on('checkContinue', onRequest);
  server.on('checkExpectation', onRequest);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that goes away in the middle is no fault of ours.
    socket.on('error', () => socket.destroy());
    answerUpgrade(request, socket, head, ports);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    refuseSocket(
      socket,
      error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400,
    );
  });
  return server;
}
