import type { ExpressionGraph } from '../../src/core/expression-graph/expression-graph.ts';
import type { Flow } from '../../src/core/expression-graph/pass.ts';
import { openAtFirst } from '../../src/core/expression-graph/visible-graph.ts';
import { count, list, oneOf, record } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import type { Store } from '../store.ts';

/** What the user chose in the view of the graph. */
export interface GraphOptions {
  readonly flow: Flow;
  /** How far the pass has come; absent for its end. */
  readonly step?: number;
  /** The nodes that are not folded; absent until the user has opened or folded one. */
  readonly opened?: readonly number[];
}

const OPTION = 'graph';
const decode = record<Pick<GraphOptions, 'flow'>, { step: number; opened: readonly number[] }>(
  { flow: oneOf('reverse', 'dual') },
  { step: count, opened: list(count) },
);

export function graphOptions(model: Model): GraphOptions {
  return optionOf(model, OPTION, decode, { flow: 'reverse' });
}

/** Changes what was chosen; what is undefined is forgotten. */
export function chooseInGraph(
  store: Store<Model>,
  change: { readonly [Key in keyof GraphOptions]?: GraphOptions[Key] | undefined },
): void {
  const { flow, step, opened } = { ...graphOptions(store.get()), ...change };
  const next = {
    flow: flow ?? 'reverse',
    ...(step !== undefined && { step }),
    ...(opened !== undefined && { opened }),
  };
  store.set(withOption(store.get(), OPTION, next));
}

/** The nodes that are not folded. */
export function openedNodes(graph: ExpressionGraph, { opened }: GraphOptions): Set<number> {
  return opened ? new Set(opened) : openAtFirst(graph);
}
