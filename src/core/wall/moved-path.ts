/** How many numbers each command of SVG path data takes, and which of them are lengths along x or y. */
const axes: Readonly<Record<string, string>> = {
  m: 'xy',
  l: 'xy',
  h: 'x',
  v: 'y',
  q: 'xyxy',
  c: 'xyxyxy',
  a: 'rr---xy',
};

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);

/**
 * SVG path data scaled by `scale` and then moved by (x, y). A path that lies where it belongs needs no group around it,
 * which browsers draw more quickly.
 */
export function movedPath(d: string, x: number, y: number, scale = 1): string {
  return d.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_, command: string, list: string) => {
    const kinds = axes[command.toLowerCase()] ?? '';
    const fixed = command !== command.toLowerCase();
    const numbers = (list.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const moved = numbers.map((value, index) => {
      const kind = kinds[index % kinds.length];
      if (kind === '-') return rounded(value);
      const by = fixed ? (kind === 'x' ? x : kind === 'y' ? y : 0) : 0;
      return rounded(value * scale + by);
    });
    return command + moved.join(' ');
  });
}
