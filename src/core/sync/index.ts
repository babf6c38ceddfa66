export type { BlobPort } from './blob-port.ts';
export type { FolderActivity, FolderOptions, FolderTransport, MembershipKey, RunningFolder } from './folder.ts';
export type {
  Connection,
  ConnectionHandler,
  Dialling,
  Discovery,
  Endpoint,
  EndpointOptions,
  KeyPair,
  SocketKind,
  Target,
  Transport,
  TransportKind,
} from './transport.ts';
export { handshakeTimeoutMs, maxFrameBytes, tagBytes } from './transport.ts';
export type { VaultPort } from './vault-port.ts';
