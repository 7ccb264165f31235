import type { ContourSet } from '../sampling/contour-set.ts';
import { bandColors, mix } from './band-colors.ts';
import type { CoveredCells } from './covered-cells.ts';
import type { FieldStyle } from './field-layer.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { levelLabels } from './level-labels.ts';
import { linePixels } from './line-pixels.ts';
import type { PlotArea } from './plot-area.ts';
import { round, type SvgElement, svg } from './svg.ts';

const FONT_SIZE = 10;

/**
 * The values of the levels, written along their lines.
 * @param covered see {@link levelLabels}.
 */
export function levelLabelLayer(
  { levels }: ContourSet,
  area: PlotArea,
  theme: FigureTheme,
  { filled = true, labels: labelled = true }: FieldStyle = {},
  covered: readonly CoveredCells[] = [],
): SvgElement {
  const colors = filled ? bandColors(theme.field[0], theme.field[1], levels.length) : [];
  const lines = levels.flatMap(({ value, lines }, level) => {
    const text = formatNumber(value, 6);
    return lines.map((line) => ({ points: linePixels(line, area), text, level }));
  });
  const labels = labelled ? levelLabels(lines, area, FONT_SIZE, covered) : [];
  return svg(
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
    labels.map(({ x, y, angle, text, level }) =>
      svg(
        'text',
        {
          transform: `translate(${round(x)} ${round(y)}) rotate(${round(angle)})`,
          dy: '0.35em',
          stroke: colors[level] ?? theme.background,
        },
        text,
      ),
    ),
  );
}
