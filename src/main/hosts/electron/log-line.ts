/** Writes one line for whoever started Nailwall. Only fixed sentences, codes and redacted lines come here. */
export function logLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
