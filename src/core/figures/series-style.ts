import { type SvgElement, svg } from './svg.ts';

/** The shapes that mark points of a run. */
export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'pentagon' | 'cross';

/** How one run is told from the others: by colour, by dash and by marker. */
export interface SeriesStyle {
  readonly color: string;
  /** Lengths of dashes and gaps in pixels; empty for a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [14, 4]];
const MARKERS: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond', 'pentagon', 'cross'];

/**
 * The style of a run by its place in the experiment. Colours and dashes go round at different lengths, so that the
 * first 30 runs all differ.
 */
export function seriesStyle(index: number, colors: readonly string[]): SeriesStyle {
  return {
    color: colors[index % colors.length] as string,
    dash: DASHES[index % DASHES.length] as readonly number[],
    marker: MARKERS[index % MARKERS.length] as Marker,
  };
}

/** The outline of a marker around the origin, with about the same area for every shape, as SVG path data. */
export function markerPath(marker: Marker, radius: number): string {
  if (marker === 'circle')
    return `M${-radius},0a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0z`;
  if (marker === 'square') return polygon(4, radius * 1.25, Math.PI / 4);
  if (marker === 'diamond') return polygon(4, radius * 1.3, 0);
  if (marker === 'triangle') return polygon(3, radius * 1.4, -Math.PI / 2);
  if (marker === 'pentagon') return polygon(5, radius * 1.15, -Math.PI / 2);
  return cross(radius * 1.15);
}

/** A marker at a place, as an SVG element. */
export function markerElement(
  marker: Marker,
  x: number,
  y: number,
  radius: number,
  paint: Readonly<Record<string, string | number>>,
): SvgElement {
  return svg('path', {
    d: markerPath(marker, radius),
    transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`,
    ...paint,
  });
}

function polygon(corners: number, radius: number, turn: number): string {
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = turn + (2 * Math.PI * index) / corners;
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}z`;
}

function cross(radius: number): string {
  const arm = radius / 2.6;
  const reach = radius - arm;
  return `M${-arm},${-radius}h${2 * arm}v${reach}h${reach}v${2 * arm}h${-reach}v${reach}h${-2 * arm}v${-reach}h${-reach}v${-2 * arm}h${reach}z`;
}
