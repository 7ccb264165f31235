import type { Graph, Node, NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import { checkLengths } from './check-lengths.ts';
import { compileStraightLine } from './compile-straight-line.ts';
import { compileTape } from './compile-tape.ts';
import { graphWork } from './graph-work.ts';
import { interpreter } from './interpret.ts';
import { allFinite, rangeGuard } from './range-guard.ts';
import { compileWasm } from './wasm/compile-wasm.ts';

/** Evaluates a graph: returns its first root, a number, and writes the entries of the others to `out`, one after the other. */
export type CompiledGraph = (x: Float64Array, out: Float64Array) => number;

/** Work, in additions, from which the loops of WebAssembly win over straight-line code in spite of their call (some 25 ns). */
const WORTH_LOOPS = 400;

/** How a graph is run: by code made for it, or without generating any, as a strict content policy asks. */
export type CompileMode = 'generate' | 'interpret';

/** Choices that `compileGraph` leaves open. */
export interface CompileOptions {
  /** `generate` if absent. */
  readonly mode?: CompileMode | undefined;
  /** The length that x and `out` are checked for at every call; absent where they are known to be right. */
  readonly checked?: number;
  /** Whether results that are not finite are mended, see `rangeGuard`; if absent they are. */
  readonly guarded?: boolean;
}

/**
 * Compiles roots of a graph; the first is a number. Small graphs become straight-line JavaScript, work on vectors and matrices
 * loops in WebAssembly; where neither may be generated, the graph is interpreted. Where not all results are finite, a `RangeGuard` mends them.
 */
export function compileGraph(
  graph: Graph,
  roots: readonly NodeId[],
  { mode = 'generate', checked, guarded = true }: CompileOptions = {},
): CompiledGraph {
  const loops = graphWork(graph, roots, 2) >= WORTH_LOOPS;
  const mend = guarded ? rangeGuard(graph, roots) : undefined;
  const written =
    mode === 'generate' && !loops ? compileStraightLine(graph, roots, checked, mend) : undefined;
  if (written) return written;
  const loop = mode === 'generate' ? compileWasm(graph, roots) : undefined;
  const long = mode === 'generate' && !loop ? compileStraightLine(graph, roots, checked, mend) : undefined;
  if (long) return long;
  const tape = loop ? undefined : compileTape(graph, roots, mend);
  const run = loop ?? tape ?? interpretGraph(graph, roots);
  const late = tape ? undefined : mend;
  if (checked === undefined && !late) return run;
  const count = roots.slice(1).reduce((sum, root) => sum + sizeOf((graph[root] as Node).shape), 0);
  return (x, out) => {
    if (checked !== undefined && (x.length < checked || (count > 0 && out.length < checked)))
      checkLengths(checked, x, count > 0 ? out : undefined);
    const value = run(x, out);
    return late === undefined || allFinite(value, out, count) ? value : late(x, out, value);
  };
}

function interpretGraph(graph: Graph, roots: readonly NodeId[]): CompiledGraph {
  const run = interpreter(graph, roots);
  return (x, out) => {
    const values = run(x);
    let at = 0;
    for (const value of values.slice(1)) {
      out.set(value, at);
      at += value.length;
    }
    return values[0]?.[0] as number;
  };
}
