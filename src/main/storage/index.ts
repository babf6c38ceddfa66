export type { SecretStore } from './secret-store.ts';
export { secretBytes } from './secret-store.ts';
