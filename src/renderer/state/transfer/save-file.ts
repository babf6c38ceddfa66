import type { ExportedFile } from './export-run.svelte.ts';

/** Long enough for the slowest browser to have begun reading; the memory is not held for ever. */
const keptMs = 60_000;

/** Hands a file to the browser as a download, which asks where to put it or knows. */
export function saveAsDownload({ name, type, bytes }: ExportedFile): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
