export type { BlobPort } from './blob-port.ts';
export type { FolderActivity, FolderOptions, FolderTransport, MembershipKey, RunningFolder } from './folder.ts';
export { LetterDesk } from './letter-desk.ts';
export type { LetterVisitor, Missing } from './letter-desk.ts';
export { maxVaultMessageBytes } from './limits.ts';
export type { PairingChannelOptions } from './pairing-channel.ts';
export { PairingChannel } from './pairing-channel.ts';
export type { SessionOptions } from './session.ts';
export { protocolVersions, Session } from './session.ts';
export { isWordsTag, keyPairOf, PairTags, wordsTag } from './tags.ts';
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
