/** A small set of built pages, and things beside them that are not for the web. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writePages(folder: string): string {
  const pages = join(folder, 'renderer');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Nailwall</title>');
  writeFileSync(join(pages, 'assets', 'index-abc123.js'), 'export {};');
  writeFileSync(join(pages, 'assets', 'derive-key.worker-abc123.js'), 'export {};');
  writeFileSync(join(folder, 'outside.txt'), 'not for the web');
  mkdirSync(`${pages}-private`);
  writeFileSync(join(`${pages}-private`, 'index.html'), 'not for the web');
  return pages;
}
