export type { HostCopyStatus } from './host-copy.ts';
export { Replicas } from './replicas.ts';
