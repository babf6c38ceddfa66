/**
 * Protection against cells that a spreadsheet would run as a formula (OWASP, "CSV Injection"): they get an apostrophe
 * in front. So do cells that begin with an apostrophe, so that taking one away always gives back what was there.
 */
const risky = /^[=+\-@\t\r\n'\uFF1D\uFF0B\uFF0D\uFF20]/u;

export function guardCell(text: string): string {
  return risky.test(text) ? `'${text}` : text;
}

/** The inverse of {@link guardCell}. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
