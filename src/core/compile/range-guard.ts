import type { Graph, Node, NodeId } from '../graph/node.ts';
import { graphWork } from './graph-work.ts';
import { wideInterpreter } from './interpret-wide.ts';
import { lazy } from './lazy.ts';
import { live } from './live.ts';

/**
 * Mends the results of a compiled graph where not all of them are finite: `value` is that of the first root, `out` holds those of the
 * others.
 *
 * @param hidden - Whether the value is not to be trusted although it is finite, see `hiddenInfinities`.
 * @returns The value of the first root; `out` is mended in place.
 */
export type RangeGuard = (x: Float64Array, out: Float64Array, value: number, hidden?: boolean) => number;

/** More work than this, in additions, would take seconds. */
const MOST_WORK = 2_000_000;

/**
 * Operations on which a finite result does not depend by way of an infinite or a vanished number: sums and products overflow only where
 * the result does, or where the same points are out of reach for all of it.
 */
const PLAIN: ReadonlySet<string> = new Set(
  // biome-ignore format: a list of names
  ['constant', 'parameter', 'add', 'sub', 'mul', 'neg', 'abs', 'sign', 'max', 'min', 'floor', 'ceil', 'fix', 'round', 'mod', 'select',
    'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not', 'sin', 'cos', 'sum', 'broadcast', 'reshape', 'permute', 'slice', 'pad',
    'gather', 'scatter', 'matmul', 'hypot', 'direction'],
);

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
  return (x, out, value, hidden = false) => {
    if (!x.every(Number.isFinite)) return value;
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

/**
 * What is computed beside derivatives so that a guard sees overflow on the way: the value of f, which where it overflows can leave a
 * slope of 0 that is none. Nothing where derivatives have no guard.
 */
export function watched(graph: Graph, derivatives: readonly NodeId[], output: NodeId): readonly NodeId[] {
  return mayLeaveRange(graph, [...derivatives, output]) ? [output] : [];
}

/** Whether a root depends on an operation that makes finite numbers of infinite ones, or the other way round. */
export function mayLeaveRange(graph: Graph, roots: readonly NodeId[]): boolean {
  const needed = live(graph, roots);
  const safe = new Set<NodeId>();
  graph.forEach((node, id) => {
    if (needed[id] && isScaledRoot(graph, node)) safe.add(node.inputs[1] as NodeId);
  });
  return graph.some((node, id) => needed[id] && !safe.has(id) && !isPlain(graph, node));
}

/** Whether a node is what `scaledRoot` makes of a root. */
function isScaledRoot(graph: Graph, { op, inputs }: Node): boolean {
  if (op !== 'select') return false;
  const [, root, length] = inputs.map((input) => graph[input] as Node) as [Node, Node, Node];
  return root.op === 'sqrt' && length.op === 'hypot';
}

/** Whether a finite result of an operation cannot be due to an infinite input, see `PLAIN`. */
export function isPlain(graph: Graph, { op, inputs }: Node): boolean {
  if (op !== 'div' && op !== 'pow') return PLAIN.has(op);
  const [first, second] = inputs.map((input) => constantOf(graph, input));
  if (op === 'div') {
    // c/r·x is a part of x/r; other quotients may be divided again.
    const divisor = graph[inputs[1] as NodeId] as Node;
    return second !== undefined || (first !== undefined && isLength(graph, divisor));
  }
  return typeof second === 'number' && Number.isInteger(second) && second >= 0;
}

/** Whether a number is a length, or a multiple of one: neither 0 nor infinite by overflow alone. */
function isLength(graph: Graph, node: Node): boolean {
  const { op, inputs } = node;
  if (op !== 'mul') return op === 'hypot' || isScaledRoot(graph, node);
  return (
    constantOf(graph, inputs[0] as NodeId) !== undefined &&
    isLength(graph, graph[inputs[1] as NodeId] as Node)
  );
}

function constantOf(graph: Graph, id: NodeId): number | Float64Array | undefined {
  const { op, inputs, attributes } = graph[id] as Node;
  return op === 'broadcast' ? constantOf(graph, inputs[0] as NodeId) : attributes.value;
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
