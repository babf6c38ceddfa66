/** HTTP as an attacker writes it: byte by byte, with any header, any number of times. */
import { connect } from 'node:net';

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function parse(text: string): RawResponse {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4) };
}

/** Sends `text` as it is and reads until the server closes. */
export function sendRaw(port: number, text: string): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (received += part));
    socket.on('error', (error) => (received === '' ? reject(error) : undefined));
    socket.on('close', () => resolve(parse(received)));
    socket.write(text);
  });
}

export type HeaderLines = readonly (readonly [name: string, value: string])[];

export function send(
  port: number,
  method: string,
  path: string,
  headers: HeaderLines = [],
  body = '',
): Promise<RawResponse> {
  const all: HeaderLines = headers.some(([name]) => name.toLowerCase() === 'host')
    ? headers
    : [['Host', `127.0.0.1:${port}`], ...headers];
  const lines = [
    ...all,
    ['Connection', 'close'],
    ...(body === '' ? [] : [['Content-Length', `${Buffer.byteLength(body)}`]]),
  ];
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return sendRaw(port, `${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`);
}

/** The way in, as the page itself would go it; `change` spoils it. */
export function postSession(port: number, launch: string, change: HeaderLines = []): Promise<RawResponse> {
  const headers = new Map<string, string>([
    ['Host', `127.0.0.1:${port}`],
    ['Origin', `http://127.0.0.1:${port}`],
    ['Content-Type', 'application/json'],
  ]);
  for (const [name, value] of change) headers.set(name, value);
  const kept = [...headers].filter(([, value]) => value !== '');
  return send(port, 'POST', '/session', kept, JSON.stringify({ launch }));
}
