/** Hands a file to the browser, which asks where to put it. Nothing leaves this computer. */
export function keepFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // A question where to put it may stay open for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
