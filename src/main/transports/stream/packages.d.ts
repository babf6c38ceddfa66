/** As much of packages without types as is used here. */
declare module '@hyperswarm/secret-stream' {
  import type { Duplex } from 'node:stream';

  /** A streamx stream, not one of Node's; it behaves as one does as far as it is described here. */
  class SecretStream {
    /** `rawStream` null: it is handed to `start` later. */
    constructor(isInitiator: boolean, rawStream: Duplex | null, options: object);
    readonly opened: Promise<boolean>;
    readonly remotePublicKey: Uint8Array;
    readonly handshakeHash: Uint8Array;
    readonly destroyed: boolean;
    write(bytes: Uint8Array): boolean;
    end(): void;
    pause(): void;
    resume(): void;
    destroy(error?: Error): void;
    on(name: 'data', listener: (bytes: Uint8Array) => void): this;
    on(name: 'error', listener: (error: Error) => void): this;
    on(name: 'end' | 'close' | 'drain', listener: () => void): this;
    /** Takes what the stream below delivers. */
    protected _onrawdata(bytes: Uint8Array): void;
  }
  export default SecretStream;
}

declare module 'noise-handshake' {
  /** One side of a handshake of the Noise Protocol Framework. */
  class Noise {
    constructor(
      pattern: 'IK',
      initiator: boolean,
      keyPair: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array },
      options: { readonly curve: unknown },
    );
    initialise(prologue: Uint8Array, remoteStatic?: Uint8Array): void;
    /** Both throw when the other side's message does not fit. */
    send(payload?: Uint8Array): Uint8Array;
    recv(message: Uint8Array): Uint8Array;
    readonly complete: boolean;
    readonly tx: Uint8Array;
    readonly rx: Uint8Array;
    readonly hash: Uint8Array;
    /** The other side's static key, as soon as it is known. */
    readonly rs: Uint8Array;
  }
  export default Noise;
}

declare module 'noise-curve-ed' {
  const curve: unknown;
  export default curve;
}
