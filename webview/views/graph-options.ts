import type { ExpressionGraph } from '../../src/core/expression-graph/expression-graph.ts';
import type { Flow } from '../../src/core/expression-graph/pass.ts';
import { openAtFirst } from '../../src/core/expression-graph/visible-graph.ts';
import { count, finite, list, oneOf, record } from '../decode.ts';
import type { Frame } from '../graph/frame.ts';
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
  /** The part that the user has moved to; absent while all of it is shown. */
  readonly frame?: Frame;
}

const OPTION = 'graph';
const decode = record<Pick<GraphOptions, 'flow'>, Required<Pick<GraphOptions, 'step' | 'opened' | 'frame'>>>(
  { flow: oneOf('reverse', 'dual') },
  { step: count, opened: list(count), frame: record<Frame>({ x: finite, y: finite, scale: finite }) },
);

export function graphOptions(model: Model): GraphOptions {
  return optionOf(model, OPTION, decode, { flow: 'reverse' });
}

/** Changes what was chosen; what is undefined is forgotten. */
export function chooseInGraph(
  store: Store<Model>,
  change: { readonly [Key in keyof GraphOptions]?: GraphOptions[Key] | undefined },
): void {
  const { flow, step, opened, frame } = { ...graphOptions(store.get()), ...change };
  const next = {
    flow: flow ?? 'reverse',
    ...(step !== undefined && { step }),
    ...(opened !== undefined && { opened }),
    ...(frame !== undefined && { frame }),
  };
  store.set(withOption(store.get(), OPTION, next));
}

/** The nodes that are not folded. */
export function openedNodes(graph: ExpressionGraph, { opened }: GraphOptions): Set<number> {
  return opened ? new Set(opened) : openAtFirst(graph);
}
