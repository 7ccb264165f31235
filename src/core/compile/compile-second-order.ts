import { hessian } from '../autodiff/hessian.ts';
import { hessianVector } from '../autodiff/hessian-vector.ts';
import { reverse } from '../autodiff/reverse.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Objective } from '../objective.ts';
import { type CompiledGraph, compileGraph } from './compile-graph.ts';
import { countOperations } from './count-operations.ts';
import { parameterNodes } from './parameter-nodes.ts';
import { scalarize } from './scalarize.ts';

/** Writes ∇²f(x)·v to `out`, of n entries. */
export type HessianVectorFunction = (x: Float64Array, v: Float64Array, out: Float64Array) => void;

/** Writes ∇²f(x) to `out`, row-major, n×n entries. */
export type HessianFunction = (x: Float64Array, out: Float64Array) => void;

/** The most operations of a gradient whose derivatives are worked out entry by entry, … */
const ENTRYWISE_GRADIENT = 1500;
/** … and those times the number of entries: what that takes, some microseconds each. */
const ENTRYWISE_WORK = 60_000;
/** Operations and stores beyond which the straight-line code of all entries would no longer be optimized. */
const ENTRYWISE_CODE = 3500;

/** Compiles the Hessian-vector product; a call costs about as much as one or two gradients. */
export function compileHessianVector({ graph, output, parameters, size }: Objective): HessianVectorFunction {
  const b = new GraphBuilder(graph);
  const direction = parameterNodes(b, parameters, size);
  const product = hessianVector(b, output, parameterNodes(b, parameters), direction);
  const run = compileGraph(b.nodes, [b.constant(0), ...product]);
  const joined = new Float64Array(2 * size);
  return (x, v, out) => {
    joined.set(x, 0);
    joined.set(v, size);
    run(joined, out);
  };
}

/**
 * Compiles the Hessian: small ones to straight-line code with a formula for each entry, others column by column.
 *
 * @param product - The Hessian-vector product, asked for only where it is needed.
 */
export function compileHessian(objective: Objective, product: () => HessianVectorFunction): HessianFunction {
  const entries = compileEntries(objective);
  return entries ? (x, out) => void entries(x, out) : columns(objective.size, product());
}

/** All entries in one function; undefined where the code would be too long. */
function compileEntries({ graph, output, parameters, size }: Objective): CompiledGraph | undefined {
  if (size * size > ENTRYWISE_CODE) return undefined;
  const whole = new GraphBuilder(graph);
  const slopes = reverse(whole, output, parameterNodes(whole, parameters));
  const scalar = scalarize(whole.nodes, slopes, ENTRYWISE_GRADIENT);
  if (!scalar || (scalar.graph.length * size * (size + 1)) / 2 > ENTRYWISE_WORK) return undefined;
  const b = new GraphBuilder(scalar.graph);
  const variables = Array.from({ length: size }, (_, offset) => b.parameter('', [], offset));
  const entries = hessian(b, scalar.roots.flat(), variables);
  if (countOperations(b.nodes, entries) + entries.length > ENTRYWISE_CODE) return undefined;
  return compileGraph(b.nodes, [b.constant(0), ...entries]);
}

/** The products with the unit vectors; the mean of both halves, which rounding makes different, is symmetric. */
function columns(n: number, product: HessianVectorFunction): HessianFunction {
  const unit = new Float64Array(n);
  const column = new Float64Array(n);
  return (x, out) => {
    for (let i = 0; i < n; i++) {
      unit[i] = 1;
      product(x, unit, column);
      unit[i] = 0;
      for (let j = 0; j < i; j++) {
        const mean = 0.5 * (column[j] as number) + 0.5 * (out[j * n + i] as number);
        out[i * n + j] = mean;
        out[j * n + i] = mean;
      }
      for (let j = i; j < n; j++) out[i * n + j] = column[j] as number;
    }
  };
}
