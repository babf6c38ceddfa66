import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLoopbackHost } from './hosts/loopback/index.ts';

// Built, this file lies in out/main, beside out/renderer; package.json is two folders up.
const out = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(out, '..', 'package.json'), 'utf8')) as { version: string };

process.exit(await runLoopbackHost({ argv: process.argv.slice(2), pages: join(out, 'renderer'), version }));
