import { type CalendarDate, fromDayNumber } from '#core/base';
import type { Drawing, Panel } from '../../state/insights/lines-drawing.ts';
import { type Palette, palettes } from './palette.ts';
import type { LinesWords } from './lines-chart.ts';
import { mostWholePins } from './lines-marks.ts';
import { monthStarts } from './time-ticks.ts';

const width = 1100;
const panelHeight = 180;
const [left, right, top, bottom] = [44, 110, 30, 44];

/** Text for an SVG file: nothing in it is markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

const round = (value: number) => Math.round(value * 100) / 100;

/** The lines as the text of an SVG file that stands by itself, in the colours of the screen. */
export function linesSvg(drawing: Drawing, { names, month, theme }: LinesWords, title: string): string {
  const palette = palettes[theme];
  const height = top + drawing.panels.length * panelHeight + bottom;
  const foot = height - bottom;
  const x = (day: number) =>
    round(left + ((day - drawing.from) / (drawing.to - drawing.from)) * (width - left - right));
  const rug = drawing.noes.map((day) => `M${x(day)} ${foot + 1}v9`).join('');
  const whole = drawing.yeses.length <= mostWholePins;
  const pins = drawing.yeses.map(
    (day) =>
      `<path d="M${x(day)} ${top - 8}V${whole ? foot : top}" stroke="${palette.gold}" stroke-width="1.6"/>` +
      `<rect x="${round(x(day) - (whole ? 5 : 1.5))}" y="${top - 14}" width="${whole ? 10 : 3}" height="${whole ? 10 : 7}" fill="${palette.gold}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.ground}"/>`,
    ...monthLabels(drawing, x, foot, palette, month),
    `<path d="${rug}" stroke="${palette.rug}" fill="none"/>`,
    ...pins,
    ...drawing.panels.map((panel, i) => panelSvg(panel, names[i] ?? '', top + i * panelHeight, x, palette)),
    '</svg>',
  ].join('\n');
}

function monthLabels(
  { from, to }: Drawing,
  x: (day: number) => number,
  foot: number,
  palette: Palette,
  month: (date: CalendarDate) => string,
): string[] {
  return monthStarts(from, to, 10).map(
    (day) =>
      `<text x="${x(day)}" y="${foot + 30}" text-anchor="middle" font-family="'Courier Prime', monospace" font-size="12"` +
      ` fill="${palette.soft}">${escaped(month(fromDayNumber(day)))}</text>`,
  );
}

function panelSvg(panel: Panel, name: string, from: number, x: (day: number) => number, palette: Palette): string {
  const colour = palette[panel.measure];
  const y = (value: number) => round(from + ((11 - value) / 12) * panelHeight);
  const grid = [0, 5, 10].map(
    (value) =>
      `<path d="M${left} ${y(value)}H${width - right}" stroke="${palette.line}"/>` +
      `<text x="${left - 10}" y="${y(value) + 4}" text-anchor="end" font-family="'Courier Prime', monospace"` +
      ` font-size="12" fill="${palette.soft}">${value}</text>`,
  );
  const stretches = panel.stretches.map((points) => {
    const upper = points.map(({ day, upper }) => `${x(day)} ${y(upper)}`);
    const lower = points.toReversed().map(({ day, lower }) => `${x(day)} ${y(lower)}`);
    const level = points.map(({ day, level }) => `${x(day)} ${y(level)}`);
    return (
      `<path d="M${[...upper, ...lower].join('L')}Z" fill="${colour}" fill-opacity=".18"/>` +
      `<path d="M${level.join('L')}" fill="none" stroke="${colour}" stroke-width="2.2" stroke-linejoin="round"/>`
    );
  });
  const median =
    panel.median === null
      ? ''
      : `<path d="M${left} ${y(panel.median)}H${width - right}" stroke="${colour}" stroke-dasharray="2 4"/>`;
  const quiet = panel.stretches.length > 0;
  const dots = panel.dots.map(
    (dot) => `<circle cx="${x(dot.x)}" cy="${y(dot.y)}" r="${quiet ? 1.7 : 3.1}" fill="${colour}"/>`,
  );
  const rings = panel.rings.map(
    (dot) => `<circle cx="${x(dot.x)}" cy="${y(dot.y)}" r="2.4" fill="none" stroke="${colour}" stroke-opacity=".6"/>`,
  );
  const label =
    `<text x="${width - right + 12}" y="${y(panel.end) + 5}" font-family="Newsreader, Georgia, serif" font-size="16"` +
    ` font-weight="600" fill="${colour}">${escaped(name)}</text>`;
  return [...grid, ...stretches, median, ...dots, ...rings, label].join('');
}
