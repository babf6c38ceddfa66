export type { SecretStream } from './bounded-stream.ts';
export { BoundedStream } from './bounded-stream.ts';
export { initiate, respond } from './handshake.ts';
export { openOverTcp } from './over-tcp.ts';
export { SecretConnection } from './secret-connection.ts';
