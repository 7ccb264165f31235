import { arrow } from './arrow.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** What a gradient arrow shows. */
export interface GradientLayerRequest {
  readonly area: PlotArea;
  /** Where the gradient is taken, in the plane's own coordinates. */
  readonly at: readonly [s: number, t: number];
  /** Its parts along the axes of the picture. */
  readonly gradient: readonly [number, number];
  /** Those of the estimate that the method saw, where it saw one. */
  readonly seen?: readonly [number, number] | undefined;
  /** The length to which all gradients are compared: the longest of the path. */
  readonly longest: number;
  /** The names of the objective and of both axes. */
  readonly names: readonly [f: string, x: string, y: string];
  readonly color: string;
  readonly theme: FigureTheme;
}

/** The length of the longest arrow, as a share of the smaller side of the plot. */
const LONGEST = 0.26;
/** Shorter arrows would hide behind the marker of the iterate. */
const SHORTEST = 22;
const FONT_SIZE = 11;

/**
 * The length of an arrow in pixels for a gradient of a norm: it grows with the cube root, so that gradients over several
 * powers of ten can be seen on one path.
 */
export function arrowLength(norm: number, longest: number, most: number): number {
  if (!(norm > 0) || !(longest > 0)) return 0;
  return Math.max(SHORTEST, most * Math.min(1, norm / longest) ** (1 / 3));
}

/**
 * The gradient at an iterate as an arrow, uphill, with its components as dashed legs; where the method saw an estimate, the
 * truth stands beside it, and both are drawn to one scale.
 */
export function gradientLayer(request: GradientLayerRequest): SvgElement {
  const { area, at, gradient, seen, longest, names, color, theme } = request;
  const from = [toPixelX(area, at[0]), toPixelY(area, at[1])] as const;
  const norm = Math.hypot(...gradient);
  const most = LONGEST * Math.min(area.width, area.height);
  const scale = arrowScale(area, gradient, arrowLength(norm, longest, most));
  const to = ends(area, from, gradient, scale);
  const [, right, up] = names;
  const parts: SvgElement[] = [];
  if (to) {
    const corner = [to[0], from[1]] as const;
    parts.push(
      svg('path', {
        class: 'gradient-legs',
        d: `M${from[0].toFixed(1)},${from[1].toFixed(1)}H${corner[0].toFixed(1)}V${to[1].toFixed(1)}`,
        fill: 'none',
        stroke: theme.foreground,
        'stroke-width': 1,
        'stroke-dasharray': '3 3',
      }),
      arrow(from, to, 10, { class: 'gradient-arrow', stroke: theme.foreground, 'stroke-width': 2 }),
      ...legLabels(
        from,
        to,
        [partText(names[0], right, gradient[0]), partText(names[0], up, gradient[1])],
        area,
        theme,
      ),
    );
  }
  const estimate = seen && ends(area, from, seen, scale || arrowScale(area, seen, most / 2), most * 1.6);
  if (estimate)
    parts.push(
      arrow(from, estimate, 10, {
        class: 'gradient-seen',
        stroke: color,
        'stroke-width': 2,
        'stroke-dasharray': '1 4',
      }),
    );
  return svg('g', { class: 'gradient', 'font-size': FONT_SIZE }, parts);
}

/** "∂J/∂θ₁ 1.5", as the label of a leg and in the read-out. */
export function partText(f: string, axis: string, value: number): string {
  return `${partName(f, axis)} = ${formatNumber(value, 3)}`;
}

/** A part of the gradient by an axis; along a direction that is no parameter it has no shorter name. */
export function partName(f: string, axis: string): string {
  return axis.includes(' ') ? axis : `∂${f}/∂${axis}`;
}

/** Pixels of the arrow for one unit of the gradient. */
function arrowScale(area: PlotArea, [gx, gy]: readonly [number, number], length: number): number {
  const [ux, uy] = units(area);
  const drawn = Math.hypot(gx * ux, gy * uy);
  return drawn > 0 && Number.isFinite(drawn) ? length / drawn : 0;
}

/** Pixels of a unit along either axis; the arrow leans as its direction does in the picture. */
function units({ width, height, x, y }: PlotArea): readonly [number, number] {
  return [width / (x[1] - x[0]), height / (y[1] - y[0])];
}

function ends(
  area: PlotArea,
  [x, y]: readonly [number, number],
  [gx, gy]: readonly [number, number],
  scale: number,
  most = Number.POSITIVE_INFINITY,
): readonly [number, number] | undefined {
  const [ux, uy] = units(area);
  const [dx, dy] = [gx * ux * scale, -gy * uy * scale];
  const length = Math.hypot(dx, dy);
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  const share = Math.min(1, most / length);
  return [x + dx * share, y + dy * share];
}

/** Beside the legs, on the side away from the arrow; none where a leg is too short to be told. */
function legLabels(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  [across, upward]: readonly [string, string],
  area: PlotArea,
  theme: FigureTheme,
): SvgElement[] {
  const text = (x: number, y: number, anchor: string, content: string) =>
    svg(
      'text',
      {
        x,
        y,
        'text-anchor': anchor,
        fill: theme.foreground,
        stroke: theme.background,
        'stroke-width': 3,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      content,
    );
  const labels: SvgElement[] = [];
  const below = y1 < y0;
  if (Math.abs(x1 - x0) >= 8) {
    const wide = across.length * FONT_SIZE * 0.29;
    const middle = Math.min(Math.max((x0 + x1) / 2, area.left + wide), area.left + area.width - wide);
    labels.push(text(middle, y0 + (below ? 15 : -8), 'middle', across));
  }
  if (Math.abs(y1 - y0) >= 8) {
    const right = x1 >= x0;
    const room = right ? area.left + area.width - x1 : x1 - area.left;
    const wide = upward.length * FONT_SIZE * 0.58;
    if (room > wide + 8)
      labels.push(text(x1 + (right ? 6 : -6), (y0 + y1) / 2 + 4, right ? 'start' : 'end', upward));
    else {
      // No room beside the leg: beyond the point of the arrow.
      const middle = Math.min(Math.max(x1, area.left + wide / 2), area.left + area.width - wide / 2);
      labels.push(text(middle, y1 + (below ? -9 : 17), 'middle', upward));
    }
  }
  return labels;
}
