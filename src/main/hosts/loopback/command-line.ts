import { coded } from '#core/base';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Part of the origin, and so of where the browser keeps its replica: the same from start to start. */
export const defaultPort = 47283;

export const usage = 'Usage: node out/main/loopback.js [--port=N] [--data-dir=DIR] [--no-open] [--demo]';

export interface CommandLine {
  /** 0: any free port. */
  readonly port: number;
  /** Absolute; null for the usual place. */
  readonly dataDir: string | null;
  readonly open: boolean;
  readonly demo: boolean;
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw coded('input/invalid', { what: '--port' });
  return port;
}

/** Throws `input/invalid` for anything that it does not know. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
        demo: { type: 'boolean' },
      },
      strict: true,
    });
    const { 'data-dir': dataDir } = values;
    if (dataDir === '') throw coded('input/invalid', { what: '--data-dir' });
    return {
      port: values.port === undefined ? defaultPort : parsePort(values.port),
      dataDir: dataDir === undefined ? null : resolve(dataDir),
      open: values['no-open'] !== true,
      demo: values.demo === true,
    };
  } catch (error) {
    throw coded('input/invalid', { what: 'command line' }, error);
  }
}
