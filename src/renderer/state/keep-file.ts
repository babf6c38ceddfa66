/** Long enough for the slowest browser to have begun reading; the memory is not held for ever. */
const keptMs = 60_000;

/** Hands a file to the browser, which asks where to put it or knows. Nothing leaves this computer. */
export function keepFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
