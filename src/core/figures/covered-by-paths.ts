import { CoveredCells } from './covered-cells.ts';
import type { FigureRun, Projection } from './path-layer.ts';
import type { PlotArea } from './plot-area.ts';

/** Iterates closer than this in pixels to the last one cover nothing more. */
const FINEST = 1;

/** Where the paths of runs lie: all of them, and those that no label can be read through, without the thin ones of a crowd. */
export function coveredByPaths(
  runs: readonly Pick<FigureRun, 'trace' | 'crowded'>[],
  project: Projection,
  area: PlotArea,
): CoveredCells[] {
  const loud = runs.filter(({ crowded }) => !crowded);
  const kinds = loud.length < runs.length ? [runs, loud] : [runs];
  return kinds.map((kind) => cellsOf(kind, project, area));
}

function cellsOf(
  runs: readonly Pick<FigureRun, 'trace'>[],
  project: Projection,
  area: PlotArea,
): CoveredCells {
  const covered = new CoveredCells(area);
  for (const { trace } of runs) {
    let last: ReturnType<Projection>;
    for (let index = 0; index < trace.length; index++) {
      const point = project(trace, index);
      const isEnd = index === trace.length - 1;
      if (point && last && !isEnd && Math.hypot(point[0] - last[0], point[1] - last[1]) < FINEST) continue;
      if (point) covered.cover(...(last ?? point), ...point);
      last = point;
    }
  }
  return covered;
}
