/** As much of packages without types as is used here. */
declare module 'hyperdht' {
  import type SecretStream from '@hyperswarm/secret-stream';

  interface KeyPair {
    readonly publicKey: Uint8Array;
    readonly secretKey: Uint8Array;
  }
  type CreateSecretStream = (isInitiator: boolean, rawStream: null, options: object) => SecretStream;
  interface Server {
    listen(keyPair: KeyPair): Promise<void>;
    refresh(): void;
    close(): Promise<void>;
  }
  /** A node of the distributed hash table by which devices find one another. */
  class HyperDHT {
    constructor(options: {
      /** `host:port`; left out: the public ones. */
      readonly bootstrap?: readonly (string | { readonly host: string; readonly port: number })[];
      readonly host?: string;
      /** True: asks the table, never serves it. */
      readonly ephemeral: boolean;
    });
    readonly online: boolean;
    /** The nodes that this one knows. */
    toArray(): readonly unknown[];
    /** Opens its sockets. */
    bind(): Promise<void>;
    createServer(
      options: {
        /** True turns away. */
        firewall(remotePublicKey: Uint8Array): boolean;
        readonly createSecretStream: CreateSecretStream;
      },
      onConnection: (stream: SecretStream) => void,
    ): Server;
    connect(
      remotePublicKey: Uint8Array,
      options: { readonly keyPair: KeyPair; readonly createSecretStream: CreateSecretStream },
    ): SecretStream;
    on(name: 'network-update', listener: () => void): this;
    destroy(options?: { readonly force: boolean }): Promise<void>;
  }
  export default HyperDHT;
}
