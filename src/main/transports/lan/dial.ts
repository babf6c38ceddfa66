/** Opens a connection to an address, and only to the holder of a key. */
import { coded, type NailwallError, type Scheduler } from '#core/base';
import { type Connection, type Dialling, handshakeTimeoutMs, type KeyPair, type Target } from '#core/sync';
import { connect, type Socket } from 'node:net';
import { initiate, openOverTcp } from '../stream/index.ts';
import { systemCodeOf } from './system-code.ts';

export interface DialPorts {
  readonly scheduler: Scheduler;
  readonly keyPair: KeyPair;
  track(socket: Socket): void;
}

/** `host:port` or `[host]:port`; null for anything else. */
export function parseAddress(address: string): { host: string; port: number } | null {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(address) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : null;
}

export function dial({ peerKey, address }: Target, ports: DialPorts): Dialling {
  const place = address === null ? null : parseAddress(address);
  if (!place)
    return { connection: Promise.reject(coded('sync/unreachable', { why: 'address' })), cancel: () => undefined };
  const socket = connect({ ...place, noDelay: true });
  ports.track(socket);
  let why: NailwallError | null = null;
  const end = (error: NailwallError): void => {
    why ??= error;
    socket.destroy();
  };
  const cancelTimer = ports.scheduler.after(handshakeTimeoutMs, () =>
    end(coded('sync/timeout', { what: 'handshake' })),
  );
  const shake = async (): Promise<Connection> => {
    try {
      await connected(socket);
      const handshake = await initiate(socket, ports.keyPair, peerKey);
      return openOverTcp(socket, handshake, { isInitiator: true, scheduler: ports.scheduler });
    } catch (error) {
      socket.destroy();
      throw why ?? error;
    } finally {
      cancelTimer();
    }
  };
  return { connection: shake(), cancel: () => end(coded('cancelled')) };
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('close', () => reject(coded('sync/unreachable')));
    socket.once('error', (error) => reject(coded('sync/unreachable', { system: systemCodeOf(error) }, error)));
  });
}
