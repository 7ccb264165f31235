import { indexAt } from '../src/core/figures/path-layer.ts';
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
