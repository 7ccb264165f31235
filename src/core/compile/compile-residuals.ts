import { forward } from '../autodiff/forward.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Objective } from '../objective.ts';
import { compileGraph } from './compile-graph.ts';
import { findResiduals } from './find-residuals.ts';

/** An objective that is a sum of squares, f = Σ rᵢ(x)², by its residuals. */
export interface CompiledResiduals {
  /** The number m of residuals. */
  readonly count: number;
  /** f(x); writes the residuals to r. */
  residuals(x: Float64Array, r: Float64Array): number;
  /**
   * Writes ∂rᵢ/∂xⱼ, m×n, column after column, to out: one directional derivative of all residuals for each column.
   *
   * @param checkpoint - Is called before each column, and may throw to end a long computation.
   */
  jacobian(x: Float64Array, out: Float64Array, checkpoint?: () => void): void;
}

/**
 * Compiles the residuals of an objective.
 *
 * @throws Error with a sentence where the objective is not written as a sum of squares.
 */
export function compileResiduals({ graph, output, parameters, size, name }: Objective): CompiledResiduals {
  const b = new GraphBuilder(graph);
  const residuals = findResiduals(b, output);
  if (!residuals) {
    throw new Error(
      `${name} is not written as a sum of squares, as sum((X*w - y).^2) or (x - 1)^2 + (x*y - 2)^2 are; write it so, or use bfgs()`,
    );
  }
  const tangents = new Map<NodeId, NodeId>(
    parameters.map((each) => [
      b.parameter(each.name, each.shape, each.offset),
      b.parameter(each.name, each.shape, each.offset + size),
    ]),
  );
  const slopes = residuals.map((residual) => forward(b, residual, tangents));
  const values = compileGraph(b.nodes, [output, ...residuals]);
  const columns = compileGraph(b.nodes, [output, ...slopes]);
  const count = residuals.reduce((sum, residual) => sum + sizeOf(b.shapeOf(residual)), 0);
  const joined = new Float64Array(2 * size);
  return {
    count,
    residuals: (x, r) => values(x, r),
    jacobian: (x, out, checkpoint) => {
      joined.set(x, 0);
      for (let j = 0; j < size; j++) {
        checkpoint?.();
        joined.fill(0, size);
        joined[size + j] = 1;
        columns(joined, out.subarray(j * count, (j + 1) * count));
      }
    },
  };
}
