/** What a key does to a rating. `undefined` = not our key, `null` = cleared. */
export function ratingAfterKey(key: string, value: number | null, lastKey: string): number | null | undefined {
  // "1" then "0" is ten: nobody who wants 0 presses 1 first, and waiting for a second digit would need a clock.
  if (key === '0' && lastKey === '1' && value === 1) return 10;
  if (/^[0-9]$/.test(key)) return Number(key);
  const from = value ?? -1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(10, from + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return value === null ? 10 : Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return 10;
    case 'Delete':
    case 'Backspace':
      return null;
    default:
      return undefined;
  }
}
