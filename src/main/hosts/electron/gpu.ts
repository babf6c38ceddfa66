import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { AppSurface } from './surface.ts';

/** After that many crashes of the graphics process the app draws without it. */
export const crashesBeforeSoftware = 3;

const FileSchema = v.strictObject({ version: v.string(), crashes: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/**
 * Counts crashes of the graphics process across starts, per version of the app: a new one brings a new Chromium and
 * gets a new chance. Synchronous, because it is read before the app is ready and Chromium may give up after any crash.
 */
export class GpuCrashes {
  readonly #path: string;
  readonly #version: string;

  constructor(path: string, version: string) {
    this.#path = path;
    this.#version = version;
  }

  count(): number {
    try {
      const parsed = v.safeParse(FileSchema, JSON.parse(readFileSync(this.#path, 'utf8')));
      return parsed.success && parsed.output.version === this.#version ? parsed.output.crashes : 0;
    } catch {
      // No file, or one that a crash cut short: as if nothing had happened yet.
      return 0;
    }
  }

  add(): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const file = { version: this.#version, crashes: this.count() + 1 };
    writeFileSync(this.#path, JSON.stringify(file), { mode: 0o600 });
  }
}

/** Before the app is ready. */
export function spareGpu(app: AppSurface, crashes: GpuCrashes, log: (line: string) => void): void {
  if (crashes.count() >= crashesBeforeSoftware) {
    log('Starting without hardware acceleration: the graphics process kept failing.');
    app.disableHardwareAcceleration();
  }
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit' || reason === 'killed') return;
    log(`The graphics process is gone: ${reason}.`);
    crashes.add();
  });
}
