import type { EvaluationSet } from '../run/evaluation-recorder.ts';
import type { EvaluationKind } from '../run/observed-evaluator.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** The kinds of evaluation in the order of drawing; they differ by shape, not by colour alone. */
const EVALUATION_KINDS: readonly EvaluationKind[] = ['f', 'gradient', 'hessian'];

/** Marks closer than this in pixels are one. */
const FINEST = 1.5;

/** Where a run has evaluated: a ring for f, a dot for its gradient, a square for its Hessian. */
export function evaluationLayer(
  { places }: EvaluationSet,
  area: PlotArea,
  color: string,
  theme: FigureTheme,
): SvgElement {
  return svg(
    'g',
    { class: 'evaluations' },
    EVALUATION_KINDS.map((kind) => evaluationMarks(kind, toPixels(places[kind], area), color, theme)),
  );
}

/** The marks of one kind at places in pixels, flat. */
export function evaluationMarks(
  kind: EvaluationKind,
  pixels: readonly number[],
  color: string,
  theme: FigureTheme,
): SvgElement {
  let d = '';
  for (let at = 0; at < pixels.length; at += 2)
    d += SHAPES[kind](round(pixels[at] as number), round(pixels[at + 1] as number));
  const hollow = kind === 'f';
  return svg('path', {
    class: `evaluations-${kind}`,
    d,
    fill: hollow ? 'none' : color,
    stroke: hollow ? color : theme.background,
    'stroke-width': hollow ? 1 : 0.75,
  });
}

const circle = (radius: number) => (x: number, y: number) =>
  `M${round(x - radius)},${y}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0z`;

const SHAPES: Readonly<Record<EvaluationKind, (x: number, y: number) => string>> = {
  f: circle(4),
  gradient: circle(2),
  hessian: (x, y) => `M${round(x - 3)},${round(y - 3)}h6v6h-6z`,
};

/** Places inside the plot, those on top of one another once. */
function toPixels(places: Float64Array, area: PlotArea): number[] {
  const pixels: number[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < places.length; at += 2) {
    const x = toPixelX(area, places[at] as number);
    const y = toPixelY(area, places[at + 1] as number);
    if (!(x >= area.left && x <= area.left + area.width && y >= area.top && y <= area.top + area.height))
      continue;
    const key = `${Math.round(x / FINEST)},${Math.round(y / FINEST)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    pixels.push(x, y);
  }
  return pixels;
}

/** The same for a curve, whose values at these places are not known: a row of marks above the axis. */
export function evaluationRug(
  { places }: EvaluationSet,
  area: PlotArea,
  color: string,
  theme: FigureTheme,
): SvgElement {
  const base = area.top + area.height;
  return svg(
    'g',
    { class: 'evaluations' },
    EVALUATION_KINDS.map((kind, row) => {
      const pixels: number[] = [];
      const seen = new Set<number>();
      for (let at = 0; at < places[kind].length; at += 2) {
        const x = toPixelX(area, places[kind][at] as number);
        const key = Math.round(x / FINEST);
        if (!(x >= area.left && x <= area.left + area.width) || seen.has(key)) continue;
        seen.add(key);
        pixels.push(x, base - 8 - 10 * row);
      }
      return evaluationMarks(kind, pixels, color, theme);
    }),
  );
}
