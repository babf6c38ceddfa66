import type { Clock } from '#core/base';
import { homedir } from 'node:os';
import { codeOf, describeFault, placeOf, type PrivateFolders } from './redaction.ts';

export interface Log {
  /** A fault of the host itself. */
  fault(error: unknown, where: string): void;
  /** A fault that a renderer noticed: by code only. */
  report(code: string, where: string): void;
}

/** `sink` receives finished lines without a line break. */
export function createLog(sink: (line: string) => void, clock: Clock, dataFolder: string): Log {
  // The longer path first: the data folder usually lies in the home folder.
  const folders: PrivateFolders = [
    [dataFolder, '<data>'],
    [homedir(), '~'],
  ];
  const write = (line: string): void => sink(`${new Date(clock.now()).toISOString()} ${line}`);
  return {
    fault: (error, where) => write(describeFault(error, where, folders)),
    report: (code, where) => write(`renderer ${placeOf(where)} ${codeOf(code)}`),
  };
}
