/** As much of packages without types as is used here. */
declare module 'multicast-dns' {
  namespace multicastDns {
    interface Question {
      readonly name: string;
      readonly type: string;
    }
    interface Answer {
      readonly name: string;
      readonly type: string;
      readonly ttl?: number;
      readonly flush?: boolean;
      readonly data?: unknown;
    }
    interface Packet {
      readonly questions: readonly Question[];
      readonly answers: readonly Answer[];
      readonly additionals: readonly Answer[];
    }
    interface Sender {
      readonly address: string;
      readonly port: number;
    }
    interface MulticastDns {
      on(name: 'query' | 'response', listener: (packet: Packet, sender: Sender) => void): this;
      on(name: 'error' | 'warning', listener: (error: Error) => void): this;
      on(name: 'ready', listener: () => void): this;
      query(questions: readonly Question[], done?: (error?: Error | null) => void): void;
      respond(packet: { answers: readonly Answer[] }, done?: (error?: Error | null) => void): void;
      destroy(done?: () => void): void;
    }
  }
  function multicastDns(options: {
    readonly interface: string;
    readonly bind: string;
    readonly port: number;
    readonly loopback: boolean;
  }): multicastDns.MulticastDns;
  export = multicastDns;
}
