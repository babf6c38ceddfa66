/** Marks of the wall on a canvas. */
import { type BoxMark, type Face, faces, type Gradient, type GroupMark, type Mark, type WindowMark } from '#core/wall';

const families = {
  serif: "Newsreader, 'Noto Sans JP', 'Noto Naskh Arabic', 'Noto Emoji', Georgia, serif",
  typed: "'Courier Prime', 'Courier New', monospace",
} as const;

/** The font families of a face, as CSS and SVG take them. */
export const familyOf = (family: keyof typeof families): string => families[family];

const paths = new Map<string, Path2D>();
/** Outlines and kind marks come again and again; what is drawn once is not kept. */
const mostPaths = 200;

function pathOf(d: string): Path2D {
  let made = paths.get(d);
  if (!made) {
    made = new Path2D(d);
    if (paths.size < mostPaths) paths.set(d, made);
  }
  return made;
}

/** CSS font of a face at a size in u. */
export function fontOf(face: Face, size: number): string {
  const { family, weight, italic } = faces[face];
  return `${italic ? 'italic ' : ''}${String(weight)} ${String(size)}px ${families[family]}`;
}

function gradientOn(
  context: CanvasRenderingContext2D,
  gradient: Gradient,
  { x, y, width, height }: BoxMark,
): CanvasGradient {
  const at = (gx: number, gy: number) => [x + gx * width, y + gy * height] as const;
  const [x1, y1] = at(gradient.x1, gradient.y1);
  const made =
    gradient.radius === undefined
      ? context.createLinearGradient(x1, y1, ...at(gradient.x2, gradient.y2))
      : context.createRadialGradient(x1, y1, 0, x1, y1, gradient.radius * Math.max(width, height));
  for (const { at: stop, colour, opacity = 1 } of gradient.stops) made.addColorStop(stop, withOpacity(colour, opacity));
  return made;
}

/** `#rrggbb` with an opacity. */
export function withOpacity(colour: string, opacity: number): string {
  if (opacity === 1) return colour;
  return `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

function paintBox(context: CanvasRenderingContext2D, mark: BoxMark): void {
  const { x, y, width, height, fill, stroke, line = 1 } = mark;
  const shape = new Path2D();
  if (mark.kind === 'box') shape.rect(x, y, width, height);
  else shape.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  if (fill !== 'none') {
    context.fillStyle = typeof fill === 'string' ? fill : gradientOn(context, fill, mark);
    context.fill(shape);
  }
  if (stroke !== undefined) strokeWith(context, shape, stroke, line);
}

function strokeWith(context: CanvasRenderingContext2D, shape: Path2D, colour: string, line: number): void {
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.stroke(shape);
}

function paint(context: CanvasRenderingContext2D, mark: Exclude<Mark, GroupMark | WindowMark>): void {
  if (mark.kind === 'text') {
    context.font = fontOf(mark.face, mark.size);
    context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
    context.fillStyle = mark.fill;
    context.fillText(mark.text, mark.x, mark.y);
  } else if (mark.kind === 'path') {
    const shape = pathOf(mark.d);
    if (mark.fill !== 'none') {
      context.fillStyle = mark.fill;
      context.fill(shape);
    }
    if (mark.dash) context.setLineDash([...mark.dash]);
    if (mark.stroke !== undefined) strokeWith(context, shape, mark.stroke, mark.line ?? 1);
    if (mark.dash) context.setLineDash([]);
  } else {
    paintBox(context, mark);
  }
}

function enterGroup(context: CanvasRenderingContext2D, { x, y, angle, scale, pivot }: GroupMark): void {
  context.translate(x, y);
  if (angle !== 0) context.rotate((angle * Math.PI) / 180);
  if (scale !== 1) context.scale(scale, scale);
  context.translate(-pivot.x, -pivot.y);
}

function enterWindow(context: CanvasRenderingContext2D, { x, y, width, height, view }: WindowMark): void {
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.translate(x, y);
  context.scale(width / view.width, height / view.height);
  context.translate(-view.x, -view.y);
}

/** Paints marks in the context's present coordinates, which must be those of the wall (u). */
export function paintMarks(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
  for (const mark of marks) {
    if (mark.kind === 'group' || mark.kind === 'window') {
      context.save();
      if (mark.kind === 'group') enterGroup(context, mark);
      else enterWindow(context, mark);
      paintMarks(context, mark.marks);
      context.restore();
    } else {
      const before = context.globalAlpha;
      if (mark.opacity !== undefined) context.globalAlpha = before * mark.opacity;
      paint(context, mark);
      context.globalAlpha = before;
    }
  }
}
