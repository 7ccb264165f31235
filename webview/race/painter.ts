import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { positionAt, type RaceTrack } from '../../src/core/figures/race-track.ts';
import { markerPath } from '../../src/core/figures/series-style.ts';
import type { Standing } from '../../src/core/run/standings.ts';
import type { PageTheme } from '../theme.ts';
import { type Entrant, entrantOf } from './race.ts';

/** What is painted of a race: the ways of its runs in a plot. */
export interface RacePicture {
  readonly entrants: readonly Entrant[];
  /** By the run's place in the plan. */
  readonly tracks: ReadonlyMap<number, RaceTrack>;
  readonly area: PlotArea;
  readonly theme: PageTheme;
  /** Whether runs jump from iterate to iterate, instead of moving between them. */
  readonly inSteps: boolean;
}

/** From so many runs on, lines and markers are thin and flags are left out. */
const MANY = 40;
const POLE = 17;

/** Paints the ways from one place of the axis on to another, onto what is there. */
export function paintTrails(
  context: CanvasRenderingContext2D,
  { entrants, tracks, area, inSteps }: RacePicture,
  from: number,
  to: number,
): void {
  clipped(context, area, () => {
    context.lineJoin = 'round';
    context.lineWidth = entrants.length > MANY ? 1 : 2;
    for (const { run, style } of entrants) {
      const track = tracks.get(run);
      const begin = track && positionAt(track, from, inSteps);
      const end = track && positionAt(track, to, inSteps);
      if (!begin || !end || end.length === begin.length) continue;
      context.strokeStyle = style.color;
      context.setLineDash([...style.dash]);
      context.lineDashOffset = begin.length;
      context.lineCap = style.dash.length > 0 ? 'butt' : 'round';
      context.beginPath();
      context.moveTo(begin.x, begin.y);
      for (let vertex = begin.vertex + 1; vertex <= end.vertex; vertex++)
        context.lineTo(track.x[vertex] as number, track.y[vertex] as number);
      context.lineTo(end.x, end.y);
      context.stroke();
    }
  });
}

/** Paints where the runs are: markers, the leader's with a ring, and a flag (a cross where the run was lost) on those that have ended. */
export function paintHeads(
  context: CanvasRenderingContext2D,
  { entrants, tracks, area, theme, inSteps }: RacePicture,
  standings: readonly Standing[],
  place: number,
): void {
  const many = entrants.length > MANY;
  clipped(context, area, () => {
    context.setLineDash([]);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    // The leader comes last, on top of all.
    for (let rank = standings.length - 1; rank >= 0; rank--) {
      const standing = standings[rank] as Standing;
      const { run, style } = entrantOf(standing);
      const track = tracks.get(run);
      const at = track && positionAt(track, place, inSteps);
      if (!at) continue;
      context.save();
      context.translate(at.x, at.y);
      if (standing.finished && !many) paintFlag(context, standing.lost, style.color, theme.background);
      if (rank === 0) paintRing(context, theme);
      const shape = new Path2D(markerPath(style.marker, many ? 3.5 : 5.5));
      context.fillStyle = style.color;
      context.strokeStyle = theme.background;
      context.lineWidth = 1.5;
      context.fill(shape);
      context.stroke(shape);
      context.restore();
    }
  });
}

function paintRing(context: CanvasRenderingContext2D, { foreground, background }: PageTheme): void {
  const ring = new Path2D('M-10,0a10,10 0 1,0 20,0a10,10 0 1,0 -20,0z');
  context.strokeStyle = background;
  context.lineWidth = 4;
  context.stroke(ring);
  context.strokeStyle = foreground;
  context.lineWidth = 1.5;
  context.stroke(ring);
}

function paintFlag(context: CanvasRenderingContext2D, lost: boolean, color: string, halo: string): void {
  const outline = lost
    ? new Path2D(`M0,0V${-POLE + 4}M-4,${-POLE - 4}l8,8M4,${-POLE - 4}l-8,8`)
    : new Path2D(`M0,0V${-POLE - 4}l11,4l-11,4z`);
  context.strokeStyle = halo;
  context.lineWidth = 5;
  context.stroke(outline);
  context.strokeStyle = color;
  context.lineWidth = 1.75;
  context.stroke(outline);
  if (lost) return;
  context.fillStyle = color;
  context.fill(outline);
}

function clipped(
  context: CanvasRenderingContext2D,
  { left, top, width, height }: PlotArea,
  paint: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  paint();
  context.restore();
}
