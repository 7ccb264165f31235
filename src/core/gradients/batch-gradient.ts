import { forward } from '../autodiff/forward.ts';
import { reverse } from '../autodiff/reverse.ts';
import { compileGraph } from '../compile/compile-graph.ts';
import type { CompiledObjective } from '../compile/compile-objective.ts';
import { lazy } from '../compile/lazy.ts';
import { parameterNodes } from '../compile/parameter-nodes.ts';
import { type RowBatch, rowBatch, rowsOf } from '../compile/row-batch.ts';
import { splitParameters } from '../compile/split-parameters.ts';
import type { NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Bounds } from '../methods/bounds.ts';
import type { Objective } from '../objective.ts';
import { shuffle } from '../random/shuffle.ts';
import { Xoshiro256 } from '../random/xoshiro256.ts';
import type { GradientSource } from '../run/experiment.ts';
import type { Derivatives, DirectionalPass } from './derivatives.ts';
import { gradientFrom } from './make-gradient.ts';
import type { GradientFunction } from './source.ts';

/** Gradients of all of f, or of one batch of its rows after the other. */
export interface BatchGradient extends Pick<GradientFunction, 'valueAndGradient' | 'cost'> {
  /** Batches until every row has been seen once; absent: each gradient is of all rows. */
  readonly batchesPerEpoch?: number;
}

/**
 * Gradients by mini-batches: each call draws the next `size` rows of the data and evaluates f and the gradient, by whatever source, on these
 * alone. The rows are shuffled anew for every epoch, so that each is seen once in it; its last batch is smaller where the
 * size does not divide the rows. A call counts as that part of an evaluation which its rows are of all rows.
 *
 * @param seed - Where the shuffling begins; the same seed gives the same batches.
 * @throws Error with a sentence where the objective has no rows, or fewer than a batch.
 */
export function batchGradient(
  source: GradientSource,
  objective: Objective,
  size: number,
  seed: number,
  checkpoint?: () => void,
  bounds?: Bounds,
): BatchGradient {
  const rows = rowsForBatch(objective, size);
  const makers = new Map<number, BatchSource>();
  const ofSize = (count: number): BatchSource => {
    const made = makers.get(count) ?? batchSource(source, objective, count, checkpoint, bounds);
    makers.set(count, made);
    return made;
  };
  const random = new Xoshiro256(seed);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  let next = rows;
  let last: BatchSource | undefined;
  const cost = { f: 0, gradient: 0, jvp: 0, hvp: 0 };
  return {
    batchesPerEpoch: Math.ceil(rows / size),
    valueAndGradient: (x, g) => {
      if (next === rows) {
        shuffle(random, order);
        next = 0;
      }
      const chosen = order.subarray(next, Math.min(next + size, rows));
      next += chosen.length;
      const current = ofSize(chosen.length);
      // A random source goes on with the same numbers, whatever the size.
      if (last && last !== current) current.gradient.restore(last.gradient.state());
      last = current;
      current.load(chosen);
      const value = current.gradient.valueAndGradient(x, g);
      const part = chosen.length / rows;
      for (const kind of ['f', 'gradient', 'jvp', 'hvp'] as const) {
        cost[kind] = part * current.gradient.cost[kind];
      }
      return value;
    },
    cost,
  };
}

/**
 * The number of rows of an objective, from which batches of that size are to be drawn.
 *
 * @throws Error with a sentence where it has none, or fewer.
 */
export function rowsForBatch(objective: Objective, size: number): number {
  const rows = rowsOf(objective);
  if (size <= rows) return rows;
  throw new Error(
    `a batch of ${size} is more than the ${rows} rows of ${objective.name}; write batch = ${Math.min(rows, 32)}, or leave it out for all rows`,
  );
}

interface BatchSource {
  readonly gradient: GradientFunction;
  /** Takes the rows of the next batch. */
  readonly load: (rows: Int32Array) => void;
}

function batchSource(
  source: GradientSource,
  objective: Objective,
  count: number,
  checkpoint?: () => void,
  bounds?: Bounds,
): BatchSource {
  const n = objective.size;
  // The input is x, then a direction, then the data.
  const batch = rowBatch(objective, count, 2 * n);
  const input = new Float64Array(batch.length);
  return {
    gradient: gradientFrom(source, derivativesOfBatch(objective, batch, input), checkpoint, bounds),
    load: (rows) => {
      for (const { values, shape, axis, offset } of batch.data) {
        const inner = sizeOf(shape.slice(axis + 1));
        const extent = shape[axis] as number;
        const outer = sizeOf(shape.slice(0, axis));
        let at = offset;
        for (let o = 0; o < outer; o++) {
          for (const row of rows) {
            const from = (o * extent + row) * inner;
            for (let i = 0; i < inner; i++) input[at++] = values[from + i] as number;
          }
        }
      }
    },
  };
}

/** The functions of the batch whose rows lie in the input. */
function derivativesOfBatch(objective: Objective, batch: RowBatch, input: Float64Array): Derivatives {
  const { size } = objective;
  const split = () => splitParameters({ ...objective, graph: batch.builder.nodes, output: batch.output });
  const value = lazy(() => compileGraph(batch.builder.nodes, [batch.output]));
  const gradient = lazy(() => {
    const { builder: b, output, parameters, merged } = split();
    return compileGraph(b.nodes, [output, ...merged(reverse(b, output, parameterNodes(b, parameters)))]);
  });
  const directional = lazy(() => {
    const { builder: b, output, parameters } = split();
    const tangents = parameterNodes(b, parameters, size);
    const nodes = parameterNodes(b, parameters);
    const along = new Map(nodes.map((node, i) => [node, tangents[i] as NodeId]));
    return compileGraph(b.nodes, [output, forward(b, output, along)]);
  });
  const [none, slope] = [new Float64Array(0), new Float64Array(1)];
  const along = (x: Float64Array, v: Float64Array): number => {
    input.set(x);
    input.set(v, size);
    directional()(input, slope);
    return slope[0] as number;
  };
  const refuse = () => {
    throw new Error('a batch has gradients only');
  };
  const compiled: CompiledObjective = {
    size,
    value: (x) => {
      input.set(x);
      return value()(input, none);
    },
    valueAndGradient: (x, g) => {
      input.set(x);
      return gradient()(input, g);
    },
    gradient: (x, g) => {
      const v = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        v[i] = 1;
        g[i] = along(x, v);
        v[i] = 0;
      }
      return compiled.value(x);
    },
    jvp: along,
    hessianVector: refuse,
    hessian: refuse,
    hessianProducts: refuse,
    field: refuse,
  };
  const pass = (): DirectionalPass => ({
    x: input.subarray(0, size),
    v: input.subarray(size, 2 * size),
    derivative: slope,
    run: () => directional()(input, slope),
  });
  return { size, compiled, directional: pass, sweep: () => undefined };
}
