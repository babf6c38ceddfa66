/** Several texts in one cell, parted by `|`; what stands in a text itself is escaped with a backslash. */
export function joinList(items: readonly string[]): string {
  return items.map((item) => item.replace(/[\\|]/g, '\\$&')).join('|');
}

/** The inverse of {@link joinList}; empty texts are left out. */
export function splitList(cell: string): string[] {
  const items: string[] = [];
  let item = '';
  for (let i = 0; i < cell.length; i++) {
    const unit = cell.charAt(i);
    if (unit === '\\' && i + 1 < cell.length) item += cell.charAt(++i);
    else if (unit === '|') {
      items.push(item);
      item = '';
    } else item += unit;
  }
  return [...items, item].filter((one) => one !== '');
}
