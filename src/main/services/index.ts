export type { EventListener, FlushOutcome, ServiceOptions, Services, Session } from './services.ts';
export { openServices } from './services.ts';
