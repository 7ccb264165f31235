import { type BasinMap, LOST, UNSETTLED } from '../run/basins.ts';
import { placeIn } from '../sampling/plane.ts';
import { axes } from './axes.ts';
import { mix } from './band-colors.ts';
import { clipToArea } from './clip-to-area.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** What a figure of basins shows. */
export interface BasinsFigureRequest {
  readonly map: BasinMap;
  /** The names of both axes. */
  readonly names: readonly [x: string, y: string];
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** For clip path and patterns: unlike that of any other figure of the document. */
  readonly id: string;
}

/** More minima than this are neither listed nor numbered. */
export const MOST_LISTED = 8;

/** How much of a minimum's colour its basin has. */
const SHARE = 0.38;
const TILE = 9;

/** Strokes on a tile, which tell basins apart besides their colour; the first has none. */
const STROKES = [
  '',
  'M0,9L9,0',
  'M4.5,4.5h0',
  'M0,0L9,9',
  'M0,4.5H9',
  'M4.5,0V9',
  'M0,9L9,0M0,0L9,9',
] as const;

/** The plane of starts, each coloured and hatched by the minimum it leads to; the best minima are numbered. */
export function basinsFigure({ map, names, theme, width, height, id }: BasinsFigureRequest): SvgElement {
  const area = plotArea(map.grid.window, width, height);
  const clip = `basins-${id}`;
  const kinds = [...map.minima.keys(), UNSETTLED, LOST];
  const shown = kinds.map((kind) => ({ kind, d: cellsPath(map, kind, area) })).filter(({ d }) => d !== '');
  return svg('g', {}, [
    clipToArea(clip, area),
    ...shown.flatMap(({ kind }) => {
      const pattern = patternOf(kind, clip, theme);
      return pattern ? [pattern] : [];
    }),
    svg('g', { 'clip-path': `url(#${clip})` }, [
      ...shown.flatMap(({ kind, d }) => [
        svg('path', { class: 'basin', d, fill: basinColor(kind, theme), 'shape-rendering': 'crispEdges' }),
        ...(hasPattern(kind) ? [svg('path', { d, fill: `url(#${clip}-${kind})` })] : []),
      ]),
    ]),
    axes(area, names, theme),
    svg('g', { 'clip-path': `url(#${clip})`, 'font-size': 12, 'font-weight': 600, 'text-anchor': 'middle' }, [
      ...map.minima.flatMap(({ x }, index) => badge(x, index, map, area, theme)),
    ]),
  ]);
}

/** The colour of a basin: that of its minimum, mixed into the background; what leads nowhere has none. */
export function basinColor(kind: number, { background, series, muted }: FigureTheme): string {
  if (kind === UNSETTLED) return background;
  if (kind === LOST) return mix(background, muted, 0.25);
  return mix(background, series[kind % series.length] as string, SHARE);
}

/** A small square filled as a basin is, for a list of minima. */
export function basinSwatch(kind: number, theme: FigureTheme, id: string): SvgElement {
  const pattern = patternOf(kind, id, theme);
  const box = { width: 26, height: 16 };
  return svg('svg', { ...box, viewBox: '0 0 26 16', 'aria-hidden': 'true' }, [
    ...(pattern ? [pattern] : []),
    svg('rect', { ...box, fill: basinColor(kind, theme) }),
    ...(pattern ? [svg('rect', { ...box, fill: `url(#${id}-${kind})` })] : []),
  ]);
}

const strokesOf = (kind: number): string =>
  kind === UNSETTLED
    ? 'M4.5,4.5h0'
    : kind === LOST
      ? 'M2,2l5,5M7,2l-5,5'
      : (STROKES[kind % STROKES.length] as string);

const hasPattern = (kind: number): boolean => strokesOf(kind) !== '';

function patternOf(kind: number, clip: string, theme: FigureTheme): SvgElement | undefined {
  const d = strokesOf(kind);
  if (d === '') return undefined;
  const color =
    kind < 0 ? theme.muted : mix(theme.background, theme.series[kind % theme.series.length] as string, 0.8);
  const size = { width: TILE, height: TILE };
  return svg('pattern', { id: `${clip}-${kind}`, patternUnits: 'userSpaceOnUse', ...size }, [
    svg('path', {
      d,
      stroke: color,
      'stroke-width': d.includes('h0') ? 2 : 1,
      'stroke-linecap': 'round',
      fill: 'none',
    }),
  ]);
}

/** The cells of one kind as path data: those beside one another in a row are one rectangle. */
function cellsPath({ grid, cells }: BasinMap, kind: number, { left, top, width, height }: PlotArea): string {
  const { columns, rows } = grid;
  const x = (column: number) => round(left + (width * column) / columns);
  const y = (row: number) => round(top + height - (height * row) / rows);
  let d = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (cells[row * columns + column] !== kind) continue;
      const first = column;
      while (column + 1 < columns && cells[row * columns + column + 1] === kind) column++;
      d += `M${x(first)},${y(row)}H${x(column + 1)}V${y(row + 1)}H${x(first)}z`;
    }
  }
  return d;
}

/** From the middle of a minimum's number to its edge, in pixels. */
const BADGE = 10.5;

/** A minimum's number where it lies, of one beyond the listed ones a dot; nothing outside the window. */
function badge(
  x: readonly number[],
  index: number,
  { grid: { window } }: BasinMap,
  area: PlotArea,
  { background, foreground }: FigureTheme,
): SvgElement[] {
  const [right, up] = placeIn(window, x);
  const [px, py] = [toPixelX(area, right), toPixelY(area, up)];
  const inside =
    px >= area.left && px <= area.left + area.width && py >= area.top && py <= area.top + area.height;
  if (!inside) return [];
  if (index >= MOST_LISTED) return [svg('circle', { cx: px, cy: py, r: 2, fill: foreground })];
  // At the border it is moved in, so that it is seen whole.
  const within = (place: number, low: number, size: number) =>
    Math.min(Math.max(place, low + BADGE), low + size - BADGE);
  const [cx, cy] = [within(px, area.left, area.width), within(py, area.top, area.height)];
  return [
    svg('circle', { cx, cy, r: BADGE - 1, fill: background, stroke: foreground, 'stroke-width': 1.25 }),
    svg('text', { x: cx, y: cy + 4, fill: foreground }, String(index + 1)),
  ];
}
