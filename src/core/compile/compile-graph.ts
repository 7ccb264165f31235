import type { Graph, NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import { interpreter } from './interpret.ts';
import { makeFunction } from './make-function.ts';
import { scalarize } from './scalarize.ts';
import { straightLine } from './straight-line.ts';

/** Evaluates a graph: returns its first root, a number, and writes the entries of the others to `out`, one after the other. */
export type CompiledGraph = (x: Float64Array, out: Float64Array) => number;

/** Straight-line code beyond this many operations would pass V8's limit for optimized functions (60 KB of bytecode). */
const STRAIGHT_LINE_LIMIT = 4000;

/** Compiles roots of a graph; the first is a number. */
export function compileGraph(graph: Graph, roots: readonly NodeId[]): CompiledGraph {
  const scalar = scalarize(graph, roots, STRAIGHT_LINE_LIMIT);
  if (scalar) {
    const [first, ...rest] = scalar.roots;
    const flat = rest.flat();
    const code = straightLine(
      scalar.graph,
      [...(first as readonly NodeId[]), ...flat],
      (offset) => `x[${offset}]`,
    );
    const body = [
      ...(code.statements[0] as readonly string[]),
      ...flat.map((_, i) => `out[${i}] = ${code.roots[i + 1]};`),
      `return ${code.roots[0]};`,
    ].join('\n');
    const compiled = makeFunction<CompiledGraph>('x, out', body);
    if (compiled) return compiled;
  }
  const run = interpreter(graph, roots);
  const sizes = roots.map((root) => sizeOf((graph[root] as Graph[number]).shape));
  return (x, out) => {
    const values = run(x);
    let at = 0;
    for (let i = 1; i < values.length; i++) {
      out.set(values[i] as Float64Array, at);
      at += sizes[i] as number;
    }
    return values[0]?.[0] as number;
  };
}
