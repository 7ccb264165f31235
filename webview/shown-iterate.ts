import { indexAt } from '../src/core/figures/path-layer.ts';
import { type PlaneWindow, placeIn } from '../src/core/sampling/plane.ts';
import type { IteratePlace } from '../src/protocol/questions.ts';
import { currentIteration, type Model } from './model.ts';

/** The iterate of the selected run that is shown, and in which generation; `undefined` where there is none yet. */
export function shownIterate(model: Model): (IteratePlace & { readonly generation: number }) | undefined {
  const { state, runs, selected } = model;
  const trace = runs[selected]?.trace;
  if (!state || !trace || trace.length === 0) return undefined;
  const iteration = trace.iteration[indexAt(trace, currentIteration(model))] as number;
  return { generation: state.generation, run: selected, iteration };
}

/** Where in a plane that iterate lies. */
export function shownPlace(model: Model, window: PlaneWindow): [s: number, t: number] | undefined {
  const trace = model.runs[model.selected]?.trace;
  if (!trace || trace.length === 0) return undefined;
  return placeIn(window, trace.x, indexAt(trace, currentIteration(model)) * trace.dimension);
}

/** The point that the iterate is, as a vector of its own. */
export function shownPoint(model: Model): Float64Array | undefined {
  const trace = model.runs[model.selected]?.trace;
  if (!trace || trace.length === 0) return undefined;
  const at = indexAt(trace, currentIteration(model)) * trace.dimension;
  return trace.x.slice(at, at + trace.dimension);
}
