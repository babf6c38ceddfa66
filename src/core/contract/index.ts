export type { ContractTransport, Dispatch, Reply } from './api.ts';
export { createDispatch, createHostApi } from './api.ts';
export type { SerialisedError } from './errors.ts';
export { deserialiseError, serialiseError } from './errors.ts';
export type { Frame } from './frames.ts';
export type { RemovedRecord } from './frames.ts';
export { decodeFrame, decodeRemoved, encodeFrame, encodeRemoved } from './frames.ts';
export { hostCallNames, hostEventNames } from './names.ts';
export type {
  BackupInfo,
  CaptureKeys,
  HostApi,
  HostDamage,
  HostEvent,
  HostEventName,
  HostHandlers,
  HostInfo,
  LetterState,
  ReminderPlan,
  Transfer,
} from './schema.ts';
export { ReminderPlanSchema } from './schema.ts';
export { chunkBytes } from './shapes.ts';
export type { SyncDevice, SyncState, SyncWay } from './sync-schema.ts';
