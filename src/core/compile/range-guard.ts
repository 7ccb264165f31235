import type { Graph, Node, NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import { graphWork } from './graph-work.ts';
import { interpreter } from './interpret.ts';
import { wideInterpreter } from './interpret-wide.ts';
import { lazy } from './lazy.ts';
import { mayLeaveRange } from './may-leave-range.ts';
import { suspicions } from './suspicions.ts';

/**
 * Mends the results of a compiled graph where not all of them are finite, or where they are suspicious: `value` is that of the first root, `out` holds those of the
 * others.
 *
 * @param hidden - Whether the value is not to be trusted although it is finite, see `suspicions`.
 * @returns The value of the first root; `out` is mended in place.
 */
export type RangeGuard = (x: Float64Array, out: Float64Array, value: number, hidden?: boolean) => number;

/** More work than this, in additions, would take seconds. */
const MOST_WORK = 2_000_000;

/**
 * Overflow on the way to a result: exp(x) is infinite at 800, where 1/(1 + exp(x)^2) is as good as 0 and its derivative, a 0 times an
 * infinity, NaN. What is not finite is therefore computed a second time, with numbers that do not overflow; and where it is finite then,
 * that counts. All ways to run a graph ask the same guard, so that they agree.
 *
 * @returns Undefined where that cannot help: for polynomials, sines and cosines, and for graphs that would take too long.
 */
export function rangeGuard(graph: Graph, roots: readonly NodeId[]): RangeGuard | undefined {
  if (!mayLeaveRange(graph, roots) || graphWork(graph, roots) > MOST_WORK) return undefined;
  const run = lazy(() => wideInterpreter(graph, roots));
  const confirmed = lazy(() => confirmation(graph, roots));
  const count = roots.slice(1).reduce((sum, root) => sum + sizeOf((graph[root] as Node).shape), 0);
  return (x, out, value, hidden = false) => {
    if (!x.every(Number.isFinite)) return value;
    if (allFinite(value, out, count) && !confirmed()(x)) return value;
    const [first, ...others] = run()(x) as [Float64Array, ...Float64Array[]];
    let at = 0;
    for (const entries of others) {
      for (const entry of entries) {
        if (Number.isFinite(entry)) out[at] = entry;
        at++;
      }
    }
    const mended = first[0] as number;
    // A value that is finite is left alone otherwise: it is what the function without derivatives returns.
    return (Number.isFinite(value) && !hidden) || !Number.isFinite(mended) ? value : mended;
  };
}

/** Whether results that are finite are suspicious indeed: all but those due to a length that is 0. */
function confirmation(graph: Graph, roots: readonly NodeId[]): (x: Float64Array) => boolean {
  const doubts = suspicions(graph, roots, true);
  if (!doubts) return () => true;
  const run = interpreter(doubts.graph, [doubts.ofAny]);
  return (x) => run(x)[0]?.[0] !== 0;
}

/**
 * What is computed beside derivatives so that a guard sees overflow on the way: the value of f, which where it overflows can leave a
 * slope of 0 that is none. Nothing where derivatives have no guard.
 */
export function watched(graph: Graph, derivatives: readonly NodeId[], output: NodeId): readonly NodeId[] {
  return mayLeaveRange(graph, [...derivatives, output]) ? [output] : [];
}

/** Whether a value and the first entries of `out` are finite, and so is their sum, which is asked for fastest. */
export function allFinite(value: number, out: Float64Array, count: number): boolean {
  let [a, b, c, d] = [value, 0, 0, 0];
  let i = 0;
  for (; i + 3 < count; i += 4) {
    a += out[i] as number;
    b += out[i + 1] as number;
    c += out[i + 2] as number;
    d += out[i + 3] as number;
  }
  for (; i < count; i++) a += out[i] as number;
  const sum = a + b + (c + d);
  return sum - sum === 0;
}
