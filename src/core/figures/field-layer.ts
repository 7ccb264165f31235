import type { ContourSet } from '../sampling/contour-set.ts';
import { bandColors, mix } from './band-colors.ts';
import type { FigureTheme } from './figure-theme.ts';
import { linePixels } from './line-pixels.ts';
import type { PlotArea } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** How the level lines of a field are drawn; filled and labelled where nothing is said. */
export interface FieldStyle {
  readonly filled?: boolean;
  readonly labels?: boolean;
}

/** The quiet part of a contour figure: filled bands and thin level lines. */
export function fieldLayer(
  { levels }: ContourSet,
  area: PlotArea,
  theme: FigureTheme,
  { filled = true }: FieldStyle = {},
): SvgElement {
  const colors = filled ? bandColors(theme.field[0], theme.field[1], levels.length) : [];
  const bands: SvgElement[] = [];
  const strokes: string[] = [];
  levels.forEach(({ rings, lines }, level) => {
    if (filled && rings.length > 0) {
      const d = rings.map((ring) => `${pathData(linePixels(ring, area))}z`).join('');
      bands.push(svg('path', { d, fill: colors[level] as string }));
    }
    for (const line of lines) strokes.push(pathData(linePixels(line, area)));
  });
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
  ]);
}

function pathData(pixels: Float64Array): string {
  const parts: string[] = [];
  for (let index = 0; index < pixels.length; index += 2)
    parts.push(`${tenth(pixels[index] as number)},${tenth(pixels[index + 1] as number)}`);
  return parts.length > 0 ? `M${parts.join('L')}` : '';
}

/** Finer is not seen, and a picture has many thousand points. */
const tenth = (value: number): number => Math.round(value * 10) / 10 || 0;
