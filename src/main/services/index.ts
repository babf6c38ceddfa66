export { checkExternalAddress } from './external-address.ts';
export type { FlushOutcome } from './flush.ts';
export type { Log } from './log.ts';
export { createLog } from './log.ts';
export { nodeClock, nodeRandom, nodeScheduler } from './node-ports.ts';
export type { ServiceOptions, Services } from './services.ts';
export { openServices } from './services.ts';
export type { EventListener, Session } from './session.ts';
