import type { CalendarDate } from '#core/base';
import { Chart, type ChartDataset, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { Drawing, Panel } from '../../state/insights/lines-drawing.ts';
import { marks } from './lines-marks.ts';
import { ratingScale, stackedMeasures, timeScale } from './lines-scales.ts';
import { type Palette, palettes, type Theme } from './palette.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

export interface LinesWords {
  /** The names of the measures, in their order. */
  readonly names: readonly string[];
  readonly month: (date: CalendarDate) => string;
  readonly theme: Theme;
}

/** Below this width names stand inside the panels. */
const narrowBelow = 640;

/** The three panels on a canvas; made anew for other words or colours, told of other figures. */
export class LinesCanvas {
  readonly #chart: Chart<'line'>;
  readonly #palette: Palette;
  #drawing: Drawing;
  #cursor: number | null = null;

  constructor(canvas: HTMLCanvasElement, drawing: Drawing, { names, month, theme }: LinesWords) {
    this.#drawing = drawing;
    this.#palette = palettes[theme];
    const narrow = (canvas.parentElement?.clientWidth ?? 0) < narrowBelow;
    const palette = this.#palette;
    const scale = () => ratingScale(palette);
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: this.#datasets() },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 18, right: narrow ? 8 : 104, bottom: 0, left: 0 } },
        scales: {
          x: { ...timeScale(palette, month), min: drawing.from, max: drawing.to },
          ...Object.fromEntries(stackedMeasures.map((measure) => [measure, scale()])),
        },
      },
      plugins: [marks(() => ({ drawing: this.#drawing, palette, names, narrow, cursor: this.#cursor }))],
    });
  }

  show(drawing: Drawing): void {
    this.#drawing = drawing;
    this.#chart.data.datasets = this.#datasets();
    const x = this.#chart.options.scales?.['x'];
    if (x) Object.assign(x, { min: drawing.from, max: drawing.to });
    this.#chart.update('none');
  }

  /** Marks a day, or none. */
  point(day: number | null): void {
    this.#cursor = day;
    this.#chart.draw();
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #datasets(): ChartDataset<'line', { x: number; y: number }[]>[] {
    return this.#drawing.panels.flatMap((panel) => datasets(panel, this.#palette));
  }
}

/** Dots step back where a curve speaks, and where they are many. */
function datasets(panel: Panel, palette: Palette): ChartDataset<'line', { x: number; y: number }[]>[] {
  const colour = palette[panel.measure];
  const quiet = panel.stretches.length > 0;
  const crowded = panel.rings.length > 250;
  const shared = { yAxisID: panel.measure, showLine: false, clip: false as const };
  return [
    {
      ...shared,
      data: [...panel.dots],
      pointRadius: quiet ? 1.7 : 3.1,
      pointBackgroundColor: quiet ? `${colour}8c` : colour,
      pointBorderWidth: 0,
    },
    // At an answer: an open ring, for such moments are chosen by what happened.
    {
      ...shared,
      data: [...panel.rings],
      pointRadius: crowded ? 1.6 : quiet ? 2.4 : 3.4,
      pointBackgroundColor: quiet ? 'transparent' : palette.ground,
      pointBorderColor: crowded ? `${colour}24` : quiet ? `${colour}99` : colour,
      pointBorderWidth: quiet ? 1 : 1.4,
    },
  ];
}
