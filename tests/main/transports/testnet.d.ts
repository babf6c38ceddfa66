declare module 'hyperdht/testnet.js' {
  interface Testnet {
    readonly bootstrap: readonly { readonly host: string; readonly port: number }[];
    destroy(): Promise<void>;
  }
  export default function createTestnet(size: number, options: { readonly host: string }): Promise<Testnet>;
}
