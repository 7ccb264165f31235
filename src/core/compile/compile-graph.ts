import type { Graph, NodeId } from '../graph/node.ts';
import { checkLengths } from './check-lengths.ts';
import { compileStraightLine } from './compile-straight-line.ts';
import { compileTape } from './compile-tape.ts';
import { graphWork } from './graph-work.ts';
import { interpreter } from './interpret.ts';
import { loopGain } from './loop-gain.ts';
import { allFinite, type RangeGuard, rangeGuard } from './range-guard.ts';
import { suspicions } from './suspicions.ts';
import { compileWasm } from './wasm/compile-wasm.ts';

/** Evaluates a graph: returns its first root, a number, and writes the entries of the others to `out`, one after the other. */
export type CompiledGraph = (x: Float64Array, out: Float64Array) => number;

/** The time that it takes to call loops of WebAssembly, and to copy x and the results, in nanoseconds: they must be faster by more than that. */
const CALL = 70;
/** Work, in additions, from which straight-line code becomes so long that V8 does not optimize it any more, and takes long to compile. */
const LONG = 4000;

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
 * loops in WebAssembly; where neither may be generated, the graph is interpreted. Where not all results are finite, or where they are suspicious, a
 * `RangeGuard` mends them.
 */
export function compileGraph(
  graph: Graph,
  roots: readonly NodeId[],
  { mode = 'generate', checked, guarded = true }: CompileOptions = {},
): CompiledGraph {
  const loops = loopGain(graph, roots) >= CALL || graphWork(graph, roots, 2) >= LONG;
  const mend = guarded ? rangeGuard(graph, roots) : undefined;
  const written =
    mode === 'generate' && !loops ? compileStraightLine(graph, roots, checked, mend) : undefined;
  if (written) return written;
  const loop = mode === 'generate' ? compileWasm(graph, roots, mend) : undefined;
  const long = mode === 'generate' && !loop ? compileStraightLine(graph, roots, checked, mend) : undefined;
  if (long) return long;
  const run = loop ?? compileTape(graph, roots, mend) ?? interpretGraph(graph, roots, mend);
  if (checked === undefined) return run;
  const writes = roots.length > 1;
  return (x, out) => {
    if (x.length < checked || (writes && out.length < checked))
      checkLengths(checked, x, writes ? out : undefined);
    return run(x, out);
  };
}

function interpretGraph(graph: Graph, roots: readonly NodeId[], mend?: RangeGuard): CompiledGraph {
  const doubts = mend ? suspicions(graph, roots) : undefined;
  const conditions = doubts ? [doubts.ofAny, doubts.ofFirst] : [];
  const run = interpreter(doubts?.graph ?? graph, [...conditions, ...roots]);
  return (x, out) => {
    const values = run(x);
    const [any, first] = conditions.map((_, i) => values[i]?.[0] !== 0);
    const value = values[conditions.length]?.[0] as number;
    let at = 0;
    for (const entries of values.slice(conditions.length + 1)) {
      out.set(entries, at);
      at += entries.length;
    }
    return !mend || (allFinite(value, out, at) && !any) ? value : mend(x, out, value, first);
  };
}
