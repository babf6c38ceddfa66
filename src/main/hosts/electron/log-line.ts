/** Writes one line for whoever started Nailwall. Only fixed sentences, codes and redacted lines come here. */
export function logLine(line: string): void {
  console.error(line);
}
