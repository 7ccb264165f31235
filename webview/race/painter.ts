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

/** From so many runs on that are drawn by themselves, markers are small and flags are left out. */
const MANY = 40;
const POLE = 17;
/** The lines of a crowd together are about as dark as so many. */
const CROWD_INK = 24;

/** Paints the ways from one place of the axis on to another, onto what is there. */
export function paintTrails(
  context: CanvasRenderingContext2D,
  { entrants, tracks, area, inSteps }: RacePicture,
  from: number,
  to: number,
): void {
  const thin = isMany(entrants);
  clipped(context, area, () => {
    context.lineJoin = 'round';
    // Crowds lie below those that run by themselves.
    for (const { run, style, crowd } of [...entrants].sort((a, b) => b.crowd - a.crowd)) {
      const track = tracks.get(run);
      const begin = track && positionAt(track, from, inSteps);
      const end = track && positionAt(track, to, inSteps);
      if (!begin || !end || end.length === begin.length) continue;
      context.strokeStyle = style.color;
      const dash = crowd > 0 ? [] : [...style.dash];
      context.lineWidth = crowd > 0 || thin ? 1 : 2;
      context.globalAlpha = crowd > 0 ? Math.min(0.7, Math.max(0.15, CROWD_INK / crowd)) : 1;
      context.setLineDash(dash);
      context.lineDashOffset = begin.length;
      context.lineCap = dash.length > 0 || crowd > 0 ? 'butt' : 'round';
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
  const many = isMany(entrants);
  clipped(context, area, () => {
    context.setLineDash([]);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    // The leader comes last, on top of all; crowds lie below those that run by themselves.
    const isCrowded = (standing: Standing) => Number(entrantOf(standing).crowd > 0);
    for (const standing of standings.toReversed().sort((a, b) => isCrowded(b) - isCrowded(a))) {
      const { run, style, crowd } = entrantOf(standing);
      const small = many || crowd > 0;
      const track = tracks.get(run);
      const at = track && positionAt(track, place, inSteps);
      if (!at) continue;
      context.save();
      context.translate(at.x, at.y);
      if (standing.finished && !small) paintFlag(context, standing.lost, style.color, theme.background);
      if (standing === standings[0]) paintRing(context, theme);
      const shape = new Path2D(markerPath(style.marker, small ? 3 : 5.5));
      context.fillStyle = style.color;
      context.strokeStyle = theme.background;
      context.lineWidth = small ? 0.75 : 1.5;
      context.fill(shape);
      context.stroke(shape);
      context.restore();
    }
  });
}

const isMany = (entrants: readonly Entrant[]): boolean =>
  entrants.filter(({ crowd }) => crowd === 0).length > MANY;

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
