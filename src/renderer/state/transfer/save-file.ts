import { keepFile } from '../keep-file.ts';
import type { ExportedFile } from './export-run.svelte.ts';

/** Hands a file to the browser as a download, which asks where to put it or knows. */
export function saveAsDownload({ name, type, bytes }: ExportedFile): void {
  keepFile(name, new Blob([new Uint8Array(bytes)], { type }));
}
