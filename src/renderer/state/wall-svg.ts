/** Marks of the wall as SVG elements of the page. Attributes only: the page's policy allows no inline style. */
import { faces, type Gradient, gradientsOf, type GroupMark, type Mark, transformOf, translucent } from '#core/wall';

const namespace = 'http://www.w3.org/2000/svg';
const typedFamily = "'Courier Prime', 'Courier New', monospace";

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, String(value));
  }
  return made;
}

const paint = (fill: string | Gradient): string => (typeof fill === 'string' ? fill : `url(#${fill.id})`);
const less = (opacity: number | undefined) => (opacity === 1 ? undefined : opacity);

function elementOf(mark: Mark): SVGElement {
  switch (mark.kind) {
    case 'group':
      return groupOf(mark);
    case 'window': {
      const { x, y, width, height, view } = mark;
      const viewBox = [view.x, view.y, view.width, view.height].join(' ');
      const made = element('svg', { x, y, width, height, viewBox, overflow: 'hidden' });
      appendMarks(made, mark.marks);
      return made;
    }
    case 'path': {
      const { d, fill, opacity, stroke, line, dash } = mark;
      return element('path', {
        d,
        fill,
        [translucent(mark)]: less(opacity),
        stroke,
        'stroke-width': line,
        'stroke-dasharray': dash?.join(' '),
      });
    }
    case 'box':
    case 'disc': {
      const { x, y, width, height, stroke, line, opacity } = mark;
      const look = { fill: paint(mark.fill), [translucent(mark)]: less(opacity), stroke, 'stroke-width': line };
      if (mark.kind === 'box') return element('rect', { x, y, width, height, ...look });
      return element('ellipse', { cx: x + width / 2, cy: y + height / 2, rx: width / 2, ry: height / 2, ...look });
    }
    case 'text': {
      const { family, weight, italic } = faces[mark.face];
      const made = element('text', {
        x: mark.x,
        y: mark.y,
        'font-size': mark.size,
        'font-family': family === 'typed' ? typedFamily : undefined,
        'font-weight': weight,
        'font-style': italic ? 'italic' : undefined,
        'text-anchor': mark.anchor === 'start' ? undefined : mark.anchor,
        fill: mark.fill,
        [translucent(mark)]: less(mark.opacity),
      });
      made.textContent = mark.text;
      return made;
    }
  }
}

function groupOf(mark: GroupMark): SVGElement {
  const made = element('g', { transform: transformOf(mark) });
  appendMarks(made, mark.marks);
  return made;
}

/** Draws marks at the end of an SVG element. */
export function appendMarks(parent: Element, marks: readonly Mark[]): void {
  for (const mark of marks) parent.append(elementOf(mark));
}

/** `<defs>` with the gradients that marks use. */
export function defsOf(marks: readonly Mark[]): SVGElement {
  const defs = element('defs', {});
  for (const { id, x1, y1, x2, y2, radius, stops } of gradientsOf(marks).values()) {
    const made =
      radius === undefined
        ? element('linearGradient', { id, x1, y1, x2, y2 })
        : element('radialGradient', { id, cx: x1, cy: y1, r: radius });
    for (const { at, colour, opacity } of stops) {
      made.append(element('stop', { offset: at, 'stop-color': colour, 'stop-opacity': less(opacity) }));
    }
    defs.append(made);
  }
  return defs;
}

/** An attachment that fills an SVG element with marks, gradients first. */
export function drawn(marks: readonly Mark[]): (target: Element) => void {
  return (target) => {
    target.replaceChildren();
    if (gradientsOf(marks).size > 0) target.append(defsOf(marks));
    appendMarks(target, marks);
  };
}

/** A page of marks in mm, as large as it will be printed. */
export function pageOf(width: number, height: number, marks: readonly Mark[]): SVGElement {
  const made = element('svg', {
    width: `${String(width)}mm`,
    height: `${String(height)}mm`,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    'text-rendering': 'geometricPrecision',
  });
  appendMarks(made, marks);
  return made;
}
