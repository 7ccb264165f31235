import type { ContourSet } from '../sampling/contour-set.ts';
import { bandColors, mix } from './band-colors.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type LabelledLine, levelLabels } from './level-labels.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { round, type SvgElement, svg } from './svg.ts';

const FONT_SIZE = 10;

/** How the level lines of a field are drawn; filled and labelled where nothing is said. */
export interface FieldStyle {
  readonly filled?: boolean;
  readonly labels?: boolean;
}

/** The quiet part of a contour figure: filled bands, thin level lines, and labels along them. */
export function fieldLayer(
  contours: ContourSet,
  area: PlotArea,
  theme: FigureTheme,
  { filled = true, labels: labelled = true }: FieldStyle = {},
): SvgElement {
  const { levels } = contours;
  const colors = filled
    ? bandColors(theme.field[0], theme.field[1], levels.length)
    : levels.map(() => theme.background);
  const bands: SvgElement[] = [];
  const strokes: string[] = [];
  const lines: LabelledLine[] = [];
  levels.forEach(({ value, rings, lines: ownLines }, level) => {
    if (filled && rings.length > 0) {
      const d = rings.map((ring) => `${pathData(toPixels(ring, area))}z`).join('');
      bands.push(svg('path', { d, fill: colors[level] as string }));
    }
    const text = formatNumber(value, 6);
    for (const line of ownLines) {
      const points = toPixels(line, area);
      strokes.push(pathData(points));
      if (labelled) lines.push({ points, text, level });
    }
  });
  const labels = levelLabels(lines, area, FONT_SIZE).map(({ x, y, angle, text, level }) =>
    svg(
      'text',
      {
        transform: `translate(${round(x)} ${round(y)}) rotate(${round(angle)})`,
        dy: '0.35em',
        stroke: colors[level] as string,
      },
      text,
    ),
  );
  return svg('g', { class: 'field' }, [
    svg('g', { 'fill-rule': 'evenodd', 'shape-rendering': 'geometricPrecision' }, bands),
    svg('path', {
      class: 'level-lines',
      d: strokes.join(''),
      fill: 'none',
      // Lines alone may be stronger, but never as loud as a path.
      stroke: filled ? theme.levelLine : mix(theme.background, theme.muted, 0.6),
      'stroke-width': filled ? 0.75 : 1,
      'vector-effect': 'non-scaling-stroke',
    }),
    svg(
      'g',
      {
        class: 'level-labels',
        'font-size': FONT_SIZE,
        'text-anchor': 'middle',
        // Small print on a colour: darker, or lighter, than beside the picture.
        fill: mix(theme.muted, theme.foreground, 0.5),
        'stroke-width': 4,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      labels,
    ),
  ]);
}

function toPixels(points: Float64Array, area: PlotArea): Float64Array {
  const pixels = new Float64Array(points.length);
  for (let index = 0; index < points.length; index += 2) {
    pixels[index] = toPixelX(area, points[index] as number);
    pixels[index + 1] = toPixelY(area, points[index + 1] as number);
  }
  return pixels;
}

function pathData(pixels: Float64Array): string {
  const parts: string[] = [];
  for (let index = 0; index < pixels.length; index += 2)
    parts.push(`${tenth(pixels[index] as number)},${tenth(pixels[index + 1] as number)}`);
  return parts.length > 0 ? `M${parts.join('L')}` : '';
}

/** Finer is not seen, and a picture has many thousand points. */
const tenth = (value: number): number => Math.round(value * 10) / 10 || 0;
