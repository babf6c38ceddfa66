export type { ByteParts } from './byte-stream.ts';
export { ByteStream } from './byte-stream.ts';
export type { Bytes } from './bytes.ts';
export {
  bytesToHex,
  concatBytes,
  equalBytes,
  fromBase64Url,
  hexToBytes,
  toBase64Url,
  utf8ToBytes,
  wipe,
} from './bytes.ts';
export type { CalendarDate } from './calendar.ts';
export { addDays, daysBetween, fromDayNumber, isCalendarDate, parseCalendarDate, toDayNumber } from './calendar.ts';
export type { Dispose } from './disposables.ts';
export { Disposables } from './disposables.ts';
export { Emitter } from './emitter.ts';
export type { ErrorCode, ErrorData } from './errors.ts';
export { asCoded, coded, hasCode, invariant, isErrorCode, NailwallError } from './errors.ts';
export { createId } from './ids.ts';
export { largestLetterBytes } from './limits.ts';
export type { Clock, Random, Scheduler } from './ports.ts';
