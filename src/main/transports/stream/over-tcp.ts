import type { Scheduler } from '#core/base';
import type { Socket } from 'node:net';
import { BoundedStream } from './bounded-stream.ts';
import type { Shaken } from './handshake.ts';
import { SecretConnection } from './secret-connection.ts';

/** The connection over a socket that has its handshake behind it. */
export function openOverTcp(
  socket: Socket,
  handshake: Shaken,
  options: { readonly isInitiator: boolean; readonly scheduler: Scheduler; readonly onGone?: () => void },
): SecretConnection {
  const stream = new BoundedStream(options.isInitiator, socket, { handshake });
  return new SecretConnection(stream, { transport: 'lan', ...options });
}
