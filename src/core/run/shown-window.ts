import type { Objective } from '../objective.ts';
import type { Experiment, Window } from './experiment.ts';
import { pathWindow } from './path-window.ts';
import type { Trace } from './trace.ts';

/** The window in which an experiment is shown: the one that it names, else the first two coordinates, as the paths need them. */
export function shownWindow(
  objective: Objective,
  { show }: Pick<Experiment, 'show'>,
  traces: readonly Trace[],
): Window {
  if (show) return show;
  const found = traces.filter(({ length }) => length > 0);
  const coordinates = [0, Math.min(1, objective.size - 1)] as const;
  if (found.length > 0) return pathWindow(found, coordinates);
  return { coordinates, x: [-2, 2], y: [-2, 2] };
}
