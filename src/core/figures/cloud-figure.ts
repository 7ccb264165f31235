import type { Interval } from '../run/experiment.ts';
import { arrow } from './arrow.ts';
import { axes, marginsOf } from './axes.ts';
import { clipToArea } from './clip-to-area.ts';
import { confidenceEllipse } from './confidence-ellipse.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** Gradients drawn from a source, in the plane of two of their entries. */
export interface CloudFigureRequest {
  /** Estimates, x and y in turn. */
  readonly cloud: Float64Array;
  readonly truth: readonly [number, number];
  readonly mean: readonly [number, number];
  /** Of the mean: [var x, cov xy, var y]; absent where the source is not random. */
  readonly covariance?: readonly [number, number, number] | undefined;
  readonly names: readonly [x: string, y: string];
  readonly color: string;
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** For the clip path: unlike that of any other figure of the document. */
  readonly id: string;
}

/** The parts of the estimates that may lie outside the picture at either end. */
const OUTSIDE = 0.004;

/** How opaque a dot is; where a field is no more than its lines, contrast is asked for. */
const FAINT = 0.4;
const STRONG = 0.6;

/** Within one path dots that lie over one another look like one; of several paths they are the stronger, the more they are. */
const LAYERS = 6;

/** The cloud of estimates as dots, the truth as an arrow from 0, and the mean with the ellipse that holds it at 95 %. */
export function cloudFigure(request: CloudFigureRequest): SvgElement {
  const { cloud, truth, mean, covariance, names, color, theme, width, height, id } = request;
  const entries = (side: 0 | 1) => cloud.filter((_, index) => index % 2 === side);
  const [x, y] = ([0, 1] as const).map((side) => covering(entries(side), [0, truth[side], mean[side]])) as [
    Interval,
    Interval,
  ];
  const area = plotArea({ x, y }, width, height, marginsOf(y, height));
  const place = (x: number, y: number) => [round(toPixelX(area, x)), round(toPixelY(area, y))] as const;
  const layers: string[] = Array.from({ length: LAYERS }, () => '');
  for (let at = 0; at < cloud.length; at += 2)
    layers[(at / 2) % LAYERS] += `M${place(cloud[at] as number, cloud[at + 1] as number)}h0`;
  const zero = place(0, 0);
  const opacity = theme.field[0] === theme.background ? STRONG : FAINT;
  const clip = `cloud-${id}`;
  return svg('g', {}, [
    clipToArea(clip, area),
    axes(area, names, theme),
    svg('g', { 'clip-path': `url(#${clip})`, fill: 'none', 'stroke-linecap': 'round' }, [
      svg('path', {
        class: 'cloud-zero',
        d: `M${area.left},${zero[1]}h${area.width}M${zero[0]},${area.top}v${area.height}`,
        stroke: theme.frame,
      }),
      svg(
        'g',
        { class: 'cloud', stroke: color, 'stroke-width': 3, 'stroke-opacity': opacity },
        layers.filter(Boolean).map((d) => svg('path', { d })),
      ),
      ...(covariance ? [ellipse(mean, covariance, area, theme)] : []),
      arrow(zero, place(...truth), 9, { class: 'cloud-truth', stroke: theme.foreground, 'stroke-width': 2 }),
      svg('circle', {
        class: 'cloud-mean',
        cx: place(...mean)[0],
        cy: place(...mean)[1],
        r: 5,
        fill: color,
        stroke: theme.background,
        'stroke-width': 1.5,
      }),
    ]),
  ]);
}

/** An interval that shows nearly all values and some more besides, with air. */
function covering(values: Float64Array, besides: readonly number[]): Interval {
  const sorted = values.filter(Number.isFinite).sort();
  const cut = Math.floor(sorted.length * OUTSIDE);
  const ends = [sorted[cut], sorted[sorted.length - 1 - cut], ...besides].filter((end) => end !== undefined);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const air = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}

/** Points on the rim of an ellipse; it is smooth. */
const RIM = 72;

function ellipse(
  mean: readonly [number, number],
  covariance: readonly [number, number, number],
  area: PlotArea,
  theme: FigureTheme,
): SvgElement {
  const { center, radii, angle } = confidenceEllipse(mean, covariance);
  const rim = Array.from({ length: RIM }, (_, index) => {
    const turn = (2 * Math.PI * index) / RIM;
    const [along, across] = [radii[0] * Math.cos(turn), radii[1] * Math.sin(turn)];
    const x = center[0] + along * Math.cos(angle) - across * Math.sin(angle);
    const y = center[1] + along * Math.sin(angle) + across * Math.cos(angle);
    return `${round(toPixelX(area, x))},${round(toPixelY(area, y))}`;
  });
  return svg('path', {
    class: 'cloud-ellipse',
    d: `M${rim.join('L')}z`,
    stroke: theme.foreground,
    'stroke-width': 1.25,
    'stroke-dasharray': '4 3',
  });
}
