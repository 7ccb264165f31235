import { clipToArea } from '../../src/core/figures/clip-to-area.ts';
// A chunk of its own, loaded when a race is first recorded.
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { plotArea } from '../../src/core/figures/plot-area.ts';
import { markerPath, seriesStyle } from '../../src/core/figures/series-style.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Standing } from '../../src/core/run/standings.ts';
import type { Model } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import { boardPlaces } from './board-places.ts';
import { type Clock, placeOf } from './pace.ts';
import { paintHeads, paintTrails, type RacePicture } from './painter.ts';
import type { Race } from './race.ts';
import { racePlot } from './race-plot.ts';
import { momentText } from './transport.ts';
import { FRAME } from './video.ts';

/** The picture's part of a frame; the rest is the order of the runs. */
const PLOT = 880;
const ROW = 46;
const TOP = 84;
/** Between two texts of a line. */
const GAP = 10;

/** What a video of a race shows: what does not move, and how to paint what does. */
export interface VideoPicture {
  readonly background: SvgElement;
  paint(context: CanvasRenderingContext2D, share: number): void;
}

/** Lays a race out for a video; `undefined` where there is no picture of the objective yet. */
export function videoPicture(
  { objective, picture }: Model,
  race: Race,
  clock: Clock,
  theme: PageTheme,
): VideoPicture | undefined {
  if (!objective || !picture) return undefined;
  const plot = racePlot(picture, objective, race, (shown) =>
    plotArea(shown, PLOT, FRAME.height, { left: 64, right: 12, top: 20, bottom: 56 }),
  );
  const { area, tracks } = plot;
  const drawing: RacePicture = { entrants: race.entrants, tracks, area, theme, inSteps: false };
  const { width, height } = FRAME;
  const size = { width, height };
  const background = svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': theme.font,
    },
    [
      svg('rect', { ...size, fill: theme.background }),
      clipToArea('plot', area),
      svg('g', { 'clip-path': 'url(#plot)' }, [plot.field(theme), plot.labels(theme)]),
      plot.axes(theme),
    ],
  );
  return {
    background,
    paint(context, share) {
      const place = placeOf(clock, share);
      const standings = race.standings(place);
      paintTrails(context, drawing, 0, place);
      paintHeads(context, drawing, standings, place);
      paintBoard(context, standings, momentText(race.axis, place, race.end), objective.name, theme);
    },
  };
}

function paintBoard(
  context: CanvasRenderingContext2D,
  standings: readonly Standing[],
  moment: string,
  name: string,
  { foreground, muted, font, editorFont, background, series }: PageTheme,
): void {
  const [left, right] = [PLOT + 28, FRAME.width - 28];
  const text = (
    content: string,
    x: number,
    y: number,
    color: string,
    style: string,
    align: CanvasTextAlign,
    width = right - left,
  ) => {
    context.font = style;
    context.fillStyle = color;
    context.textAlign = align;
    context.fillText(content, x, y, width);
    return Math.min(width, context.measureText(content).width);
  };
  // What is beside a text at the right is as narrow as that leaves room for.
  const beside = (begin: number, taken: number) => right - begin - taken - GAP;
  const time = text(moment, right, 40, muted, `16px ${editorFont}`, 'right');
  text(name, left, 40, foreground, `600 20px ${font}`, 'left', beside(left, time));
  boardPlaces(standings)
    .slice(0, Math.floor((FRAME.height - TOP) / ROW))
    .forEach((place, rank) => {
      const style = seriesStyle(place.group, series);
      const y = TOP + rank * ROW;
      text(String(rank + 1), left + 14, y + 5, muted, `15px ${editorFont}`, 'right');
      const shape = new Path2D(markerPath(style.marker, 7));
      context.save();
      context.translate(left + 36, y);
      context.fillStyle = style.color;
      context.strokeStyle = background;
      context.fill(shape);
      context.restore();
      const begin = left + 56;
      const f = text(formatNumber(place.f, 4), right, y, foreground, `15px ${editorFont}`, 'right');
      const title = `${rank === 0 ? 600 : 400} 15px ${font}`;
      text(place.title, begin, y, foreground, title, 'left', beside(begin, f));
      const state = text(place.state, right, y + 18, muted, `13px ${font}`, 'right');
      text(place.detail.slice(0, 30), begin, y + 18, muted, `13px ${font}`, 'left', beside(begin, state));
    });
}
