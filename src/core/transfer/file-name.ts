/** Windows takes none of these names, whatever follows the dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A text as a name that every system takes, without an ending; at most 60 UTF-16 code units. */
export function plainName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim();
  return plain === '' || reserved.test(plain) ? `_${plain}` : plain;
}

/** `stem` and `ending`, with a number between them when that name is taken; the name is then taken too. */
export function freeName(stem: string, ending: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const name = `${n === 1 ? stem : `${stem} ${n}`}${ending}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
